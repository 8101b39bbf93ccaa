import type { DigestChannel, NewDigestRules } from '#contract/digest.ts';
import type { DigestSettingsRow, PortalRow } from '#server/store/journal-store.ts';

export type Webhook = { url: string; secret: string };
/** Who is told, and when: as it is stored, the webhook aside. */
export type StoredRules = Pick<NewDigestRules, 'emails' | 'language' | 'leastHours' | 'quietHours'>;
export type Rules = StoredRules & { webhook: Webhook | null };

/** Opens and closes what is not to be read in the store's file. */
export type Box = { seal(portal: string, secret: string): string; open(portal: string, sealed: string): string };

const noRules: Rules = { webhook: null, emails: [], language: 'ru', leastHours: 24, quietHours: null };

/** Only what `storedOf` made is read, so it has its shape. */
export function rulesOf(portal: PortalRow, row: DigestSettingsRow | null, box: Box): Rules {
  if (row === null) return noRules;
  const stored = JSON.parse(row.settings) as StoredRules;
  const webhook = row.webhook === null ? null : (JSON.parse(box.open(portal.portal, row.webhook)) as Webhook);
  return { ...stored, webhook };
}

export function storedOf(
  portal: PortalRow,
  { webhook, emails, language, leastHours, quietHours }: Rules,
  box: Box,
): Pick<DigestSettingsRow, 'settings' | 'webhook'> {
  const stored: StoredRules = { emails, language, leastHours, quietHours };
  return {
    settings: JSON.stringify(stored),
    webhook: webhook === null ? null : box.seal(portal.portal, JSON.stringify(webhook)),
  };
}

/** The ways that digests go. Mail goes only where there is a server for it. */
export function channelsOf({ webhook, emails }: Rules, hasMail: boolean): DigestChannel[] {
  return [
    ...(webhook === null ? [] : (['webhook'] as const)),
    ...(emails.length === 0 || !hasMail ? [] : (['email'] as const)),
  ];
}

const minuteMs = 60_000;
const dayMinutes = 24 * 60;

/** When the quiet hours end that a moment lies in; null: it lies in none. They may go past midnight. */
export function quietUntil(quiet: Rules['quietHours'], timeZone: string, now: number): number | null {
  if (quiet === null) return null;
  const [from, to, at] = [minutesOf(quiet.from), minutesOf(quiet.to), minutesOf(timeIn(timeZone, now))];
  const isQuiet = from <= to ? at >= from && at < to : at >= from || at < to;
  if (!isQuiet) return null;
  const left = (to - at + dayMinutes) % dayMinutes;
  return Math.floor(now / minuteMs) * minuteMs + left * minuteMs;
}

function minutesOf(time: string): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return hours * 60 + minutes;
}

function timeIn(timeZone: string, at: number): string {
  const clock = new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
  return clock.format(at);
}
