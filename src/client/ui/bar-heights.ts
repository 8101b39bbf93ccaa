const hairline = 1;
const leastSeen = 4;

/** Heights in pixels: the largest value fills the room, nothing is a hairline, and any value is seen. */
export function barHeights(values: readonly number[], room: number): number[] {
  const most = Math.max(0, ...values);
  return values.map((value) => {
    if (value <= 0 || most <= 0) return hairline;
    return Math.max(leastSeen, Math.round((value / most) * room));
  });
}
