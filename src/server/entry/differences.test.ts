import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { differencesOf } from './differences.ts';

describe('what two steps told otherwise', () => {
  it('is found by its path, in lists and in text that is JSON too', () => {
    const failed = { request: { method: 'POST', requestBody: '{"to":"","text":["а","б"]}' }, variables: { PHONE: '' } };
    const good = {
      request: { method: 'POST', requestBody: '{"to":"79","text":["а","в"]}' },
      variables: { PHONE: '79' },
    };
    expect(differencesOf(failed, good, null)).toEqual({
      differences: [
        { part: 'request', path: ['requestBody', 'to'], failed: '', good: '79', varies: false },
        { part: 'request', path: ['requestBody', 'text', '1'], failed: 'б', good: 'в', varies: false },
        { part: 'variables', path: ['PHONE'], failed: '', good: '79', varies: false },
      ],
      left: 0,
      same: 2,
    });
  });

  it('tells what one of them did not tell, and takes null for not told', () => {
    const { differences } = differencesOf({ output: { a: null, b: 1 } }, { output: { a: 'x' } }, null);
    expect(differences).toEqual([
      { part: 'output', path: ['b'], failed: '1', good: null, varies: false },
      { part: 'output', path: ['a'], failed: null, good: 'x', varies: false },
    ]);
  });

  it('says last what varies between good runs as well', () => {
    const told = (id: string, phone: string) => ({ input: { id, phone } });
    const { differences } = differencesOf(told('1', ''), told('2', '79'), told('3', '79'));
    expect(differences.map(({ path, varies }) => [path[0], varies])).toEqual([
      ['phone', false],
      ['id', true],
    ]);
  });

  it('stays bounded whatever was sent', () => {
    const wide = (value: string) => ({
      other: Object.fromEntries(Array.from({ length: 900 }, (_, n) => [`k${n}`, value])),
    });
    const { differences, left } = differencesOf(wide('a'.repeat(5_000)), wide('b'), null);
    expect([differences.length, left, differences[0]?.failed?.length]).toEqual([500, 400, 2_000]);
    const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;
    expect(differencesOf({ other: deep }, { other: {} }, null).differences).toHaveLength(1);
  });

  it('of a thing with itself is nothing, and of two is found whichever stands first', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (one, two) => {
        expect(differencesOf({ other: one }, { other: one }, null).differences).toEqual([]);
        const paths = (a: unknown, b: unknown) =>
          differencesOf({ other: a }, { other: b }, null)
            .differences.map(({ path }) => path.join('/'))
            .toSorted();
        expect(paths(one, two)).toEqual(paths(two, one));
      }),
    );
  });
});
