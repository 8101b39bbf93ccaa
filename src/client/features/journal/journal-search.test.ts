import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { levels } from '#contract/entry.ts';
import { readJournalSearch, readings, withoutJournalSearch, writeJournalSearch } from './journal-search.ts';

const search = fc.record({
  reading: fc.constantFrom(...readings),
  levels: fc.subarray([...levels]),
  q: fc.string({ maxLength: 200, unit: 'grapheme' }).filter((q) => q.length <= 200),
  found: fc.boolean(),
  entry: fc.option(fc.stringMatching(/^e[0-9a-z]{11,20}$/), { nil: null }),
});

describe('the address of a journal', () => {
  it('reads what it wrote', () => {
    fc.assert(
      fc.property(search, (value) => {
        expect(readJournalSearch(new URLSearchParams(writeJournalSearch(value).toString()))).toEqual(value);
      }),
    );
  });

  it('leaves defaults out and keeps what belongs to the page below', () => {
    const base = new URLSearchParams('stage=NEW&q=old');
    const value = readJournalSearch(new URLSearchParams());
    expect(writeJournalSearch(value).toString()).toBe('');
    expect(writeJournalSearch(value, base).toString()).toBe('stage=NEW');
    expect(withoutJournalSearch(new URLSearchParams('stage=NEW&entry=e00000000001')).toString()).toBe('stage=NEW');
  });

  it('falls back field by field', () => {
    const value = readJournalSearch(
      new URLSearchParams(`reading=x&level=failure,nonsense&q=${'a'.repeat(201)}&found=yes&entry=<b>`),
    );
    expect(value).toEqual({ reading: 'robots', levels: ['failure'], q: '', found: false, entry: null });
  });

  it('never throws', () => {
    fc.assert(
      fc.property(fc.webQueryParameters(), (text) => {
        readJournalSearch(new URLSearchParams(text));
      }),
    );
  });
});
