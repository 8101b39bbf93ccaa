import { useCallback, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { rowAtOffset, type RowModel } from './rows.ts';
import { scrollScale } from './scroll-scale.ts';
import { clamp } from './windows.ts';

/** Rows drawn beyond the edges of the view, so that a turn of the wheel shows no blank. */
const overscan = 10;

type View = { first: number; last: number; shift: number };
export type RowWindow = ReturnType<typeof useRowWindow>;

/** Sizes of the scroller, kept: asking the page for them after each change would make it lay itself out twice a frame. */
type Sizes = { scrollTop: number; height: number; above: number; covered: number };

/**
 * Which rows are drawn. Heights are known, so nothing is measured and nothing is kept per row: a million rows cost what
 * twenty do. (A general virtualiser builds an array of all rows whenever one is opened, and cannot draw a list that is
 * taller than a browser allows.) The list may stand below something else in its scroller.
 */
export function useRowWindow(rows: RowModel, onScroll: () => void) {
  const scroller = useRef<HTMLDivElement>(null);
  const list = useRef<HTMLDivElement>(null);
  /** What stands above the list and scrolls away, and what sticks to the top and covers rows there. */
  const lead = useRef<HTMLDivElement>(null);
  const cover = useRef<HTMLDivElement>(null);
  const sizes = useRef<Sizes>({ scrollTop: 0, height: 0, above: 0, covered: 0 });
  const [viewHeight, setViewHeight] = useState(0);
  const [view, setView] = useState<View>({ first: 0, last: -1, shift: 0 });
  const scale = useMemo(() => scrollScale(rows.height, viewHeight), [rows.height, viewHeight]);

  /** The part of the list on the screen, in pixels of the list. */
  const seen = useCallback(() => {
    const { scrollTop, height, above, covered } = sizes.current;
    const scrolled = scrollTop - above + covered;
    return { top: scale.toList(scrolled), height: Math.max(0, height - covered), scrolled };
  }, [scale]);

  const look = useCallback(() => {
    const { top, height, scrolled } = seen();
    const most = Math.max(0, rows.height - height);
    // Scrolled past the end for a moment, when the list became shorter.
    const from = Math.min(top, most);
    const next: View = {
      first: Math.max(0, rowAtOffset(rows, Math.max(0, from)) - overscan),
      last: Math.min(rows.count - 1, rowAtOffset(rows, from + height) + overscan),
      shift: scale.height === rows.height ? 0 : clamp(scrolled, 0, scale.height) - clamp(top, 0, most),
    };
    setView((now) => (now.first === next.first && now.last === next.last && now.shift === next.shift ? now : next));
  }, [rows, scale, seen]);

  const scrollToOffset = useCallback(
    (offset: number) => {
      const box = scroller.current;
      if (box === null) return;
      const { above, covered } = sizes.current;
      box.scrollTop = Math.round(scale.toScrolled(Math.max(0, offset))) + above - covered;
      sizes.current.scrollTop = box.scrollTop;
      look();
    },
    [scale, look],
  );

  useLayoutEffect(() => {
    const box = scroller.current;
    if (box === null) return undefined;
    const measure = () => {
      sizes.current = {
        scrollTop: box.scrollTop,
        height: box.clientHeight,
        above: list.current?.offsetTop ?? 0,
        covered: cover.current?.offsetHeight ?? 0,
      };
      setViewHeight(box.clientHeight);
      look();
    };
    const handle = () => {
      sizes.current.scrollTop = box.scrollTop;
      look();
      onScroll();
    };
    measure();
    const observer = new ResizeObserver(measure);
    for (const element of [box, lead.current, cover.current]) if (element !== null) observer.observe(element);
    box.addEventListener('scroll', handle, { passive: true });
    return () => {
      observer.disconnect();
      box.removeEventListener('scroll', handle);
    };
  }, [look, onScroll]);

  return { scroller, list, lead, cover, ...view, height: scale.height, seen, scrollToOffset };
}
