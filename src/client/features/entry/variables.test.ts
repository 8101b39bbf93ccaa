import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { variableChanges } from './variables.ts';

describe('changed variables', () => {
  it('are told apart', () => {
    expect(variableChanges({ a: 1, b: 2, c: { x: 1, y: [1] } }, { a: 1, b: 3, c: { y: [1], x: 1 }, d: null })).toEqual([
      { kind: 'changed', name: 'b', before: 2, after: 3 },
      { kind: 'added', name: 'd', after: null },
    ]);
    expect(variableChanges({ a: 1 }, {})).toEqual([{ kind: 'removed', name: 'a', before: 1 }]);
  });

  it('are not guessed when one side is not told', () => {
    expect(variableChanges(null, { a: 1 })).toEqual([]);
    expect(variableChanges({ a: 1 }, null)).toEqual([]);
  });

  it('are none between equals', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (variables) => {
        expect(variableChanges(variables, structuredClone(variables))).toEqual([]);
      }),
    );
  });
});
