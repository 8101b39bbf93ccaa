import { useCallback, useMemo, useState } from 'react';
import { partsIn } from '#client/i18n/format-time.ts';
import { useFormat } from '#client/i18n/format.ts';
import { timeScale, type TimeScale } from './time-scale.ts';

type Times = { from: string | null; to: string | null; idle: readonly { from: string; to: string }[] };

/** The scale of a journal for as much room as there is. */
export function useTimeScale(times: Times | null) {
  const { zone } = useFormat();
  const [width, setWidth] = useState(0);
  const area = useCallback((box: HTMLDivElement | null) => {
    if (box === null) return undefined;
    const observer = new ResizeObserver(() => setWidth(box.clientWidth));
    observer.observe(box);
    setWidth(box.clientWidth);
    return () => observer.disconnect();
  }, []);
  // A new object with each render, seldom with anything new in it.
  const shape = JSON.stringify([times?.from ?? null, times?.to ?? null, times?.idle ?? []]);
  const scale = useMemo((): TimeScale | null => {
    const [first, last, gaps] = JSON.parse(shape) as [string | null, string | null, Times['idle']];
    if (first === null || last === null || width === 0) return null;
    const from = Date.parse(first);
    const idle = gaps.map((gap) => ({ from: Date.parse(gap.from), to: Date.parse(gap.to) }));
    return timeScale({ from, to: Date.parse(last) }, idle, width, offsetIn(zone, from));
  }, [shape, width, zone]);
  return { area, scale };
}

function offsetIn(zone: string, at: number): number {
  const { year, month, day, hour, minute, second } = partsIn(zone, at);
  const local = Date.UTC(year, month - 1, day, Number(hour), Number(minute), Number(second));
  return local - Math.floor(at / 1000) * 1000;
}
