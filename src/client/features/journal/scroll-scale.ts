/**
 * Browsers cut elements off at a height: about 33 million pixels in Chromium, 17.8 million in Firefox. A longer list is
 * drawn in an element of the greatest safe height; one scrolled pixel then stands for `ratio` pixels of the list.
 */
export const safeHeight = 15_000_000;

export type ScrollScale = {
  /** Height of the element that scrolls. */
  height: number;
  toList(scrolled: number): number;
  toScrolled(list: number): number;
};

export function scrollScale(listHeight: number, viewHeight: number, limit = safeHeight): ScrollScale {
  if (listHeight <= limit || listHeight <= viewHeight) {
    return { height: listHeight, toList: (scrolled) => scrolled, toScrolled: (list) => list };
  }
  // The ends must meet: the last scrolled pixel shows the last row.
  const ratio = (listHeight - viewHeight) / Math.max(1, limit - viewHeight);
  return { height: limit, toList: (scrolled) => scrolled * ratio, toScrolled: (list) => list / ratio };
}
