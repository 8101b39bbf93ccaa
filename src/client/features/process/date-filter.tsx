import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '#client/i18n/format.ts';
import { dayEnd, dayStart, isoDay } from '#client/i18n/zone-day.ts';
import { DateField } from '#client/ui/date-field.tsx';
import { Select } from '#client/ui/select.tsx';
import { spans } from './card-search.ts';
import type { CardFilter, Span } from './card-search.ts';

type Dates = Pick<CardFilter, 'span' | 'from' | 'to'>;
type DateFilterProps = { filter: Dates; onChange: (dates: Dates) => void };
type Choice = Span | 'all' | 'custom';

/** When a process started: a span back from now, or days of the portal's calendar. */
export function DateFilter({ filter, onChange }: DateFilterProps) {
  const { t } = useTranslation('card');
  const format = useFormat();
  const { span, from, to } = filter;
  const isCustom = from !== null || to !== null;
  const [isOpen, setIsOpen] = useState(isCustom);
  const chosen: Choice = isCustom || (isOpen && span === null) ? 'custom' : (span ?? 'all');
  const title = (choice: Choice) => (choice === 'custom' ? t('filters.custom') : t(`filters.dates.${choice}`));
  const days = [
    from === null ? null : t('filters.since', { date: format.day(from) }),
    to === null ? null : t('filters.until', { date: format.day(to) }),
  ];

  function choose(choice: Choice): void {
    setIsOpen(choice === 'custom');
    if (choice === 'custom') onChange({ span: null, from, to });
    else onChange({ span: choice === 'all' ? null : choice, from: null, to: null });
  }

  return (
    <>
      <Select
        label={t('filters.datesLabel')}
        shown={isCustom ? days.filter(Boolean).join(' ') : title(chosen)}
        isSet={span !== null || isCustom}
        chosen={chosen}
        onChoose={choose}
        options={(['all', ...spans, 'custom'] as const).map((choice) => ({
          key: choice,
          title: title(choice),
          text: title(choice),
        }))}
      />
      {chosen === 'custom' && (
        <span className="flex flex-wrap gap-2">
          <DateField
            label={t('filters.from')}
            value={from === null ? '' : isoDay(from, format.zone)}
            onChange={(day) => onChange({ span: null, from: dayStart(day, format.zone), to })}
          />
          <DateField
            label={t('filters.to')}
            value={to === null ? '' : isoDay(to, format.zone)}
            onChange={(day) => onChange({ span: null, from, to: dayEnd(day, format.zone) })}
          />
        </span>
      )}
    </>
  );
}
