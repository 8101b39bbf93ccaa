import { expect, it } from 'vitest';
import { endOfKey } from './key-life.ts';

const at = { zone: 'Europe/Moscow', now: Date.parse('2026-11-21T12:00:00.000Z') };

it('a key ends after so many days, with the last minute of a day of the portal, or never', () => {
  expect(endOfKey('d30', '', at)).toBe('2026-12-21T12:00:00.000Z');
  expect(endOfKey('d365', '', at)).toBe('2027-11-21T12:00:00.000Z');
  expect(endOfKey('never', '2026-12-01', at)).toBeNull();
  expect(endOfKey('day', '2026-12-01', at)).toBe('2026-12-01T20:59:59.999Z');
  expect(endOfKey('day', '2026-11-21', at)).toBe('2026-11-21T20:59:59.999Z');
});

it('no day, and a day that has passed, are no end', () => {
  for (const day of ['', 'завтра', '2026-11-20']) expect(endOfKey('day', day, at)).toBeUndefined();
});
