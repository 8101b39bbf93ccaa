import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EntryId } from '#contract/ids.ts';
import { Problem } from '#contract/problem.ts';
import { entryIdOf, entryKeyOf, readCursor, writeCursor } from './cursor.ts';

const moment = fc.integer({ min: Date.parse('0000-01-01T00:00:00Z'), max: Date.parse('9999-12-31T23:59:59.999Z') });
const key = fc.record({ at: moment, no: fc.integer({ min: 1, max: 2 ** 48 }) });

describe('an entry id', () => {
  it('names its place, and is one that the contract knows', () => {
    fc.assert(
      fc.property(key, (place) => {
        const id = entryIdOf(place);
        expect(EntryId.safeParse(id).success).toBe(true);
        expect(entryKeyOf(id)).toEqual(place);
      }),
    );
  });

  it('stands in the order of the journal, whatever the year', () => {
    fc.assert(
      fc.property(moment, moment, (a, b) => {
        expect(entryIdOf({ at: a, no: 1 }) < entryIdOf({ at: b, no: 1 })).toBe(a < b);
      }),
    );
  });

  it('that is none names no place', () => {
    for (const id of ['', 'e', 'e0000000000', 'e!!!!!!!!!!!!']) expect(entryKeyOf(id)).toBeNull();
  });
});

describe('a cursor', () => {
  const place = fc.tuple(fc.maxSafeInteger(), fc.maxSafeInteger());

  it('gives back its place, to the list and filter that it came from only', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), place, (scope, other, where) => {
        const cursor = writeCursor(scope, where);
        expect(cursor).toMatch(/^[\w-]{1,500}$/);
        expect(readCursor(scope, cursor)).toEqual(where);
        if (JSON.stringify(scope) !== JSON.stringify(other)) expect(() => readCursor(other, cursor)).toThrow(Problem);
      }),
    );
  });

  it('that is garbled is refused, whatever it is', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.base64String(),
          fc.jsonValue().map((value) => btoa(encodeURI(JSON.stringify(value)))),
        ),
        (text) => {
          expect(() => readCursor('list', text)).toThrow('cursor_invalid');
        },
      ),
    );
  });
});
