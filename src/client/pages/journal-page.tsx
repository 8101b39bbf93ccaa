import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearchParams } from 'react-router';
import { CauseCard } from '#client/features/cause/cause-card.tsx';
import { JournalDialog } from '#client/features/journal/journal-dialog.tsx';
import { withoutJournalSearch } from '#client/features/journal/journal-search.ts';
import { sessionQuery } from '#client/features/session/queries.ts';
import { paths } from '#client/paths.ts';
import { useSetting } from '#client/portal/setting.ts';
import { useRequiredParams } from './require-params.ts';

/** The journal over the card: closing it leads to the card with the filters it had. */
export function JournalPage() {
  const { cardType, cardId, processId } = useRequiredParams('cardType', 'cardId', 'processId');
  const setting = useSetting();
  const navigate = useNavigate();
  const [search] = useSearchParams();
  const role = useQuery(sessionQuery()).data?.person.role;
  return (
    <JournalDialog
      key={processId}
      cardType={cardType}
      cardId={cardId}
      processId={processId}
      renderCause={(entry, message) => <CauseCard process={processId} entry={entry} message={message} />}
      mayReveal={role === 'support' || role === 'administrator'}
      onClose={() =>
        void navigate(paths.card({ cardType, cardId, setting }, withoutJournalSearch(search)), {
          preventScrollReset: true,
        })
      }
    />
  );
}
