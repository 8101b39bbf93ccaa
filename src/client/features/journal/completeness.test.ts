import { describe, expect, it } from 'vitest';
import { daysLeft, gapsOf } from './completeness.ts';

describe('how complete a journal is', () => {
  it('names every gap, the gravest first', () => {
    expect(gapsOf({ loggingOff: true, startFinishMissing: true, trimmedTo: 50, expiresAt: null })).toEqual([
      { kind: 'loggingOff' },
      { kind: 'startFinish' },
      { kind: 'trimmed', to: 50 },
    ]);
    expect(gapsOf({ loggingOff: false, startFinishMissing: false, trimmedTo: null, expiresAt: null })).toEqual([]);
  });

  it('counts whole days that are left', () => {
    const now = Date.parse('2026-11-21T00:00:00Z');
    expect(daysLeft(null, now)).toBe(null);
    expect(daysLeft('2027-01-21T10:00:00Z', now)).toBe(61);
    expect(daysLeft('2026-11-21T10:00:00Z', now)).toBe(0);
    expect(daysLeft('2026-11-20T10:00:00Z', now)).toBe(0);
  });
});
