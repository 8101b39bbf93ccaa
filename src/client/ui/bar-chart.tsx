import { classes } from '#client/lib/classes.ts';
import { barHeights } from './bar-heights.ts';

export type Bar = { key: string; value: number; hint: string };

type BarChartProps = {
  /** What it shows, in a sentence: the figures themselves belong in a table beside it. */
  label: string;
  bars: readonly Bar[];
  /** Pixels. */
  height: number;
  className?: string;
};

const step = 10;

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
      viewBox={`0 0 ${bars.length * step} ${height}`}
      preserveAspectRatio="none"
      height={height}
      className={classes('block w-full', className)}
    >
      {bars.map((bar, index) => {
        const tall = heights[index] ?? 0;
        return (
          <g key={bar.key} data-hint={bar.hint} className="group">
            <rect x={index * step} y={0} width={step} height={height} className="fill-transparent" />
            <rect
              x={index * step + 1}
              y={height - tall}
              width={step - 2}
              height={tall}
              className={bar.value === 0 ? 'fill-line-strong' : 'fill-warning opacity-70 group-hover:opacity-100'}
            />
          </g>
        );
      })}
    </svg>
  );
}
