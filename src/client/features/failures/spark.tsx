import { classes } from '#client/lib/classes.ts';
import { barHeights } from '#client/ui/bar-heights.ts';
import { sparkOf } from './cause-row-model.ts';

const height = 24;

/** A trend at a glance; the newest bar is red where something failed in it. The figures stand beside it. */
export function Spark({ trend, className }: { trend: readonly number[]; className?: string }) {
  const bars = sparkOf(trend);
  const heights = barHeights(bars, height);
  return (
    <svg
      aria-hidden
      viewBox={`0 0 ${Math.max(1, bars.length) * 10} ${height}`}
      preserveAspectRatio="none"
      height={height}
      className={classes('block w-full', className)}
    >
      {heights.map((tall, index) => (
        <rect
          key={index}
          x={index * 10 + 0.5}
          y={height - tall}
          width={9}
          height={tall}
          className={index === bars.length - 1 && (bars[index] ?? 0) > 0 ? 'fill-failure' : 'fill-line-strong'}
        />
      ))}
    </svg>
  );
}
