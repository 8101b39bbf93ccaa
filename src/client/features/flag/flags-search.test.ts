import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { flagStates } from '#contract/flag.ts';
import { type FlagsSearch, readFlagsSearch, writeFlagsSearch } from './flags-search.ts';

const text = (most: number) =>
  fc.string({ maxLength: most, unit: 'grapheme' }).filter((one) => one.isWellFormed() && one.length <= 200);
const search: fc.Arbitrary<FlagsSearch> = fc.record({
  state: fc.constantFrom(...flagStates),
  mine: fc.boolean(),
  q: text(100),
  card: fc.option(
    fc.record({
      cardType: fc.constantFrom('deal', 'lead', 'dynamic_12'),
      cardId: text(30).filter((one) => one !== '' && one.length <= 64 && !/[\p{Cc}\p{Cs}]/u.test(one)),
    }),
  ),
});

describe('the address of the flags', () => {
  it('reads what it wrote, through the text of a link', () => {
    fc.assert(
      fc.property(search, (one) => {
        expect(readFlagsSearch(new URLSearchParams(writeFlagsSearch(one).toString()))).toEqual(one);
      }),
    );
  });

  it('keeps what belongs to others, leaves defaults out, and lets each field fall back by itself', () => {
    const base = new URLSearchParams('portal=main&state=closed&mine=1&card=deal:7');
    const plain = { state: 'open', mine: false, q: '', card: null } as const;
    expect(writeFlagsSearch(plain, base).toString()).toBe('portal=main');
    expect(readFlagsSearch(new URLSearchParams('state=lost&mine=yes&card=desk:7&search=a'))).toEqual({
      ...plain,
      q: 'a',
    });
  });
});
