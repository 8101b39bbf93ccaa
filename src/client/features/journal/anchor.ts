import type { RowModel, Row } from './rows.ts';

/** What the reader looks at: a row, and how far its top is from the top of the view (negative when it is cut). */
export type Anchor = { row: Row; id: string; top: number };

/** Where to scroll so that the anchor stays where it was on the screen; null when it is no longer a row. */
export function scrollToKeep(anchor: Anchor, rows: RowModel, row: Row): number | null {
  const index = rows.indexOf(row);
  return index < 0 ? null : Math.max(0, rows.offsetOf(index) - anchor.top);
}

/** Where to scroll so that a row stands in the middle of the view. */
export function scrollToMiddle(index: number, rows: RowModel, viewHeight: number): number {
  const middle = rows.offsetOf(index) - (viewHeight - rows.heightOf(index)) / 2;
  return Math.max(0, Math.min(middle, rows.height - viewHeight));
}

/** Where to scroll so that a row is whole in the view; null when it already is. */
export function scrollToShow(index: number, rows: RowModel, view: { top: number; height: number }): number | null {
  const top = rows.offsetOf(index);
  const bottom = top + rows.heightOf(index);
  if (top < view.top) return top;
  if (bottom > view.top + view.height) return bottom - view.height;
  return null;
}
