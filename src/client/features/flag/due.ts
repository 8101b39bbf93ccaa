import { dayStart, isoDay } from '#client/i18n/zone-day.ts';

/** Where the day to come back to stands: past, here, ahead, or not said. */
export type Due = 'overdue' | 'today' | 'later' | 'none';

export function dueOf(dueAt: string | null, now: number, zone: string): Due {
  if (dueAt === null) return 'none';
  const [day, today] = [isoDay(dueAt, zone), isoDay(now, zone)];
  return day < today ? 'overdue' : day === today ? 'today' : 'later';
}

export const presets = ['none', 'tomorrow', 'week', 'own'] as const;
export type Preset = (typeof presets)[number];

/** The day that a preset means, as `2026-11-19`; null for one that means none by itself. */
export function dayOfPreset(preset: Preset, now: number, zone: string): string | null {
  if (preset === 'none' || preset === 'own') return null;
  const noon = Date.parse(dayStart(isoDay(now, zone), zone) ?? '') + 12 * 3_600_000;
  return isoDay(noon + (preset === 'week' ? 7 : 1) * 86_400_000, zone);
}
