import { useTranslation } from 'react-i18next';
import { silentWriteReasons } from '#contract/application.ts';
import { formatsFor, useFormat } from '#client/i18n/format.ts';
import { BarChart } from '#client/ui/bar-chart.tsx';
import type { SilentSummary } from './silent-days.ts';

/** Days are counted in UTC, so they are named in UTC whatever the portal's zone. */
function useDayNames(): (day: string) => string {
  const { language } = useFormat();
  return formatsFor(language, 'UTC').day;
}

/** Thirty days as bars; the table beside it says the same in figures. */
export function SilentChart({ summary }: { summary: SilentSummary }) {
  const { t } = useTranslation('settings');
  const format = useFormat();
  const dayName = useDayNames();
  const { days, total } = summary;
  const first = days[0]?.day;
  const last = days.at(-1)?.day;
  return (
    <div className="px-4 pt-4 pb-3 medium:px-5">
      <BarChart
        label={t('silent.chart', { count: total, shown: format.number(total) })}
        height={88}
        bars={days.map(({ day, writes }) => ({
          key: day,
          value: writes,
          hint: `${dayName(day)}: ${t('silent.writes', { count: writes, shown: format.number(writes) })}`,
        }))}
      />
      <p aria-hidden className="mt-1.5 flex justify-between text-xs text-muted">
        <span>{first !== undefined && dayName(first)}</span>
        <span>{last !== undefined && dayName(last)}</span>
      </p>
    </div>
  );
}

/** The same in figures: the days on which something was lost, the newest first. */
export function SilentTable({ summary }: { summary: SilentSummary }) {
  const { t } = useTranslation('settings');
  const format = useFormat();
  const dayName = useDayNames();
  const shown = silentWriteReasons.filter((reason) => summary.reasons.some((one) => one.reason === reason));
  const days = summary.days.filter((day) => day.writes > 0).reverse();
  const cell =
    'border-t border-line px-3 py-2 text-right align-bottom first:pl-4 last:pr-4 first:text-left medium:first:pl-5 medium:last:pr-5';
  return (
    // A wide table scrolls sideways: by keys as well.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div role="region" aria-label={t('silent.table')} tabIndex={0} className="overflow-x-auto outline-offset-[-2px]">
      <table className="w-full border-collapse text-s">
        <thead className="bg-sunken text-muted">
          <tr>
            <th scope="col" className={`${cell} border-t-0 font-normal`}>
              {t('silent.day')}
            </th>
            {shown.map((reason) => (
              <th key={reason} scope="col" className={`${cell} min-w-28 border-t-0 font-normal`}>
                {t(`silent.reasons.${reason}.short`)}
              </th>
            ))}
            <th scope="col" className={`${cell} border-t-0 font-normal`}>
              {t('silent.total')}
            </th>
          </tr>
        </thead>
        <tbody>
          {days.map(({ day, writes, byReason }) => (
            <tr key={day}>
              <th scope="row" className={`${cell} font-normal whitespace-nowrap`}>
                <time dateTime={day}>{dayName(day)}</time>
              </th>
              {shown.map((reason) => (
                <td key={reason} className={`${cell} ${byReason[reason] === 0 ? 'text-muted' : ''}`}>
                  {byReason[reason] === 0 ? '—' : format.number(byReason[reason])}
                </td>
              ))}
              <td className={`${cell} font-medium`}>{format.number(writes)}</td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr className="font-semibold">
            <th scope="row" className={`${cell} font-semibold`}>
              {t('silent.total')}
            </th>
            {shown.map((reason) => (
              <td key={reason} className={cell}>
                {format.number(summary.reasons.find((one) => one.reason === reason)?.writes ?? 0)}
              </td>
            ))}
            <td className={cell}>{format.number(summary.total)}</td>
          </tr>
        </tfoot>
      </table>
    </div>
  );
}
