import { useTranslation } from 'react-i18next';
import type { ErasureKind, ErasurePreview } from '#contract/erasure.ts';
import { Button } from '#client/ui/button.tsx';
import { Text } from '#client/ui/text.tsx';
import { useCounts } from './use-counts.ts';

type ErasureFoundProps = { preview: ErasurePreview; kind: ErasureKind; onErase: () => void };

/** What an erasure would touch, in words. */
export function ErasureFound({ preview, kind, onErase }: ErasureFoundProps) {
  const { t } = useTranslation('access');
  const countsOf = useCounts();
  const counts = countsOf(preview.counts);
  const isNothing = counts === '' && preview.isWhole;
  return (
    <div className="flex flex-wrap items-end justify-between gap-x-6 gap-y-3 rounded-control bg-sunken p-4">
      <div className="min-w-0 flex-1 basis-72">
        <p className="font-medium wrap-anywhere">
          <Text>{isNothing ? `${t('erasure.nothing')}: ${preview.subject}` : t('erasure.found', preview)}</Text>
        </p>
        {counts !== '' && <p className="mt-0.5">{counts}</p>}
        <p className="mt-1 text-s text-pretty text-muted">{noteOf()}</p>
      </div>
      <Button variant="danger" onPress={onErase}>
        {t('erasure.erase')}
      </Button>
    </div>
  );

  function noteOf(): string {
    if (isNothing) return t(kind === 'card' ? 'erasure.nothingCard' : 'erasure.nothingText');
    if (kind === 'card') return t('erasure.confirm.card');
    return `${t(preview.isWhole ? 'erasure.whole' : 'erasure.part')} ${t('erasure.replaced')}`;
  }
}
