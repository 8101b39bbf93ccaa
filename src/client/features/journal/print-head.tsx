import { Fragment } from 'react';
import { useTranslation } from 'react-i18next';
import type { Process } from '#contract/process.ts';
import { useFormat } from '#client/i18n/format.ts';
import { useNow } from '#client/lib/now.ts';
import { Text } from '#client/ui/text.tsx';
import { CompletenessMark } from './completeness-mark.tsx';
import type { JournalSearch } from './journal-search.ts';
import { useCardTitle } from './use-card-title.ts';

type PrintHeadProps = {
  process: Process;
  search: Pick<JournalSearch, 'levels' | 'q'>;
  shown: number;
  total: number;
};

/** Whose journal this is and what of it is on this paper, so that it says so by itself years later. */
export function PrintHead({ process, search, shown, total }: PrintHeadProps) {
  const { t } = useTranslation(['files', 'process', 'entry']);
  const format = useFormat();
  const cardTitle = useCardTitle();
  const now = useNow(null);
  const { template, card, stage, startedAt, finishedAt, startedBy, trigger } = process;
  const moment = (at: string | null) => (at === null ? null : `${format.fullDateTime(at)} ${format.zoneShort()}`);
  const isFiltered = search.levels.length > 0 || search.q !== '';
  const filter = [
    ...search.levels.map((level) => t(`entry:levels.${level}`)),
    ...(search.q === '' ? [] : [t('files:print.search', { q: search.q })]),
  ];
  const state = [t(`process:states.${process.state}`), process.stateTitle].filter(Boolean).join(' · ');
  const all = format.number(process.counts.entries);
  const numbers = { shown: format.number(shown), total: format.number(total), all };
  const facts: readonly (readonly [string, string | null])[] = [
    [t('files:print.facts.card'), card && [cardTitle(card), card.title].filter(Boolean).join(' · ')],
    [t('files:print.facts.stage'), stage && (stage.name ?? stage.id)],
    [t('files:print.facts.state'), state],
    [t('files:print.facts.version'), template?.version ?? null],
    [t('files:print.facts.startedAt'), moment(startedAt)],
    [t('files:print.facts.finishedAt'), moment(finishedAt)],
    [t('files:print.facts.startedBy'), startedBy?.name ?? null],
    [t('files:print.facts.trigger'), trigger?.name ?? trigger?.code ?? null],
    [t('files:print.facts.process'), process.process],
    [t('files:print.facts.filter'), isFiltered ? filter.join(', ') : null],
    [t('files:print.facts.shown'), isFiltered ? t('files:print.part', numbers) : numbers.total],
    [t('files:print.facts.zone'), format.zoneLabel()],
    [t('files:print.facts.printedAt'), moment(new Date(now).toISOString())],
  ];
  return (
    <header>
      <p className="text-muted">{t('files:print.name')}</p>
      <h1 className="text-2xl font-semibold text-pretty wrap-anywhere">
        <Text>{template?.name ?? t('process:templateUnknown')}</Text>
      </h1>
      <dl className="mt-2 grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-0.5">
        {facts.map(
          ([title, value]) =>
            value !== null && (
              <Fragment key={title}>
                <dt className="text-muted">{title}</dt>
                <dd className="min-w-0 wrap-anywhere">
                  <Text>{value}</Text>
                </dd>
              </Fragment>
            ),
        )}
      </dl>
      <div className="mt-2">
        <CompletenessMark completeness={process.completeness} />
      </div>
      {shown < total && <p className="mt-2 font-semibold">{t('files:print.cut', numbers)}</p>}
    </header>
  );
}
