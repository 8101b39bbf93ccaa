import { describe, expect, it } from 'vitest';
import { scrollToKeep, scrollToMiddle, scrollToShow, type Anchor } from './anchor.ts';
import { entryRows, stepRows } from './rows.ts';

const anchor: Anchor = { id: 'e7', row: { kind: 'entry', within: null, at: 7 }, top: -10 };

describe('the place of the reader', () => {
  it('stays when rows are added after', () => {
    expect(scrollToKeep(anchor, entryRows(20), anchor.row)).toBe(7 * 36 + 10);
    expect(scrollToKeep(anchor, entryRows(2000), anchor.row)).toBe(7 * 36 + 10);
  });

  it('moves with its row when rows are added before', () => {
    expect(scrollToKeep(anchor, entryRows(22), { kind: 'entry', within: null, at: 9 })).toBe(9 * 36 + 10);
  });

  it('is not known when its row is gone', () => {
    expect(scrollToKeep(anchor, entryRows(3), anchor.row)).toBe(null);
    expect(scrollToKeep(anchor, stepRows(3, []), anchor.row)).toBe(null);
  });
});

describe('scrolling to a row', () => {
  it('puts it into the middle, but not past the ends', () => {
    const rows = entryRows(1000);
    expect(scrollToMiddle(500, rows, 436)).toBe(500 * 36 - 200);
    expect(scrollToMiddle(1, rows, 436)).toBe(0);
    expect(scrollToMiddle(999, rows, 436)).toBe(36_000 - 436);
  });

  it('moves no further than needed', () => {
    const rows = entryRows(1000);
    expect(scrollToShow(10, rows, { top: 0, height: 400 })).toBe(null);
    expect(scrollToShow(11, rows, { top: 0, height: 400 })).toBe(12 * 36 - 400);
    expect(scrollToShow(1, rows, { top: 100, height: 400 })).toBe(36);
  });
});
