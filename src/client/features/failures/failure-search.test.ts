import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { causeOrders, causeStates } from '#contract/failures.ts';
import {
  type FailureSearch,
  filterOf,
  isFiltered,
  momentsOf,
  notClosed,
  readFailureRange,
  readFailureSearch,
  spans,
  viewOf,
  writeFailureRange,
  writeFailureSearch,
} from './failure-search.ts';

const moment = fc
  .date({ min: new Date('2020-01-01'), max: new Date('2030-01-01'), noInvalidDate: true })
  .map((at) => at.toISOString());
const text = fc.string({ minLength: 1, maxLength: 60, unit: 'grapheme' }).filter((one) => one.isWellFormed());
const searches = fc.record<FailureSearch>({
  span: fc.constantFrom(...spans),
  from: fc.option(moment),
  to: fc.option(moment),
  robot: fc.option(text),
  template: fc.option(text),
  stage: fc.option(text),
  states: fc.subarray([...causeStates], { maxLength: 3 }),
  assignee: fc.option(fc.oneof(fc.constantFrom('me', 'none', 'u7'), fc.nat().map(String))),
  q: text.map((one) => one.trim()),
  sort: fc.constantFrom(...causeOrders),
});
const inOrder = ({ from, to }: FailureSearch) => from === null || to === null || Date.parse(from) < Date.parse(to);
const read = (search: string) => readFailureSearch(new URLSearchParams(search));

describe('the search of the failures page', () => {
  it('is read as it was written, and what is not its own stays', () => {
    fc.assert(
      fc.property(searches.filter(inOrder), (search) => {
        const params = writeFailureSearch(search, new URLSearchParams('portal=main&search=old&state=all'));
        expect(readFailureSearch(params)).toEqual(search);
        expect(params.get('portal')).toBe('main');
        expect(readFailureRange(params)).toEqual({ span: search.span, from: search.from, to: search.to });
        expect(readFailureRange(writeFailureRange(search))).toEqual(readFailureRange(params));
        expect(read(viewOf(search))).toEqual(search);
      }),
    );
  });

  it('falls back field by field: no link can break the page', () => {
    fc.assert(
      fc.property(
        fc.dictionary(fc.constantFrom('within', 'from', 'to', 'state', 'assignee', 'sort'), fc.string()),
        (raw) => {
          expect(() => readFailureSearch(new URLSearchParams(raw))).not.toThrow();
        },
      ),
    );
    expect(read('state=gone,new&sort=none&assignee=everybody&from=yesterday')).toMatchObject({
      states: ['new'],
      sort: 'count',
      assignee: null,
      from: null,
    });
    expect(read('from=2026-11-02T00:00:00Z&to=2026-11-01T00:00:00Z')).toMatchObject({ from: null, to: null });
  });

  it('starts with a week of what is not closed, and has nothing of it in the address', () => {
    const start = read('');
    expect(start).toMatchObject({ span: 'week', states: notClosed, sort: 'count' });
    expect(viewOf(start)).toBe('');
    expect(isFiltered(start)).toBe(true);
    expect(isFiltered({ ...start, states: [] })).toBe(false);
    expect(viewOf({ ...start, states: [] })).toBe('state=all');
    expect(filterOf(start)).toEqual({ state: 'new,acknowledged,muted' });
  });

  it('asks for a week without saying when, for others by whole minutes, for dates as they are', () => {
    const now = Date.parse('2026-11-20T12:00:40.000Z');
    expect(momentsOf(read(''), now)).toEqual({});
    expect(momentsOf(read('within=day'), now)).toEqual({ from: '2026-11-19T12:00:00.000Z' });
    const dates = 'from=2026-10-01T00:00:00Z&to=2026-10-03T00:00:00Z';
    expect(momentsOf(read(`within=month&${dates}`), now)).toEqual({
      from: '2026-10-01T00:00:00Z',
      to: '2026-10-03T00:00:00Z',
    });
    expect(momentsOf(read('to=2026-10-03T00:00:00Z'), now)).toEqual({ to: '2026-10-03T00:00:00Z' });
  });
});
