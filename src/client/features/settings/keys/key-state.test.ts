import { expect, it } from 'vitest';
import { isLive, keyStateAt } from './key-state.ts';

const now = Date.parse('2026-11-21T12:00:00.000Z');
const inDays = (days: number) => new Date(now + days * 24 * 60 * 60 * 1000).toISOString();

it('a key is as its dates say: revoked before all else', () => {
  const state = (expiresAt: string | null, revokedAt: string | null = null) =>
    keyStateAt({ expiresAt, revokedAt }, now);
  expect(state(null)).toBe('active');
  expect(state(inDays(15))).toBe('active');
  expect(state(inDays(14))).toBe('soon');
  expect(state(inDays(0.001))).toBe('soon');
  expect(state(inDays(0))).toBe('expired');
  expect(state(inDays(-3))).toBe('expired');
  expect(state(inDays(-3), inDays(-5))).toBe('revoked');
  expect(state(null, inDays(-5))).toBe('revoked');
});

it('only what the server takes is live', () => {
  expect((['active', 'soon', 'expired', 'revoked'] as const).filter(isLive)).toEqual(['active', 'soon']);
});
