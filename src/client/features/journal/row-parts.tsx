import { memo, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Entry } from '#contract/entry.ts';
import type { Step } from '#contract/process.ts';
import { entryLook, outcomeLook } from '#client/features/entry/entry-look.ts';
import { MarkedText } from '#client/features/entry/marked-text.tsx';
import { oneLine } from '#client/features/entry/plain-text.ts';
import { useEntryWords } from '#client/features/entry/use-entry-words.ts';
import { useFormat } from '#client/i18n/format.ts';
import { classes } from '#client/lib/classes.ts';
import { visibleLine } from '#client/lib/visible-text.ts';
import { Icon } from '#client/ui/icon.tsx';
import { toneText } from '#client/ui/tone.ts';
import type { Reading } from './journal-search.ts';
import { ScaleCells } from './scale-parts.tsx';
import type { TimeScale } from './time-scale.ts';
import type { RowData } from './use-journal-list.ts';

type RowCellsProps = {
  data: RowData | undefined;
  reading: Reading;
  q: string;
  withDay: boolean;
  scale: TimeScale | null;
  /** Why it is flagged. */
  flag: string | undefined;
};

/** What a row holds in each reading; a still row while its window is on the way. */
export function RowCells({ flag, ...rest }: RowCellsProps) {
  return (
    <>
      <Cells {...rest} />
      {flag !== undefined && <FlagCell why={flag} />}
    </>
  );
}

function Cells({ data, reading, q, withDay, scale }: Omit<RowCellsProps, 'flag'>) {
  if (data === undefined) return <PlaceholderCells />;
  if (data.kind === 'entry') {
    return <EntryCells entry={data.entry} q={q} withDay={withDay} withTitle={reading === 'entries'} />;
  }
  if (reading === 'scale') return <ScaleCells step={data.step} scale={scale} />;
  return <StepCells step={data.step} q={q} withDay={withDay} />;
}

function FlagCell({ why }: { why: string }) {
  const { t } = useTranslation('journal');
  const label = t('rows.flagged', { why });
  return (
    <span role="gridcell" className="flex shrink-0 text-accent" title={visibleLine(label)}>
      <Icon name="flag" label={label} />
    </span>
  );
}

/** Time of a row; the day as well where a journal has more than one. */
function TimeCell({ at, withDay }: { at: string; withDay: boolean }) {
  const format = useFormat();
  return (
    <span
      role="gridcell"
      title={format.utc(at)}
      className={classes('shrink-0 text-s whitespace-nowrap text-muted', withDay ? 'w-34' : 'w-22')}
    >
      {withDay ? format.dateTime(at) : format.timeMs(at)}
    </span>
  );
}

const StepCells = memo(function StepCells({ step, q, withDay }: { step: Step; q: string; withDay: boolean }) {
  const { t } = useTranslation('journal');
  const format = useFormat();
  const look = outcomeLook(step.outcome);
  const isFailed = step.outcome === 'failed';
  return (
    <>
      <TimeCell at={step.startedAt} withDay={withDay} />
      <Mark
        icon={look.icon}
        label={t(`outcomes.${step.outcome}`)}
        tone={look.tone}
        isTurning={step.outcome === 'running'}
      />
      <span role="gridcell" className="min-w-0 flex-1 truncate">
        <span className="font-medium">
          <MarkedText text={step.activity.title ?? step.activity.name} q={q} />
        </span>{' '}
        {step.message !== null && (
          <span className={isFailed ? 'text-failure' : 'text-muted'}>
            <MarkedText text={oneLine(step.message)} q={q} />
          </span>
        )}
      </span>
      <span role="gridcell" className="flex shrink-0 items-center gap-2 text-s whitespace-nowrap text-muted">
        {step.attempts > 1 && <span>{t('rows.attempts', { count: step.attempts })}</span>}
        {step.durationMs !== null && step.durationMs > 0 && <span>{format.duration(step.durationMs)}</span>}
      </span>
    </>
  );
});

type EntryCellsProps = { entry: Entry; q: string; withDay: boolean; withTitle: boolean };

const EntryCells = memo(function EntryCells({ entry, q, withDay, withTitle }: EntryCellsProps) {
  const words = useEntryWords();
  const look = entryLook(entry);
  const said = entry.message === null || entry.message === '' ? null : oneLine(entry.message);
  const quiet = entry.level === 'technical' || said === null;
  const tone = look.tone === 'neutral' ? (quiet || withTitle ? 'text-muted' : '') : toneText[look.tone];
  return (
    <>
      <TimeCell at={entry.at} withDay={withDay} />
      <Mark icon={look.icon} label={`${words.level(entry)}: ${words.type(entry)}`} tone={look.tone} />
      <span role="gridcell" className={classes('min-w-0 flex-1 truncate', tone)}>
        {withTitle && (
          <span className="font-medium text-text">
            <MarkedText text={entry.activity.title ?? entry.activity.name} q={q} />{' '}
          </span>
        )}
        {said === null ? words.type(entry) : <MarkedText text={said} q={q} />}
      </span>
    </>
  );
});

type MarkProps = {
  icon: Parameters<typeof Icon>[0]['name'];
  label: string;
  tone: keyof typeof toneText;
  isTurning?: boolean;
};

function Mark({ icon, label, tone, isTurning = false }: MarkProps) {
  return (
    <span role="gridcell" className={classes('flex w-5 shrink-0', toneText[tone])} title={label}>
      <Icon name={icon} label={label} className={isTurning ? 'animate-turn' : ''} />
    </span>
  );
}

const bar = 'h-3 shrink-0 rounded-mark bg-neutral-soft';

/** A row whose window is on its way: as tall as it will be. Still, because in a fling a hundred moving bars would cost frames. */
function PlaceholderCells(): ReactNode {
  const { t } = useTranslation('journal');
  return (
    <span role="gridcell" data-placeholder className="flex min-w-0 flex-1 items-center gap-3">
      <span className="sr-only">{t('rows.loading')}</span>
      <span className={classes(bar, 'w-22')} />
      <span className={classes(bar, 'w-4')} />
      <span className={classes(bar, 'w-2/5')} />
    </span>
  );
}
