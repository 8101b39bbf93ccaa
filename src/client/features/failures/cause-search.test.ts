import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CauseSearch, everyOccurrence, isChoice, readCauseSearch, writeCauseSearch } from './cause-search.ts';

const text = fc.option(fc.string({ minLength: 1, maxLength: 40 }));
const searches = fc
  .record<CauseSearch>({
    span: fc.constantFrom('day', 'week', 'month'),
    from: fc.constantFrom(null, '2026-11-01T00:00:00.000Z'),
    to: fc.constantFrom(null, '2026-11-02T00:00:00.000Z'),
    robot: text,
    template: text,
    version: text,
    stage: text,
  })
  .map((search) => (search.template === null ? { ...search, version: null } : search));

describe('the search of a cause’s page', () => {
  it('is read as it was written, and what is not its own stays', () => {
    fc.assert(
      fc.property(searches, (search) => {
        const params = writeCauseSearch(search, new URLSearchParams('portal=main&robot=old'));
        expect(readCauseSearch(params)).toEqual(search);
        expect(params.get('portal')).toBe('main');
      }),
    );
  });

  it('knows no version without its template', () => {
    expect(readCauseSearch(new URLSearchParams('version=7'))).toMatchObject(everyOccurrence);
    expect(isChoice(everyOccurrence)).toBe(false);
    expect(isChoice(readCauseSearch(new URLSearchParams('template=12&version=7')))).toBe(true);
  });
});
