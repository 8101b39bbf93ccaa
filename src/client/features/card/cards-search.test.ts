import fc from 'fast-check';
import { expect, it } from 'vitest';
import { readCardsSearch, writeCardsSearch } from './cards-search.ts';

it('the address of the list of cards reads what it wrote', () => {
  const q = fc.string({ maxLength: 100, unit: 'grapheme' }).filter((one) => one.isWellFormed() && one.length <= 200);
  fc.assert(
    fc.property(fc.record({ q, failures: fc.boolean(), flagged: fc.boolean() }), (search) => {
      expect(readCardsSearch(new URLSearchParams(writeCardsSearch(search).toString()))).toEqual(search);
    }),
  );
});
