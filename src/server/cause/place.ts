import { createHash } from 'node:crypto';
import { type Channel, channelOf, channels } from './channel.ts';
import type { EntryFacts } from './facts.ts';
import { rowByCode } from './rows.ts';

/*
 * Some rows of the catalogue say how a step failed and not at what: a connection that broke, a script's mistake. The
 * same happening at a messenger, at an accounting system and in two scripts are as many causes: other people mend them,
 * on other days. So their causes tell the place: `nt-reset:whatsapp`, `ht-502:http:api.example.ru`,
 * `js-undef:<hash of the robot>`. Two that turn out to be one can be merged; one that is two could not be split.
 */

const ofScript: ReadonlySet<string> = new Set(['js-undef', 'js-json', 'js-syntax']);
const plainHost = /^(?=[a-z\d.-]{0,60}[a-z])[a-z\d][a-z\d.-]{0,59}$/;

export function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}

/** The cause that a row is of at the place where the step failed. A nested process does not tell where its own step did. */
export function withPlace(code: string, facts: EntryFacts): string {
  const { activityTitle, activityCode } = facts;
  const channel = channelOf({ activityTitle, activityCode, httpUrl: facts.http?.url ?? null });
  if (channel === 'nested') return code;
  if (ofScript.has(code)) return `${code}:${hashOf(activityTitle ?? activityCode ?? '')}`;
  // Words that fit any channel are of a row that tells nothing of one.
  if (!(rowByCode.get(code)?.title.ru.includes('{what}') ?? false)) return code;
  const host = channel === 'http' ? hostOf(facts.http?.url ?? null) : null;
  return host === null ? `${code}:${channel}` : `${code}:${channel}:${host}`;
}

/** What a cause tells of its place; null: nothing. */
export function placeIn(cause: string): { channel: Channel; host: string | null } | null {
  const [, name, host] = cause.split(':');
  const channel = channels.find((one) => one === name);
  return channel === undefined ? null : { channel, host: host !== undefined && plainHost.test(host) ? host : null };
}

/** A name that people read; an address of numbers is hashed, as it may be anybody's. */
function hostOf(url: string | null): string | null {
  if (url === null || !URL.canParse(url)) return null;
  const { hostname } = new URL(url);
  if (hostname === '') return null;
  return plainHost.test(hostname) ? hostname : `-${hashOf(hostname)}`;
}
