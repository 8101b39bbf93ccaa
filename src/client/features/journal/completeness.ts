import type { Completeness } from '#contract/process.ts';

export type Gap = { kind: 'loggingOff' } | { kind: 'startFinish' } | { kind: 'trimmed'; to: number };

/** Why the journal may not hold all that happened, the gravest reason first. */
export function gapsOf({ loggingOff, startFinishMissing, trimmedTo }: Completeness): Gap[] {
  return [
    ...(loggingOff ? [{ kind: 'loggingOff' } as const] : []),
    ...(startFinishMissing ? [{ kind: 'startFinish' } as const] : []),
    ...(trimmedTo === null ? [] : [{ kind: 'trimmed', to: trimmedTo } as const]),
  ];
}

const dayMs = 24 * 60 * 60 * 1000;

/** Whole days until the journal is deleted, 0 on the last one; null when it is kept. */
export function daysLeft(expiresAt: string | null, now: number): number | null {
  return expiresAt === null ? null : Math.max(0, Math.floor((Date.parse(expiresAt) - now) / dayMs));
}
