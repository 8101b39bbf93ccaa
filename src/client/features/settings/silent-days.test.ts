import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { silentWriteReasons } from '#contract/application.ts';
import { silentDaysShown, silentSummary } from './silent-days.ts';

const now = Date.parse('2026-11-21T05:00:00Z');

const key = { kind: 'key', id: 'jk12', title: null } as const;
const application = { kind: 'application', id: 'local.1', title: 'Мессенджер' } as const;

describe('silent writes by day', () => {
  it('lays out thirty days, the last of them today, and counts by reason', () => {
    const summary = silentSummary(
      [
        { reason: 'timed_out', day: '2026-11-21', writer: null, writes: 2 },
        { reason: 'logging_off', day: '2026-11-21', writer: key, writes: 3 },
        { reason: 'logging_off', day: '2026-11-21', writer: application, writes: 1 },
        { reason: 'logging_off', day: '2026-10-23', writer: application, writes: 4 },
        { reason: 'step_closed', day: '2026-10-22', writer: key, writes: 100 },
      ],
      now,
    );
    expect(summary.days).toHaveLength(silentDaysShown);
    expect(summary.days[0]).toMatchObject({ day: '2026-10-23', writes: 4 });
    expect(summary.days.at(-1)).toMatchObject({ day: '2026-11-21', writes: 6 });
    expect(summary.reasons).toEqual([
      {
        reason: 'logging_off',
        writes: 8,
        writers: [
          { writer: application, writes: 5 },
          { writer: key, writes: 3 },
        ],
      },
      { reason: 'timed_out', writes: 2, writers: [{ writer: null, writes: 2 }] },
    ]);
    expect(summary.total).toBe(10);
  });

  it('gives sums that agree', () => {
    const item = fc.record({
      reason: fc.constantFrom(...silentWriteReasons),
      day: fc.integer({ min: 0, max: 40 }).map((back) => new Date(now - back * 86_400_000).toISOString().slice(0, 10)),
      writer: fc.constantFrom(null, key, application),
      writes: fc.nat(1000),
    });
    fc.assert(
      fc.property(fc.array(item), (items) => {
        const { total, days, reasons } = silentSummary(items, now);
        expect(days.reduce((all, one) => all + one.writes, 0)).toBe(total);
        expect(reasons.reduce((all, one) => all + one.writes, 0)).toBe(total);
        for (const { writes, writers } of reasons) {
          expect(writers.reduce((all, one) => all + one.writes, 0)).toBe(writes);
        }
      }),
    );
  });
});
