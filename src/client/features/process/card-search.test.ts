import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { processStates } from '#contract/process.ts';
import { cardTabs } from '#client/paths.ts';
import { filterQuery, isFiltered, noFilter, readCardSearch, spans, writeCardSearch } from './card-search.ts';
import type { CardSearch } from './card-search.ts';

const id = fc.option(
  fc.string({ minLength: 1, maxLength: 40, unit: 'grapheme' }).filter((one) => one.isWellFormed() && one.length <= 255),
);
const moment = fc.option(
  fc
    .date({ min: new Date('2000-01-01'), max: new Date('2100-01-01'), noInvalidDate: true })
    .map((date) => date.toISOString()),
);
const dates = fc.oneof(
  fc.record({ span: fc.option(fc.constantFrom(...spans)), from: fc.constant(null), to: fc.constant(null) }),
  fc.record({ span: fc.constant(null), from: moment, to: moment }),
);
const search: fc.Arbitrary<CardSearch> = fc.record({
  tab: fc.constantFrom(...cardTabs),
  filter: fc
    .tuple(
      fc.record({
        q: fc.string({ maxLength: 100, unit: 'grapheme' }).filter((one) => one.isWellFormed() && one.length <= 200),
        states: fc.subarray([...processStates]),
        template: id,
        stage: id,
        failures: fc.boolean(),
        flagged: fc.boolean(),
      }),
      dates,
    )
    .map(([rest, range]) => ({ ...rest, ...range })),
});

describe('the address of the card page', () => {
  it('reads what it wrote, through the text of a link', () => {
    fc.assert(
      fc.property(search, (one) => {
        const link = writeCardSearch(one).toString();
        expect(readCardSearch(new URLSearchParams(link))).toEqual(one);
      }),
    );
  });

  it('keeps what belongs to others and leaves defaults out', () => {
    const base = new URLSearchParams('portal=main&entry=e1&tab=about&state=failed');
    expect(writeCardSearch({ tab: 'processes', filter: noFilter }, base).toString()).toBe('portal=main&entry=e1');
  });

  it('lets each field fall back by itself', () => {
    const params = new URLSearchParams(
      'tab=nonsense&state=failed,gone&within=century&from=yesterday&failures=yes&search=whatsapp',
    );
    expect(readCardSearch(params)).toEqual({
      tab: 'processes',
      filter: { ...noFilter, states: ['failed'], q: 'whatsapp' },
    });
  });

  it('never throws, whatever the link', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        readCardSearch(new URLSearchParams(text));
      }),
    );
  });

  it('asks the server for a span counted from now, and for days as they are', () => {
    const now = Date.parse('2026-11-21T00:00:00Z');
    expect(filterQuery({ ...noFilter, span: 'week', failures: true }, now)).toEqual({
      from: '2026-11-14T00:00:00.000Z',
      failures: 'true',
    });
    expect(filterQuery({ ...noFilter, states: ['failed', 'stuck'], to: '2026-11-20T20:59:59.999Z' }, now)).toEqual({
      state: 'failed,stuck',
      to: '2026-11-20T20:59:59.999Z',
    });
    expect(isFiltered(noFilter)).toBe(false);
    expect(isFiltered({ ...noFilter, stage: 'NEW' })).toBe(true);
  });
});
