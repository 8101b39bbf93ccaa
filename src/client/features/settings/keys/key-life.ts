import { dayEnd } from '#client/i18n/zone-day.ts';

export const keyLives = ['d30', 'd90', 'd365', 'day', 'never'] as const;
export type KeyLife = (typeof keyLives)[number];

const days: Readonly<Record<Exclude<KeyLife, 'day' | 'never'>, number>> = { d30: 30, d90: 90, d365: 365 };
const dayMs = 24 * 60 * 60 * 1000;

/** When a key ends: null for one without end. Undefined: the day that was written is none, or it has passed. */
export function endOfKey(life: KeyLife, day: string, at: { zone: string; now: number }): string | null | undefined {
  if (life === 'never') return null;
  if (life !== 'day') return new Date(at.now + days[life] * dayMs).toISOString();
  const end = dayEnd(day, at.zone);
  return end === null || Date.parse(end) <= at.now ? undefined : end;
}
