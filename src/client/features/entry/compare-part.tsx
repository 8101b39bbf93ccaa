import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { ComparedRun, Comparison, Difference } from '#contract/comparison.ts';
import { differenceParts } from '#contract/comparison.ts';
import { useFormat } from '#client/i18n/format.ts';
import { Time } from '#client/i18n/time.tsx';
import { paths } from '#client/paths.ts';
import { Button } from '#client/ui/button.tsx';
import { EmptyState } from '#client/ui/empty-state.tsx';
import { ErrorState } from '#client/ui/error-state.tsx';
import { Skeleton } from '#client/ui/skeleton.tsx';
import { Text } from '#client/ui/text.tsx';
import { comparisonQuery } from './queries.ts';
import { useEntryWords } from './use-entry-words.ts';

/** The step beside the last one of the same robot that went well: only what differs. */
export function ComparePart({ process, entry }: { process: string; entry: string }) {
  const { t } = useTranslation('support');
  const query = useQuery(comparisonQuery(process, entry));
  if (query.data !== undefined) return <Compared comparison={query.data} />;
  if (query.error !== null) return <ErrorState title={t('compare.failed')} onRetry={() => void query.refetch()} />;
  return (
    <div role="status" aria-label={t('compare.loading')} className="flex flex-col gap-2">
      <p className="text-s text-muted">{t('compare.loading')}</p>
      <Skeleton className="h-16 w-full" />
      <Skeleton className="h-16 w-full" />
    </div>
  );
}

function Compared({ comparison }: { comparison: Comparison }) {
  const { t } = useTranslation('support');
  const format = useFormat();
  const [areAllShown, setAllShown] = useState(false);
  const { failed, good, differences, left } = comparison;
  if (good === null) {
    const text = t('compare.noneText', { count: comparison.lookedAt });
    return <EmptyState icon="compare" title={t('compare.none')} text={text} />;
  }
  const telling = differences.filter(({ varies }) => !varies);
  const shown = areAllShown ? differences : telling;
  const varying = differences.length - telling.length;
  return (
    <div className="flex flex-col gap-3">
      <dl className="grid grid-cols-2 gap-x-3 text-s">
        <Run title={t('compare.here')} run={failed} isGood={false} />
        <Run title={t('compare.good')} run={good} isGood />
      </dl>
      {telling.length === 0 && <p className="text-s text-pretty">{t('compare.same')}</p>}
      {differenceParts.map((part) => {
        const own = shown.filter((difference) => difference.part === part);
        if (own.length === 0) return null;
        return (
          <section key={part} aria-label={t(`compare.parts.${part}`)}>
            <h3 className="mb-1 text-s text-muted">{t(`compare.parts.${part}`)}</h3>
            <ul className="rounded-control border border-line bg-surface">
              {own.map((difference) => (
                <Row key={JSON.stringify(difference.path)} difference={difference} />
              ))}
            </ul>
          </section>
        );
      })}
      {varying > 0 && !areAllShown && (
        <Button variant="ghost" size="s" icon="chevronDown" className="self-start" onPress={() => setAllShown(true)}>
          {t('compare.varying', { count: varying })}
        </Button>
      )}
      {left > 0 && (
        <p className="text-s text-muted">
          {t('compare.left', { shown: format.number(differences.length), left: format.number(left) })}
        </p>
      )}
    </div>
  );
}

/** Which run it is; the good one opens. */
function Run({ title, run, isGood }: { title: string; run: ComparedRun; isGood: boolean }) {
  const { t } = useTranslation('support');
  const name = run.card?.title ?? (run.card === null ? run.process : t('compare.unnamedCard', { id: run.card.id }));
  return (
    <div className="min-w-0">
      <dt className="text-muted">{title}</dt>
      <dd className="min-w-0">
        {isGood && run.card !== null ? (
          <Link
            className="block truncate font-medium text-accent hover:underline"
            aria-label={`${t('compare.openGood')}: ${name}`}
            to={paths.journal({
              cardType: run.card.type,
              cardId: run.card.id,
              processId: run.process,
              entry: run.entry,
            })}
          >
            <Text>{name}</Text>
          </Link>
        ) : (
          <span className="block truncate font-medium">
            <Text>{name}</Text>
          </span>
        )}
        <Time at={run.at} className="block truncate text-muted" />
      </dd>
    </div>
  );
}

function Row({ difference }: { difference: Difference }) {
  const { part, path, failed, good } = difference;
  const { t, i18n } = useTranslation('support');
  const name = path.join(' › ');
  const words = useEntryWords();
  const said = (value: string | null) => {
    if (value === null || part !== 'step') return value;
    return name === 'result' ? words.result(value) : name === 'status' ? words.status(value) : value;
  };
  // Our own names have words; what a writer named stays as he named it.
  const isOwn = (part === 'run' || part === 'step') && i18n.exists(`compare.own.${name}`, { ns: 'support' });
  return (
    <li className="border-line px-3 py-2 not-first:border-t">
      <p className={isOwn ? 'text-s font-medium' : 'font-mono text-xs font-semibold wrap-anywhere'}>
        <Text>{isOwn ? t(`compare.own.${name}` as 'compare.own.version') : name}</Text>
      </p>
      <dl className="mt-1 grid grid-cols-2 gap-x-3 font-mono text-xs">
        <Value title={t('compare.here')} value={said(failed)} tone="text-failure" />
        <Value title={t('compare.good')} value={said(good)} tone="text-success" />
      </dl>
    </li>
  );
}

function Value({ title, value, tone }: { title: string; value: string | null; tone: string }) {
  const { t } = useTranslation('support');
  return (
    <div className="min-w-0">
      <dt className="sr-only">{title}</dt>
      <dd className="line-clamp-6 wrap-anywhere whitespace-pre-wrap">
        {value === null || value === '' ? (
          <span className="font-sans text-muted italic">{t(value === null ? 'compare.absent' : 'compare.empty')}</span>
        ) : (
          <span className={tone}>
            <Text>{value}</Text>
          </span>
        )}
      </dd>
    </div>
  );
}
