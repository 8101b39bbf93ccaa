import { useLayoutEffect, useMemo, useRef, useState } from 'react';
import { partsIn } from '#client/i18n/format-time.ts';
import { useFormat } from '#client/i18n/format.ts';
import { timeScale, type TimeScale } from './time-scale.ts';

type Times = { from: string | null; to: string | null; idle: readonly { from: string; to: string }[] };

/** The scale of a journal for as much room as there is. */
export function useTimeScale(times: Times | null) {
  const area = useRef<HTMLDivElement>(null);
  const { zone } = useFormat();
  const [width, setWidth] = useState(0);
  useLayoutEffect(() => {
    const box = area.current;
    if (box === null) return undefined;
    const observer = new ResizeObserver(() => setWidth(box.clientWidth));
    observer.observe(box);
    setWidth(box.clientWidth);
    return () => observer.disconnect();
  });
  const shape = JSON.stringify([times?.from, times?.to, times?.idle]);
  const scale = useMemo((): TimeScale | null => {
    if (times === null || times.from === null || times.to === null || width === 0) return null;
    const from = Date.parse(times.from);
    const idle = times.idle.map((gap) => ({ from: Date.parse(gap.from), to: Date.parse(gap.to) }));
    return timeScale({ from, to: Date.parse(times.to) }, idle, width, offsetIn(zone, from));
    // `shape` says when the times are others.
  }, [shape, width, zone]);
  return { area, scale };
}

function offsetIn(zone: string, at: number): number {
  const { year, month, day, hour, minute, second } = partsIn(zone, at);
  const local = Date.UTC(year, month - 1, day, Number(hour), Number(minute), Number(second));
  return local - Math.floor(at / 1000) * 1000;
}
