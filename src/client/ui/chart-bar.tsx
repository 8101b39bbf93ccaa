/** How wide a bar with the gap beside it is, in the units of its chart, which is as wide as there is room. */
export const barStep = 10;

type ChartBarProps = {
  /** Its place, from 0. */
  index: number;
  /** Of the chart, and of the bar in it. */
  height: number;
  tall: number;
  hint: string;
  className: string;
};

/** One bar, whose hint is said over the whole of its column. */
export function ChartBar({ index, height, tall, hint, className }: ChartBarProps) {
  return (
    <g data-hint={hint} className="group">
      <rect x={index * barStep} y={0} width={barStep} height={height} className="fill-transparent" />
      <rect x={index * barStep + 1} y={height - tall} width={barStep - 2} height={tall} className={className} />
    </g>
  );
}
