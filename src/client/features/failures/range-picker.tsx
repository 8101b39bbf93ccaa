import { useTranslation } from 'react-i18next';
import { useFormat } from '#client/i18n/format.ts';
import { dayEnd, dayStart, isoDay } from '#client/i18n/zone-day.ts';
import { IconButton } from '#client/ui/button.tsx';
import { DateField } from '#client/ui/date-field.tsx';
import { SegmentedControl } from '#client/ui/segmented-control.tsx';
import { type FailureRange, spanDays, spans, wholeRange } from './failure-search.ts';

type RangePickerProps = { range: FailureRange; onChange: (part: Partial<FailureRange>) => void };

/** A span back from now, or days of the portal's calendar. */
export function RangePicker({ range, onChange }: RangePickerProps) {
  const { t } = useTranslation('failures');
  const format = useFormat();
  const { span, from, to } = range;
  const isCustom = from !== null || to !== null;
  const dayOf = (at: string | null) => (at === null ? '' : isoDay(at, format.zone));

  function choose(key: (typeof spans)[number] | 'custom'): void {
    if (key !== 'custom') return onChange({ span: key, ...wholeRange });
    // The days that are looked at, to be changed.
    const now = Date.now();
    const first = isoDay(now - spanDays[span] * 86_400_000, format.zone);
    onChange({ from: dayStart(first, format.zone), to: dayEnd(isoDay(now, format.zone), format.zone) });
  }

  return (
    <div className="flex flex-wrap items-center gap-2">
      <SegmentedControl
        label={t('range.label')}
        selected={isCustom ? 'custom' : span}
        onSelect={choose}
        items={[
          ...spans.map((one) => ({ key: one, title: t(`range.spans.${one}`) })),
          { key: 'custom' as const, title: t('range.custom') },
        ]}
      />
      {isCustom && (
        <span className="flex flex-wrap items-center gap-2">
          <DateField
            label={t('range.from')}
            value={dayOf(from)}
            onChange={(day) => onChange({ from: dayStart(day, format.zone) })}
          />
          <DateField
            label={t('range.to')}
            value={dayOf(to)}
            onChange={(day) => onChange({ to: dayEnd(day, format.zone) })}
          />
          <IconButton icon="close" label={t('range.reset')} onPress={() => onChange(wholeRange)} />
        </span>
      )}
    </div>
  );
}
