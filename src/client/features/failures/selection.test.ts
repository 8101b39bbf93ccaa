import { describe, expect, it } from 'vitest';
import { chosenCount, isChosen, nothingChosen, type Selection, stillShown, toggled, toggledPage } from './selection.ts';

const shown = ['a', 'b', 'c'];
const some = (...causes: string[]): Selection => ({ kind: 'some', causes: new Set(causes) });

describe('choosing causes', () => {
  it('takes one after another, and gives them back', () => {
    const both = toggled(toggled(nothingChosen, 'a', shown), 'b', shown);
    expect(both).toEqual(some('a', 'b'));
    expect(toggled(both, 'a', shown)).toEqual(some('b'));
    expect(chosenCount(both, 90)).toBe(2);
  });

  it('takes all that pass the filter, also those that are not shown', () => {
    expect(chosenCount({ kind: 'all' }, 90)).toBe(90);
    expect(isChosen({ kind: 'all' }, 'z')).toBe(true);
    expect(toggled({ kind: 'all' }, 'b', shown)).toEqual(some('a', 'c'));
  });

  it('takes a page at once, and gives it back', () => {
    expect(toggledPage(some('a'), shown)).toEqual(some(...shown));
    expect(toggledPage(some(...shown), shown)).toEqual(nothingChosen);
    expect(toggledPage({ kind: 'all' }, shown)).toEqual(nothingChosen);
  });

  it('forgets what is no longer listed', () => {
    const kept = some('a', 'b');
    expect(stillShown(kept, shown)).toBe(kept);
    expect(stillShown(some('a', 'gone'), shown)).toEqual(some('a'));
  });
});
