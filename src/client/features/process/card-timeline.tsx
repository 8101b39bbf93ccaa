import { useInfiniteQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useFormat } from '#client/i18n/format.ts';
import { useProblemText } from '#client/i18n/problem-text.ts';
import { Time } from '#client/i18n/time.tsx';
import { useNow } from '#client/lib/now.ts';
import { Button } from '#client/ui/button.tsx';
import { EmptyState } from '#client/ui/empty-state.tsx';
import { ErrorState } from '#client/ui/error-state.tsx';
import { Icon } from '#client/ui/icon.tsx';
import { ProcessRowView } from './process-row.tsx';
import { cardTimelineQuery } from './queries.ts';
import type { CardKey } from './queries.ts';
import { SectionSkeleton } from './section-skeleton.tsx';
import { StageName } from './stage-name.tsx';
import { toTimeline } from './timeline-rows.ts';
import type { TimelineStage } from './timeline-rows.ts';

type CardTimelineProps = { card: CardKey; hrefOf: (process: string) => string; onIntent: (process: string) => void };

/** The story of the card, newest first: stage by stage, what ran on each, and how long nothing did. */
export function CardTimeline({ card, hrefOf, onIntent }: CardTimelineProps) {
  const { t } = useTranslation(['card', 'process', 'problem']);
  const timeline = useInfiniteQuery(cardTimelineQuery(card));
  const now = useNow(60_000);
  const problemText = useProblemText();
  const stages = toTimeline(timeline.data?.pages.flatMap((page) => page.items) ?? []);
  const frame = 'overflow-hidden rounded-section border border-line bg-surface';
  return (
    <section aria-labelledby="timeline" className="flex flex-col gap-4">
      <h2 id="timeline" className="sr-only">
        {t('card:timeline.title')}
      </h2>
      {timeline.isPending && (
        <div className={frame}>
          <SectionSkeleton rows={5} />
        </div>
      )}
      {timeline.isError && stages.length === 0 && (
        <div className={frame}>
          <ErrorState
            title={t('process:empty.unreachable')}
            text={problemText(timeline.error).text}
            onRetry={() => void timeline.refetch()}
          />
        </div>
      )}
      {timeline.isSuccess && stages.length === 0 && (
        <div className={frame}>
          <EmptyState icon="list" title={t('card:timeline.empty')} text={t('card:timeline.emptyText')} />
        </div>
      )}
      {stages.map((stage) => (
        <article key={stage.key} className={frame}>
          <StageHead stage={stage} now={now} />
          <ul>
            {stage.rows.map((row) =>
              row.kind === 'process' ? (
                <ProcessRowView
                  key={row.key}
                  process={row.process}
                  href={hrefOf(row.process.process)}
                  now={now}
                  onIntent={onIntent}
                />
              ) : (
                <Idle key={row.key} ms={row.ms} />
              ),
            )}
          </ul>
        </article>
      ))}
      {timeline.hasNextPage && (
        <Button
          className="self-center"
          isPending={timeline.isFetchingNextPage}
          onPress={() => void timeline.fetchNextPage()}
        >
          {t('process:showMore')}
        </Button>
      )}
    </section>
  );
}

function StageHead({ stage, now }: { stage: TimelineStage; now: number }) {
  const { t } = useTranslation('card');
  const format = useFormat();
  const { since, until, processes, failed } = stage;
  const counts = [
    processes > 0 && t('timeline.processes', { count: processes, shown: format.number(processes) }),
    failed > 0 && t('timeline.failures', { count: failed, shown: format.number(failed) }),
  ];
  return (
    <header className="flex min-h-12 flex-wrap items-center justify-between gap-x-4 px-4 py-2 medium:px-5">
      <h3 className="min-w-0 text-l font-semibold">
        <StageName stage={stage.stage} />
      </h3>
      <p className="text-s text-muted">
        {counts.filter(Boolean).join(', ')}
        {since !== null && (
          <>
            {counts.some(Boolean) && ' · '}
            <Time at={since} />
            {` · ${t('timeline.stayed', { duration: format.duration((until === null ? now : Date.parse(until)) - Date.parse(since)) })}`}
          </>
        )}
      </p>
    </header>
  );
}

function Idle({ ms }: { ms: number }) {
  const { t } = useTranslation('card');
  const format = useFormat();
  return (
    <li className="flex items-center gap-2 border-t border-line bg-sunken px-4 py-1.5 text-s text-muted medium:px-5">
      <Icon name="more" className="rotate-90" />
      {t('timeline.idle', { duration: format.duration(ms) })}
    </li>
  );
}
