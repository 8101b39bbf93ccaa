/** Moments and lengths in ms, places and widths in pixels. */
export type Span = { from: number; to: number };
export type ScaleSegment = Span & { x: number; width: number; folded: boolean };
export type Tick = { at: number; x: number };

export type TimeScale = {
  width: number;
  segments: ScaleSegment[];
  ticks: Tick[];
  /** Distance between ticks: how finely their time must be told. */
  tickStepMs: number;
  xOf(moment: number): number;
  /** Place and width of a bar; never thinner than can be seen and never past the end. */
  barOf(span: Span): { x: number; width: number };
};

const foldWidth = 44;
const leastBar = 3;
const tickGap = 112;
const tickLabel = 72;
const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

const longestTick = 1825 * day;
const tickSteps = [
  1,
  2,
  5,
  10,
  20,
  50,
  100,
  200,
  500,
  ...[1, 2, 5, 10, 15, 30].map((n) => n * second),
  ...[1, 2, 5, 10, 15, 30].map((n) => n * minute),
  ...[1, 2, 3, 6, 12].map((n) => n * hour),
  ...[1, 2, 5, 7, 14, 30, 90, 180, 365, 730].map((n) => n * day),
];

/**
 * Time from left to right with idle gaps folded to a strip of fixed width: a robot that waits three days does not press
 * the second in which all happened into one pixel. `zoneOffsetMs` makes hours and days begin where the portal's do.
 */
export function timeScale(span: Span, idle: readonly Span[], width: number, zoneOffsetMs = 0): TimeScale {
  const from = span.from;
  const to = Math.max(span.to, from);
  const folds = tidy(idle, from, to);
  const pieces = cut(from, to, folds);
  const foldPx = folds.length === 0 ? 0 : Math.min(foldWidth, (width * 0.4) / folds.length);
  const busyMs = pieces.reduce((sum, piece) => sum + (piece.folded ? 0 : piece.to - piece.from), 0);
  const busyPieces = pieces.filter((piece) => !piece.folded).length;
  const busyPx = Math.max(0, width - folds.length * foldPx);
  // A piece with work in it but no length (an instant) still needs a place to be drawn.
  const floorPx = Math.min(12, busyPx / Math.max(1, busyPieces) / 2);
  const pxPerMs = busyMs === 0 ? 0 : (busyPx - floorPx * busyPieces) / busyMs;

  let x = 0;
  const segments = pieces.map((piece): ScaleSegment => {
    const shared = busyMs === 0 ? busyPx / Math.max(1, busyPieces) : floorPx + (piece.to - piece.from) * pxPerMs;
    const segment = { ...piece, x, width: piece.folded ? foldPx : shared };
    x += segment.width;
    return segment;
  });

  const xOf = (moment: number): number => {
    if (moment <= from) return busyMs === 0 && segments.length === 1 ? width / 2 : 0;
    if (moment >= to) return width;
    const segment = segments.find(({ to: end }) => moment <= end);
    if (segment === undefined) return 0;
    const length = segment.to - segment.from;
    return segment.x + (length === 0 ? segment.width / 2 : ((moment - segment.from) / length) * segment.width);
  };

  const barOf = (bar: Span) => {
    const start = xOf(bar.from);
    const length = Math.max(leastBar, xOf(Math.max(bar.to, bar.from)) - start);
    return { x: Math.max(0, Math.min(start, width - length)), width: Math.min(length, width) };
  };

  const tickStepMs = tickSteps.find((step) => step * pxPerMs >= tickGap) ?? longestTick;
  return { width, segments, ticks: ticksOf(segments, tickStepMs, zoneOffsetMs, xOf), tickStepMs, xOf, barOf };
}

/** Gaps within the journal, in order and apart from each other: a source may send them anyhow. */
function tidy(idle: readonly Span[], from: number, to: number): Span[] {
  const folds: Span[] = [];
  for (const gap of idle.toSorted((a, b) => a.from - b.from)) {
    const last = folds.at(-1);
    const start = Math.max(gap.from, from, last?.to ?? from);
    const end = Math.min(gap.to, to);
    if (end > start) folds.push({ from: start, to: end });
  }
  return folds;
}

function cut(from: number, to: number, folds: readonly Span[]): (Span & { folded: boolean })[] {
  const pieces: (Span & { folded: boolean })[] = [];
  let at = from;
  for (const fold of folds) {
    pieces.push({ from: at, to: fold.from, folded: false }, { ...fold, folded: true });
    at = fold.to;
  }
  pieces.push({ from: at, to, folded: false });
  return pieces;
}

/** Round moments, with the first moment of all and of what follows a fold; none so near another that labels touch. */
function ticksOf(
  segments: readonly ScaleSegment[],
  step: number,
  zoneOffsetMs: number,
  xOf: (moment: number) => number,
): Tick[] {
  const ticks: Tick[] = [];
  const end = segments.at(-1);
  const walls = [
    ...segments.filter(({ folded }) => folded).map(({ x }) => x),
    end === undefined ? 0 : end.x + end.width,
  ];
  const add = (at: number, x: number) => {
    const last = ticks.at(-1);
    const isFree = last === undefined || x - last.x >= tickGap;
    // A label that would run into a fold or past the end says less than none; the first one is always there.
    const hasRoom = ticks.length === 0 || !walls.some((wall) => wall >= x && wall < x + tickLabel);
    if (isFree && hasRoom) ticks.push({ at, x });
  };
  for (const segment of segments) {
    if (segment.folded) continue;
    add(segment.from, segment.x);
    const first = Math.ceil((segment.from + zoneOffsetMs) / step) * step - zoneOffsetMs;
    // As many as can be seen, whatever the length: a bound, so that no journal can hang the page.
    const most = Math.ceil(segment.width / tickGap) + 1;
    for (let n = 0, at = first; n < most && at <= segment.to; n++, at += step) add(at, xOf(at));
  }
  return ticks;
}
