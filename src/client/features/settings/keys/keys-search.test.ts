import fc from 'fast-check';
import { expect, it } from 'vitest';
import { fakeKey } from '#client/testing/fakes.ts';
import { keysShown, readKeysSearch, shownKeys, writeKeysSearch } from './keys-search.ts';

it('the address of the keys reads what it wrote, and no address breaks it', () => {
  fc.assert(
    fc.property(fc.record({ show: fc.constantFrom(...keysShown), isMaking: fc.boolean() }), (search) => {
      const params = writeKeysSearch(search, new URLSearchParams('portal=north'));
      expect(readKeysSearch(new URLSearchParams(params.toString()))).toEqual(search);
      expect(params.get('portal')).toBe('north');
    }),
  );
  expect(readKeysSearch(new URLSearchParams('show=none&key=AbCd1234'))).toEqual({ show: 'live', isMaking: false });
});

it('those that are over are shown when they are asked for', () => {
  const now = Date.parse('2026-11-21T12:00:00.000Z');
  const items = [
    fakeKey({ key: 'live0001' }),
    fakeKey({ key: 'gone0001', revokedAt: '2026-11-20T12:00:00.000Z' }),
    fakeKey({ key: 'over0001', expiresAt: '2026-11-20T12:00:00.000Z' }),
  ];
  const shown = (show: (typeof keysShown)[number]) => shownKeys(items, show, now).map((one) => one.key);
  expect(shown('live')).toEqual(['live0001']);
  expect(shown('over')).toEqual(['gone0001', 'over0001']);
  expect(shown('all')).toHaveLength(3);
});
