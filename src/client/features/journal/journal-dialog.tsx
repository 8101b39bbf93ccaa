import { useQuery } from '@tanstack/react-query';
import { useId, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { isInFrame } from '#client/api/portal-in-use.ts';
import { usePageTitle } from '#client/lib/page-title.ts';
import { useShortcuts } from '#client/lib/shortcuts.ts';
import { IconButton } from '#client/ui/button.tsx';
import { Modal } from '#client/ui/dialog.tsx';
import { Skeleton } from '#client/ui/skeleton.tsx';
import { JournalFailed } from './journal-empty.tsx';
import { JournalView, type JournalViewProps } from './journal-view.tsx';
import { processQuery } from './queries.ts';

export type JournalDialogProps = Pick<
  JournalViewProps,
  'cardType' | 'cardId' | 'renderCause' | 'flagging' | 'mayReveal' | 'onClose'
> & {
  processId: string;
  /** What leads on from here where the journal was opened from a list; above everything. */
  bar?: ReactNode;
};

/** The journal of one process, over the card that it ran on. In the portal's frame it fills the frame. */
export function JournalDialog({ processId, bar, onClose, ...rest }: JournalDialogProps) {
  const { t } = useTranslation('journal');
  const titleId = useId();
  const query = useQuery(processQuery(processId));
  const process = query.data;
  usePageTitle(process === undefined ? null : t('titleOf', { name: process.template?.name ?? processId }), 1);
  useShortcuts(t('keys.title'), [
    { key: 'ArrowDown+ArrowUp', label: t('keys.rows') },
    { key: 'ArrowLeft+ArrowRight', label: t('keys.fold') },
    { key: 'Enter', label: t('keys.open') },
    { key: 'n+p', label: t('keys.failures') },
    { key: '/', label: t('keys.search') },
    { key: '1+2+3', label: t('keys.readings') },
    { key: 'c', label: t('keys.copy') },
    { key: 'f', label: t('keys.flag') },
    { key: 'Home+End', label: t('keys.ends') },
    { key: 'Escape', label: t('keys.close') },
  ]);
  const size = isInFrame() ? 'full' : 'page';
  if (process !== undefined) {
    return (
      <Modal size={size} onClose={onClose} labelledBy={titleId}>
        {bar}
        <JournalView process={process} titleId={titleId} onClose={onClose} {...rest} />
      </Modal>
    );
  }
  return (
    <Modal size={size} onClose={onClose} label={t('label')}>
      {bar}
      <div className="flex justify-end px-4 pt-3 wide:px-5 wide:pt-4">
        <IconButton icon="close" label={t('header.closeJournal')} onPress={onClose} />
      </div>
      {query.error === null ? (
        <JournalLoading label={t('loading')} />
      ) : (
        <JournalFailed error={query.error} onRetry={() => void query.refetch()} />
      )}
    </Modal>
  );
}

function JournalLoading({ label }: { label: string }) {
  return (
    <div role="status" aria-label={label} className="flex flex-col gap-4 px-5">
      <Skeleton className="h-6 w-2/5" />
      <Skeleton className="h-5 w-4/5" />
      <Skeleton className="mt-4 h-32 w-full" />
      <Skeleton className="h-8 w-full" />
      {Array.from({ length: 8 }, (_, index) => (
        <Skeleton key={index} className="h-5 w-full" />
      ))}
    </div>
  );
}
