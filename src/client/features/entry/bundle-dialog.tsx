import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Bundle } from '#contract/bundle.ts';
import { useFormat } from '#client/i18n/format.ts';
import { saveFile } from '#client/lib/save-file.ts';
import { Button } from '#client/ui/button.tsx';
import { CopyButton } from '#client/ui/copy-button.tsx';
import { Dialog } from '#client/ui/dialog.tsx';
import { ErrorState } from '#client/ui/error-state.tsx';
import { Skeleton } from '#client/ui/skeleton.tsx';
import { Text } from '#client/ui/text.tsx';
import { paths, sharedAddress } from '#client/paths.ts';
import { bundleText, type BundleWords } from './bundle-text.ts';
import { bundleQuery } from './queries.ts';
import { useEntryWords } from './use-entry-words.ts';

type BundleDialogProps = { process: string; entry: string; onClose: () => void };

/** A failure for whoever mends it from outside, as text, as JSON and as a link: the same in each. */
export function BundleDialog({ process, entry, onClose }: BundleDialogProps) {
  const { t } = useTranslation('support');
  const { language } = useFormat();
  const query = useQuery(bundleQuery(process, entry, language));
  return (
    <Dialog title={t('bundle.title')} onClose={onClose} isWide>
      {query.data !== undefined ? (
        <Made bundle={query.data} />
      ) : query.error !== null ? (
        <ErrorState title={t('bundle.failed')} onRetry={() => void query.refetch()} />
      ) : (
        <div role="status" aria-label={t('bundle.loading')} className="flex flex-col gap-2">
          <Skeleton className="h-4 w-4/5" />
          <Skeleton className="h-60 w-full" />
        </div>
      )}
    </Dialog>
  );
}

function Made({ bundle }: { bundle: Bundle }) {
  const { t } = useTranslation('support');
  const words = useEntryWords();
  const format = useFormat();
  const link = linkTo(bundle);
  const text = bundleText(bundle, link, {
    word: (name, values) => t(`bundle.${name}`, values ?? {}),
    time: words.copy.time,
    lineTime: format.timeMs,
    level: (level) => words.level({ level }),
    type: (type) => words.type({ type, typeCode: null }),
  } satisfies BundleWords);
  const save = () => {
    const json = JSON.stringify({ ...bundle, link }, null, 2);
    saveFile({ name: `failure-${bundle.entry}.json`, content: new Blob([json], { type: 'application/json' }) });
  };
  return (
    <div className="flex flex-col gap-3">
      <p className="text-s text-pretty text-muted">{t('bundle.intro')}</p>
      <pre
        role="region"
        aria-label={t('bundle.text')}
        // It scrolls: by keys as well.
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        tabIndex={0}
        className="max-h-[50dvh] overflow-auto rounded-control border border-line bg-sunken px-3 py-2.5 font-mono text-xs/5 wrap-anywhere whitespace-pre-wrap [font-variant-ligatures:none]"
      >
        <Text>{text}</Text>
      </pre>
      <div className="flex flex-wrap gap-2">
        <CopyButton text={text} label={t('bundle.copy')} variant="primary" size="m" />
        <Button icon="download" onPress={save}>
          {t('bundle.save')}
        </Button>
        <CopyButton text={link} label={t('bundle.copyLink')} size="m" />
      </div>
    </div>
  );
}

/** Where a colleague reads it; while nobody knows its card, the page on the screen. */
function linkTo({ card, process, entry }: Bundle): string {
  if (card === null) return sharedAddress();
  return sharedAddress(paths.journal({ cardType: card.type, cardId: card.id, processId: process, entry }));
}
