import { lazy, Suspense } from 'react';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearchParams } from 'react-router';
import { CauseCard } from '#client/features/cause/cause-card.tsx';
import { JournalDialog } from '#client/features/journal/journal-dialog.tsx';
import { withoutJournalSearch } from '#client/features/journal/journal-search.ts';
import { sessionQuery } from '#client/features/session/queries.ts';
import { loadTexts } from '#client/i18n/i18n.ts';
import { paths } from '#client/paths.ts';
import { pagePart } from './page-part.ts';
import { useRequiredParams } from './require-params.ts';
import { useFlagging } from './use-flagging.tsx';

/** Only who comes from a search needs it. */
const SearchResultsBar = lazy(() =>
  pagePart(Promise.all([import('#client/features/search/results-bar.tsx'), loadTexts('search')])).then(([part]) => ({
    default: part.ResultsBar,
  })),
);

/** The journal over the card: closing it leads to the card with the filters it had. */
export function JournalPage() {
  const { cardType, cardId, processId } = useRequiredParams('cardType', 'cardId', 'processId');
  const navigate = useNavigate();
  const [search] = useSearchParams();
  const results = search.get('results');
  const role = useQuery(sessionQuery()).data?.person.role;
  const { flagging, dialog } = useFlagging(processId);
  return (
    <>
      <JournalDialog
        key={processId}
        cardType={cardType}
        cardId={cardId}
        processId={processId}
        flagging={flagging}
        renderCause={(entry, message) => <CauseCard process={processId} entry={entry} message={message} />}
        bar={
          results !== null && (
            <Suspense fallback={<div className="h-10 shrink-0 border-b border-line bg-sunken" />}>
              <SearchResultsBar q={results} process={processId} entry={search.get('entry')} />
            </Suspense>
          )
        }
        mayReveal={role === 'support' || role === 'administrator'}
        onClose={() =>
          void navigate(
            // Who came from a search goes back to what it found.
            results === null
              ? paths.card({ cardType, cardId }, withoutJournalSearch(search))
              : paths.search(new URLSearchParams({ q: results })),
            { preventScrollReset: true },
          )
        }
      />
      {dialog}
    </>
  );
}
