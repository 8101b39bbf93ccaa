import { useTranslation } from 'react-i18next';
import type { FailureHistogram } from '#contract/failures.ts';
import { useFormat } from '#client/i18n/format.ts';
import { RangeBars } from '#client/ui/range-bars.tsx';
import { barMoments, isRecent, rangeOfBars, ticksOf } from './histogram-model.ts';

type HistogramProps = {
  histogram: FailureHistogram;
  /** Narrows the range to some bars. */
  onNarrow: (range: { from: string; to: string }) => void;
  height?: number;
  /** Says from when to when: where no span of the page's says so. */
  isNarrowed: boolean;
};

/** Failures over time, to drag over; the same figures as a table for who does not see it. */
export function Histogram({ histogram, onNarrow, height = 68, isNarrowed }: HistogramProps) {
  const { t } = useTranslation('failures');
  const format = useFormat();
  const { counts } = histogram;
  const whole = { from: barMoments(histogram, 0).from, to: barMoments(histogram, counts.length - 1).to };
  const isLong = whole.to - whole.from > 2 * 86_400_000;
  const short = (at: number) => `${format.day(at)}, ${format.time(at).slice(0, 5)}`;
  const bars = counts.map((value, index) => {
    const { from, to } = barMoments(histogram, index);
    const hint = t('histogram.hint', { from: short(from), to: format.time(to).slice(0, 5), count: value });
    return { key: String(from), value, hint, isStrong: isRecent(histogram, index, format.zone) };
  });
  const ends = (from: number, to: number) => ({
    from: short(barMoments(histogram, from).from),
    to: short(barMoments(histogram, to).to),
  });
  return (
    <>
      {isNarrowed && <p className="mb-2 text-s text-muted">{`${short(whole.from)} – ${short(whole.to)}`}</p>}
      <RangeBars
        label={t('histogram.label')}
        bars={bars}
        height={height}
        ticks={ticksOf(whole.from, whole.to, format.zone).map(({ at, share }) => ({
          key: String(at),
          share,
          title: isLong ? format.day(at) : format.time(at).slice(0, 5),
        }))}
        words={{
          begin: t('histogram.begin'),
          end: t('histogram.end'),
          how: t('histogram.how'),
          cancel: t('histogram.cancel'),
          apply: ({ from, to }) => t('histogram.apply', ends(from, to)),
          moment: (index, edge) => short(barMoments(histogram, index)[edge === 'begin' ? 'from' : 'to']),
        }}
        onChoose={(from, to) => onNarrow(rangeOfBars(histogram, from, to))}
      />
      {/* A table is as tall as its rows whatever it is told: only a box around it can be of no height. */}
      <div className="sr-only">
        <table>
          <caption>{t('histogram.label')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('histogram.when')}</th>
              <th scope="col">{t('histogram.count')}</th>
            </tr>
          </thead>
          <tbody>
            {bars.map(({ key, value }, index) => (
              <tr key={key}>
                <th scope="row">{short(barMoments(histogram, index).from)}</th>
                <td>{format.number(value)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}
