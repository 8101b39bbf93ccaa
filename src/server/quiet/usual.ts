import type { OutlineRow } from '#server/store/journal-store.ts';

/** How long ended runs were silent after a robot of a name wrote: what is usual there. */
export type Usual = { longestMs: number; passed: number };

/** Runs that must have passed a step before what is usual there is known. */
const knownFrom = 5;
/** Nobody calls a wait long before this. */
export const leastMs = 10 * 60 * 1000;

/** The longest silence of a run after each activity, by the activity's name. The last entry of a run has none after it. */
export function silencesOf(
  rows: readonly Pick<OutlineRow, 'at' | 'activityNo'>[],
  nameOf: (no: number) => string,
): Map<string, number> {
  const silences = new Map<string, number>();
  for (const [index, row] of rows.entries()) {
    const next = rows[index + 1];
    if (next === undefined) break;
    const name = nameOf(row.activityNo);
    silences.set(name, Math.max(silences.get(name) ?? 0, next.at - row.at));
  }
  return silences;
}

/** Adds what one run tells. */
export function learn(usual: Map<string, Usual>, silences: ReadonlyMap<string, number>): void {
  for (const [name, ms] of silences) {
    const before = usual.get(name) ?? { longestMs: 0, passed: 0 };
    usual.set(name, { longestMs: Math.max(before.longestMs, ms), passed: before.passed + 1 });
  }
}

/** How long a process may be silent at a step before it is called quiet; null: too few runs have passed to know. */
export function allowedMs(usual: Usual | undefined): number | null {
  return usual === undefined || usual.passed < knownFrom ? null : Math.max(leastMs, usual.longestMs * 1.5);
}
