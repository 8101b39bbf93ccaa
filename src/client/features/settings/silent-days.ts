import { silentWriteReasons } from '#contract/application.ts';
import type { SilentWrites } from '#contract/application.ts';

export const silentDaysShown = 30;
const dayMs = 24 * 60 * 60 * 1000;

type Reason = SilentWrites['reason'];
export type SilentDay = { day: string; writes: number; byReason: Readonly<Record<Reason, number>> };
export type SilentSummary = {
  total: number;
  /** All thirty, oldest first, also those without a write. */
  days: readonly SilentDay[];
  /** Only those that occurred, most writes first; of each, who wrote, the most frequent first. */
  reasons: readonly { reason: Reason; writes: number; writers: readonly SilentWriter[] }[];
};
export type SilentWriter = { writer: SilentWrites['writer']; writes: number };

function nothing(): Record<Reason, number> {
  return Object.fromEntries(silentWriteReasons.map((reason) => [reason, 0])) as Record<Reason, number>;
}

/** Counts laid out day by day (UTC) up to `now`. What is older or not of these days is not counted. */
export function silentSummary(items: readonly SilentWrites[], now: number): SilentSummary {
  const days = new Map<string, Record<Reason, number>>();
  for (let back = silentDaysShown - 1; back >= 0; back -= 1) {
    days.set(new Date(now - back * dayMs).toISOString().slice(0, 10), nothing());
  }
  const totals = nothing();
  const writers = new Map<string, SilentWriter & { reason: Reason }>();
  for (const { reason, day, writer, writes } of items) {
    const counted = days.get(day);
    if (counted === undefined) continue;
    counted[reason] += writes;
    totals[reason] += writes;
    const key = JSON.stringify([reason, writer?.kind, writer?.id]);
    writers.set(key, { reason, writer, writes: writes + (writers.get(key)?.writes ?? 0) });
  }
  const mostFirst = <T extends { writes: number }>(list: readonly T[]) =>
    [...list].sort((one, other) => other.writes - one.writes);
  const sum = (counts: Record<Reason, number>) => Object.values(counts).reduce((all, one) => all + one, 0);
  return {
    total: sum(totals),
    days: [...days].map(([day, byReason]) => ({ day, byReason, writes: sum(byReason) })),
    reasons: mostFirst(
      silentWriteReasons
        .filter((reason) => totals[reason] > 0)
        .map((reason) => ({
          reason,
          writes: totals[reason],
          writers: mostFirst(
            [...writers.values()]
              .filter((one) => one.reason === reason)
              .map(({ writer, writes }) => ({ writer, writes })),
          ),
        })),
    ),
  };
}
