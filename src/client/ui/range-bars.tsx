import { useId, useRef, useState } from 'react';
import type { KeyboardEvent, PointerEvent } from 'react';
import { classes } from '#client/lib/classes.ts';
import { barHeights } from './bar-heights.ts';
import { Button } from './button.tsx';
import { barStep, ChartBar } from './chart-bar.tsx';

export type RangeBar = { key: string; value: number; hint: string; isStrong: boolean };
type Chosen = { from: number; to: number };

type RangeBarsProps = {
  /** What it shows, in a few words: the figures themselves belong in a table beside it. */
  label: string;
  bars: readonly RangeBar[];
  /** Pixels. */
  height: number;
  ticks: readonly { key: string; share: number; title: string }[];
  words: {
    begin: string;
    end: string;
    how: string;
    cancel: string;
    apply: (chosen: Chosen) => string;
    /** When a bar begins or ends. */
    moment: (index: number, edge: 'begin' | 'end') => string;
  };
  /** Bars from one to another, both among them. */
  onChoose: (from: number, to: number) => void;
};

const far = 6;

/** How far a key moves the end of a choice; null: it is no key of ours. */
function moved(key: string, at: number, last: number): number | null {
  const by: Readonly<Record<string, number>> = {
    ArrowLeft: at - 1,
    ArrowDown: at - 1,
    ArrowRight: at + 1,
    ArrowUp: at + 1,
    PageDown: at - far,
    PageUp: at + far,
    Home: 0,
    End: last,
  };
  return by[key] ?? null;
}

/** Bars over time. Some of them are chosen by dragging over them, or by moving the two ends with the keys. */
export function RangeBars({ label, bars, height, ticks, words, onChoose }: RangeBarsProps) {
  const howId = useId();
  const field = useRef<HTMLDivElement>(null);
  const anchor = useRef<number | null>(null);
  const [chosen, setChosen] = useState<(Chosen & { byKeys: boolean }) | null>(null);
  const last = bars.length - 1;
  const { from, to } = chosen ?? { from: 0, to: last };
  const heights = barHeights(
    bars.map((bar) => bar.value),
    height,
  );

  function barUnder({ clientX }: PointerEvent): number {
    const box = field.current?.getBoundingClientRect();
    if (box === undefined || box.width === 0) return 0;
    return Math.min(last, Math.max(0, Math.floor(((clientX - box.left) / box.width) * bars.length)));
  }
  function drag(event: PointerEvent): void {
    if (anchor.current === null) return;
    const at = barUnder(event);
    setChosen({ from: Math.min(anchor.current, at), to: Math.max(anchor.current, at), byKeys: false });
  }
  function drop(): void {
    anchor.current = null;
    setChosen(null);
    if (chosen !== null) onChoose(chosen.from, chosen.to);
  }
  function onKeyDown(event: KeyboardEvent, edge: 'begin' | 'end'): void {
    const at = moved(event.key, edge === 'begin' ? from : to, last);
    if (at !== null) {
      event.preventDefault();
      const own =
        edge === 'begin'
          ? { from: Math.min(Math.max(at, 0), to), to }
          : { from, to: Math.max(Math.min(at, last), from) };
      setChosen({ ...own, byKeys: true });
    } else if (event.key === 'Enter' && chosen !== null) {
      event.preventDefault();
      drop();
    } else if (event.key === 'Escape' && chosen !== null) {
      event.preventDefault();
      event.stopPropagation();
      setChosen(null);
    }
  }

  return (
    <div role="group" aria-label={label} aria-describedby={howId}>
      <div
        ref={field}
        className="relative cursor-crosshair touch-pan-y select-none"
        onPointerDown={(event) => {
          if (event.button !== 0) return;
          anchor.current = barUnder(event);
          event.currentTarget.setPointerCapture(event.pointerId);
          drag(event);
        }}
        onPointerMove={drag}
        onPointerUp={() => {
          if (anchor.current !== null) drop();
        }}
        onPointerCancel={() => {
          anchor.current = null;
          setChosen(null);
        }}
      >
        <svg
          aria-hidden
          viewBox={`0 0 ${bars.length * barStep} ${height}`}
          preserveAspectRatio="none"
          height={height}
          className="block w-full"
        >
          {bars.map((bar, index) => {
            const tall = heights[index] ?? 0;
            const isOut = chosen !== null && (index < from || index > to);
            const shade = chosen !== null || bar.isStrong ? '' : 'opacity-55 group-hover:opacity-100';
            const look = bar.value === 0 ? 'fill-line-strong' : classes('fill-failure', isOut ? 'opacity-30' : shade);
            return (
              <ChartBar key={bar.key} index={index} height={height} tall={tall} hint={bar.hint} className={look} />
            );
          })}
        </svg>
        {chosen !== null && (
          <span
            aria-hidden
            className="pointer-events-none absolute inset-y-0 border-x-2 border-accent bg-accent/10"
            style={{ left: `${(from / bars.length) * 100}%`, right: `${((last - to) / bars.length) * 100}%` }}
          />
        )}
        {(['begin', 'end'] as const).map((edge) => {
          const at = edge === 'begin' ? from : to + 1;
          return (
            <span
              key={edge}
              role="slider"
              tabIndex={0}
              aria-label={words[edge]}
              aria-valuemin={edge === 'begin' ? 0 : from}
              aria-valuemax={edge === 'begin' ? to : last}
              aria-valuenow={edge === 'begin' ? from : to}
              aria-valuetext={words.moment(edge === 'begin' ? from : to, edge)}
              className="pointer-events-none absolute top-0 -ml-1 h-full w-2 rounded-full bg-accent opacity-0 focus-visible:opacity-100"
              style={{ left: `${(at / bars.length) * 100}%` }}
              onKeyDown={(event) => onKeyDown(event, edge)}
            />
          );
        })}
      </div>
      <div aria-hidden className="relative mt-1.5 h-4 overflow-hidden text-xs text-muted">
        {ticks.map((tick) => (
          <span
            key={tick.key}
            className="absolute whitespace-nowrap max-medium:even:hidden"
            // Beside its mark, but never past the edge.
            style={{ left: `min(${tick.share * 100}%, calc(100% - 3.25rem))` }}
          >
            {tick.title}
          </span>
        ))}
      </div>
      <p id={howId} className="sr-only">
        {words.how}
      </p>
      <div aria-live="polite">
        {chosen?.byKeys && (
          <p className="mt-2 flex flex-wrap gap-2">
            <Button size="s" variant="primary" onPress={drop}>
              {words.apply(chosen)}
            </Button>
            <Button size="s" onPress={() => setChosen(null)}>
              {words.cancel}
            </Button>
          </p>
        )}
      </div>
    </div>
  );
}
