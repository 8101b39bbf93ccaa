import { useQuery } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '#client/i18n/format.ts';
import { SearchField } from '#client/ui/search-field.tsx';
import { Text } from '#client/ui/text.tsx';
import type { FailureRange } from './failure-search.ts';
import { causesToChooseQuery } from './queries.ts';

type MergeChooserProps = {
  range: FailureRange;
  except: string | null;
  chosen: string | null;
  onChoose: (cause: string) => void;
};

/** One cause of the range, found by words: what failed most comes first. */
export function MergeChooser({ range, except, chosen, onChoose }: MergeChooserProps) {
  const { t } = useTranslation('failures');
  const format = useFormat();
  const id = useId();
  const [q, setQ] = useState('');
  const list = useQuery(causesToChooseQuery(range, q));
  const causes = (list.data?.causes ?? []).filter(({ cause }) => cause !== except);
  return (
    <div>
      <SearchField label={t('act.mergeSearch')} value={q} onSearch={setQ} />
      <fieldset
        aria-busy={list.isFetching}
        className="mt-2 max-h-64 overflow-y-auto rounded-control border border-line"
      >
        <legend className="sr-only">{t('act.mergeLegend')}</legend>
        {causes.map(({ cause, title, robot, failures }) => (
          <label
            key={cause}
            className="flex min-h-11 cursor-pointer items-center gap-3 border-t border-line px-3 py-1.5 first-of-type:border-t-0 hover:bg-sunken"
          >
            <input
              type="radio"
              name={id}
              checked={cause === chosen}
              onChange={() => onChoose(cause)}
              className="size-4 shrink-0 accent-accent"
            />
            <span className="min-w-0 flex-1">
              <span className="line-clamp-2">
                <Text>{title}</Text>
              </span>
              <span className="block truncate text-s text-muted">
                <Text>{robot.title}</Text>
              </span>
            </span>
            <span className="shrink-0 text-s text-muted">
              {t('cause.times', { count: failures, shown: format.number(failures) })}
            </span>
          </label>
        ))}
        {list.data !== undefined && causes.length === 0 && (
          <p className="px-3 py-3 text-s text-muted">{t('act.mergeNone')}</p>
        )}
      </fieldset>
    </div>
  );
}
