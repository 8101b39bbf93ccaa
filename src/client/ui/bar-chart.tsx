import { classes } from '#client/lib/classes.ts';
import { barHeights } from './bar-heights.ts';
import { barStep, ChartBar } from './chart-bar.tsx';

export type Bar = { key: string; value: number; hint: string };

type BarChartProps = {
  /** What it shows, in a sentence: the figures themselves belong in a table beside it. */
  label: string;
  bars: readonly Bar[];
  /** Pixels. */
  height: number;
  className?: string;
};

/** Bars side by side as wide as there is room. A day without anything keeps a hairline, so that time stays even. */
export function BarChart({ label, bars, height, className }: BarChartProps) {
  const heights = barHeights(
    bars.map((bar) => bar.value),
    height,
  );
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox={`0 0 ${bars.length * barStep} ${height}`}
      preserveAspectRatio="none"
      height={height}
      className={classes('block w-full', className)}
    >
      {bars.map((bar, index) => {
        const look = bar.value === 0 ? 'fill-line-strong' : 'fill-warning opacity-70 group-hover:opacity-100';
        const tall = heights[index] ?? 0;
        return <ChartBar key={bar.key} index={index} height={height} tall={tall} hint={bar.hint} className={look} />;
      })}
    </svg>
  );
}
