import type { DigestChannel } from '#contract/digest.ts';
import type { RecordAudit } from '#server/access/audit-note.ts';
import type { DigestRow, JournalStore, PortalRow } from '#server/store/journal-store.ts';
import { attempt, type AttemptOptions } from './attempt.ts';
import type { DigestCauses, Standing } from './causes.ts';
import { messageOf } from './message.ts';
import { type Box, channelsOf, quietUntil, type Rules, rulesOf } from './rules.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;
/** What came in late by as much is still news; what is older was imported, and is history. */
const lateMs = hourMs;
/** A cause is new once: its first failure may move when earlier ones come in, or later when they are purged. */
const sameNewsMs = 30 * dayMs;
/** Of one portal in one look; a channel that does not answer is left alone until the next. */
const mostAtOnce = 20;

export type WatchOptions = AttemptOptions & {
  store: Pick<JournalStore, 'portals' | 'digests'>;
  causes: DigestCauses;
  box: Box;
  publicUrl: URL | null;
  record: RecordAudit;
};

/** Looks once at all portals: notes what people are to hear of, and sends what is due. */
export function createLook(options: WatchOptions, stop: AbortSignal): () => Promise<void> {
  const { store, causes, box, mail, record, publicUrl, logger, now } = options;
  const { digests } = store;
  /** By portal: the last failure that was looked at by this process. */
  const seen = new Map<number, number>();

  async function notice(portal: PortalRow, channels: readonly DigestChannel[], since: number, lookedAt: number) {
    const { portalNo } = portal;
    const at = now();
    const from = Math.max(since, Math.min(lookedAt, at) - lateMs);
    const { standings, lastNo } = await causes.failedSince(portalNo, from, seen.get(portalNo) ?? 0);
    for (const standing of standings) {
      if (standing.happenedAt < from || (await isTold(portalNo, standing))) continue;
      await digests.add(portalNo, standing, channels, at);
    }
    await digests.lookedAt(portalNo, at);
    seen.set(portalNo, lastNo);
  }

  async function isTold(portalNo: number, { cause, event, eventAt }: Standing): Promise<boolean> {
    const told = (await digests.ofCause(portalNo, cause)).filter((row) => row.event === event);
    return told.some((row) =>
      event === 'new' ? Math.abs(row.eventAt - eventAt) < sameNewsMs : row.eventAt === eventAt,
    );
  }

  async function sendDue(portal: PortalRow, rules: Rules): Promise<void> {
    const channels: readonly string[] = channelsOf(rules, mail !== null);
    const silent = new Set<string>();
    for (const row of await digests.due(portal.portalNo, now(), mostAtOnce)) {
      if (stop.aborted) return;
      if (silent.has(row.channel)) continue;
      const standing = channels.includes(row.channel) ? await standingOf(portal, row) : null;
      if (standing === null) {
        await digests.change(portal.portalNo, row, { state: 'settled' });
        continue;
      }
      const dueAt = await laterOf(portal, rules, row);
      if (dueAt !== null) await digests.change(portal.portalNo, row, { dueAt });
      else if (!(await trySending(portal, rules, row, standing))) silent.add(row.channel);
    }
  }

  /** Why this digest is still to be sent; null: somebody took the cause on, or it is another one's part by now. */
  async function standingOf(portal: PortalRow, row: DigestRow): Promise<Standing | null> {
    const standing = await causes.standing(portal.portalNo, row.cause);
    if (standing === null || standing.event !== row.event) return null;
    if (row.event !== 'new' && standing.eventAt !== row.eventAt) return null;
    // Under the name that it was noted by.
    return { ...standing, eventAt: row.eventAt };
  }

  /** When it may be sent, if not now. */
  async function laterOf(portal: PortalRow, rules: Rules, row: DigestRow): Promise<number | null> {
    const before = (await digests.ofCause(portal.portalNo, row.cause)).filter(
      ({ channel, state }) => channel === row.channel && (state === 'sent' || state === 'unknown'),
    );
    const last = Math.max(...before.map(({ lastTryAt }) => lastTryAt ?? 0), 0);
    const mayAt = last + rules.leastHours * hourMs;
    if (last > 0 && mayAt > now()) return mayAt;
    return quietUntil(rules.quietHours, portal.timeZone, now());
  }

  /** False when nobody answered. */
  async function trySending(portal: PortalRow, rules: Rules, row: DigestRow, standing: Standing): Promise<boolean> {
    const { portalNo } = portal;
    const about = await causes.about(portalNo, row.cause, standing.since, rules.language);
    if (about === null) {
      await digests.change(portalNo, row, { state: 'settled' });
      return true;
    }
    if (row.tries === 0) await note(portalNo, row);
    const messageAt = (at: number) => messageOf(portal, standing, about, { now: at, publicUrl });
    const { fault } = await attempt(options, portal, rules, row, messageAt, stop);
    return fault !== 'silent';
  }

  async function note(portalNo: number, { cause, event, channel }: DigestRow): Promise<void> {
    await record({
      action: 'digest.send',
      actor: 'server',
      portalNo,
      object: { kind: 'cause', id: cause },
      details: { event, channel },
      requestId: null,
      ip: null,
    });
  }

  async function lookAt(portal: PortalRow): Promise<void> {
    const row = await digests.settings(portal.portalNo);
    if (row === null) return;
    // By whatever process was here before this one.
    if (!seen.has(portal.portalNo)) await digests.interrupted(portal.portalNo);
    const rules = rulesOf(portal, row, box);
    const channels = channelsOf(rules, mail !== null);
    if (channels.length > 0) await notice(portal, channels, row.since, row.lookedAt);
    else seen.set(portal.portalNo, seen.get(portal.portalNo) ?? 0);
    await sendDue(portal, rules);
  }

  return async () => {
    for (const portal of await store.portals.list()) {
      if (stop.aborted) return;
      // What is wrong with one portal keeps no other from being told.
      await lookAt(portal).catch((error: unknown) => {
        logger.error({ err: error, portal: portal.portal }, 'digests: a look failed');
      });
    }
  };
}
