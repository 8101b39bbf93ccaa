import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '#client/i18n/format.ts';
import { Button, IconButton } from '#client/ui/button.tsx';
import type { ActKind } from './acts.ts';
import { BulkDialog } from './bulk-dialog.tsx';
import { type FailureSearch, filterOf } from './failure-search.ts';
import { chosenCount, nothingChosen, type Selection } from './selection.ts';

type BulkBarProps = {
  search: FailureSearch;
  /** The moments that the list was asked for: what is acted upon is what is seen. */
  asked: { from?: string; to?: string };
  total: number;
  shown: readonly string[];
  selection: Selection;
  onSelect: (selection: Selection) => void;
};

const kinds = ['acknowledged', 'resolved', 'muted', 'assign', 'merge'] as const satisfies readonly ActKind[];
const words = {
  acknowledged: 'acknowledge',
  resolved: 'resolve',
  muted: 'mute',
  assign: 'assign',
  merge: 'merge',
} as const;

/** What can be done with the causes that are chosen. It floats over the end of the page while some are. */
export function BulkBar({ search, asked, total, shown, selection, onSelect }: BulkBarProps) {
  const { t } = useTranslation('failures');
  const format = useFormat();
  const [kind, setKind] = useState<ActKind | null>(null);
  const count = chosenCount(selection, total);
  const isAll = selection.kind === 'all';
  return (
    <div role="region" aria-label={t('bulk.label')} className="sticky bottom-3 z-20 empty:hidden">
      {count > 0 && (
        <div className="flex animate-appear flex-wrap items-center gap-x-3 gap-y-2 rounded-section border border-line bg-surface px-4 py-2.5 shadow-float">
          <p role="status" className="font-medium">
            {t(isAll ? 'bulk.all' : 'bulk.chosen', { count, shown: format.number(count) })}
          </p>
          {!isAll && total > shown.length && (
            <Button variant="link" onPress={() => onSelect({ kind: 'all' })}>
              {t('bulk.chooseAll', { shown: format.number(total) })}
            </Button>
          )}
          <span className="ml-auto flex flex-wrap gap-2">
            {kinds.map((one) => (
              <Button key={one} size="s" onPress={() => setKind(one)}>
                {t(`act.${words[one]}`)}
              </Button>
            ))}
            <IconButton size="s" icon="close" label={t('bulk.clear')} onPress={() => onSelect(nothingChosen)} />
          </span>
        </div>
      )}
      {kind !== null && (
        <BulkDialog
          kind={kind}
          range={search}
          filter={{ ...asked, ...filterOf(search) }}
          causes={selection.kind === 'all' ? null : [...selection.causes]}
          onDone={() => onSelect(nothingChosen)}
          onClose={() => setKind(null)}
        />
      )}
    </div>
  );
}
