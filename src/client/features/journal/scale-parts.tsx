import { memo, type Ref } from 'react';
import { useTranslation } from 'react-i18next';
import type { Outcome, Step } from '#contract/process.ts';
import { outcomeLook } from '#client/features/entry/entry-look.ts';
import { useFormat } from '#client/i18n/format.ts';
import { classes } from '#client/lib/classes.ts';
import { Icon } from '#client/ui/icon.tsx';
import { Text } from '#client/ui/text.tsx';
import { toneText } from '#client/ui/tone.ts';
import type { TimeScale } from './time-scale.ts';

/** The column left of the bars; the axis leaves the same room. */
const titleClass = 'w-32 shrink-0 medium:w-52';

const bars: Readonly<Record<Outcome, string>> = {
  succeeded: 'bg-success',
  failed: 'bg-failure',
  canceled: 'bg-muted',
  skipped: 'bg-line-strong',
  running: 'bg-running',
  triggered: 'bg-muted',
  noted: 'bg-muted',
};

/** A step on the scale: a bar for the eye, a sentence for who listens. */
export const ScaleCells = memo(function ScaleCells({ step, scale }: { step: Step; scale: TimeScale | null }) {
  const { t } = useTranslation('journal');
  const format = useFormat();
  const look = outcomeLook(step.outcome);
  const title = step.activity.title ?? step.activity.name;
  const isInstant = step.startedAt === step.endedAt;
  const bar = scale?.barOf({ from: Date.parse(step.startedAt), to: Date.parse(step.endedAt) });
  const told = isInstant
    ? t('scale.rowInstant', { title, outcome: t(`outcomes.${step.outcome}`), from: format.timeMs(step.startedAt) })
    : t('scale.row', {
        title,
        outcome: t(`outcomes.${step.outcome}`),
        from: format.timeMs(step.startedAt),
        to: format.timeMs(step.endedAt),
        duration: format.between(step.startedAt, step.endedAt),
      });
  const length = isInstant ? null : format.between(step.startedAt, step.endedAt);
  const isLate = bar !== undefined && scale !== null && bar.x + bar.width > scale.width - 72;
  return (
    <>
      <span role="gridcell" className={classes('flex items-center gap-2', titleClass)}>
        <span className="sr-only">{told}</span>
        <Icon name={look.icon} className={toneText[look.tone]} />
        <span
          aria-hidden
          className={classes('min-w-0 truncate font-medium', step.outcome === 'failed' && 'text-failure')}
        >
          <Text>{title}</Text>
        </span>
      </span>
      <span role="gridcell" aria-hidden className="relative h-full min-w-0 flex-1" title={told}>
        {bar !== undefined && (
          <span
            className={classes('absolute top-1/2 h-3 -translate-y-1/2 rounded-[3px]', bars[step.outcome])}
            style={{ left: bar.x, width: bar.width }}
          />
        )}
        {bar !== undefined && length !== null && (
          <span
            className="absolute top-1/2 -translate-y-1/2 text-xs whitespace-nowrap text-muted"
            style={isLate ? { right: (scale?.width ?? 0) - bar.x + 6 } : { left: bar.x + bar.width + 6 }}
          >
            {length}
          </span>
        )}
      </span>
    </>
  );
});

/** Marks of time above the rows, and the idle time that is folded between them. */
export function ScaleAxis({ scale, areaRef }: { scale: TimeScale | null; areaRef: Ref<HTMLDivElement> }) {
  const { t } = useTranslation('journal');
  const format = useFormat();
  const label = (at: number, before: number | undefined): string => {
    const step = scale?.tickStepMs ?? 0;
    if (step >= 43_200_000) return format.day(at);
    if (before !== undefined && format.day(before) !== format.day(at)) return format.dateTime(at);
    return step < 1000 ? format.timeMs(at) : format.time(at);
  };
  return (
    <div aria-hidden className="flex h-8 items-stretch gap-3 border-b border-line pr-4 pl-5 text-xs text-muted">
      <span className={titleClass} />
      <div ref={areaRef} className="relative min-w-0 flex-1">
        {scale?.ticks.map((tick, index) => (
          <span
            key={tick.at}
            className="absolute inset-y-0 border-l border-line-strong pt-2 pl-1 whitespace-nowrap"
            style={{ left: tick.x }}
          >
            {label(tick.at, scale.ticks[index - 1]?.at)}
          </span>
        ))}
        {scale?.segments
          .filter((segment) => segment.folded)
          .map((segment) => (
            <span
              key={segment.from}
              title={t('scale.idle', { duration: format.between(segment.from, segment.to) })}
              className="absolute inset-y-1 flex items-center justify-center overflow-hidden rounded-mark bg-neutral-soft px-1 text-center leading-tight"
              style={{ left: segment.x, width: segment.width }}
            >
              <span className="truncate">{format.between(segment.from, segment.to)}</span>
            </span>
          ))}
      </div>
    </div>
  );
}

/** The folds go through all rows, so that a bar on either side is not taken for a neighbour. */
export function ScaleFolds({ scale }: { scale: TimeScale | null }) {
  return (
    <div aria-hidden className="pointer-events-none absolute inset-0 flex gap-3 pr-4 pl-5">
      <span className={titleClass} />
      <div className="relative min-w-0 flex-1">
        {scale?.segments
          .filter((segment) => segment.folded)
          .map((segment) => (
            <span
              key={segment.from}
              className="absolute inset-y-0 border-x border-dashed border-line-strong bg-neutral-soft/60"
              style={{ left: segment.x, width: segment.width }}
            />
          ))}
      </div>
    </div>
  );
}
