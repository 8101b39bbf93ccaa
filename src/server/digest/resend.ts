import { Problem } from '#contract/problem.ts';
import type { DigestRow, PortalRow } from '#server/store/journal-store.ts';
import { attempt, type AttemptOptions } from './attempt.ts';
import type { DigestCauses, Standing } from './causes.ts';
import { messageOf } from './message.ts';
import { channelsOf, type Rules } from './rules.ts';
import { digestIdOf, type Sent } from './send.ts';

export type ResendOptions = AttemptOptions & {
  causes: Pick<DigestCauses, 'standing' | 'about'>;
  publicUrl: URL | null;
};

/** What it is named by on its page: one way of one digest. */
export function deliveryIdOf(portal: PortalRow, row: DigestRow): string {
  return `${digestIdOf(portal, row)}-${row.channel}`;
}

/** Sends again, because somebody says so, what nobody knows to have come, or nobody took: under its old name. */
export function createResend(options: ResendOptions) {
  const { store, causes, mail, publicUrl } = options;
  const underWay = new Set<string>();

  /** @throws Problem conflict where there is nothing to send again */
  async function find(portal: PortalRow, rules: Rules, delivery: string, most: number): Promise<DigestRow> {
    const rows = await store.digests.recent(portal.portalNo, most);
    const row = rows.find((one) => deliveryIdOf(portal, one) === delivery);
    if (row === undefined) throw new Problem('not_found', 'no such digest');
    if ((row.state !== 'unknown' && row.state !== 'given-up') || underWay.has(delivery)) {
      throw new Problem('conflict', 'only what may not have come is sent again');
    }
    const channels: readonly string[] = channelsOf(rules, mail !== null);
    if (!channels.includes(row.channel)) throw new Problem('conflict', 'this way is turned off');
    return row;
  }

  async function resend(portal: PortalRow, rules: Rules, row: DigestRow, noted: () => Promise<void>): Promise<Sent> {
    const standing = await standingOf(portal, row);
    const about = await causes.about(portal.portalNo, row.cause, standing.since, rules.language);
    if (about === null) throw new Problem('conflict', 'no failure of this cause is kept any more');
    const delivery = deliveryIdOf(portal, row);
    if (underWay.has(delivery)) throw new Problem('conflict', 'it is being sent');
    underWay.add(delivery);
    try {
      await noted();
      // A new day of tries begins: whoever asks has seen that the old one is over.
      const again = { ...row, firstTryAt: null };
      const messageAt = (now: number) => messageOf(portal, standing, about, { now, publicUrl });
      return await attempt(options, portal, rules, again, messageAt, new AbortController().signal);
    } finally {
      underWay.delete(delivery);
    }
  }

  /** Of a cause that somebody has taken on meanwhile the news is what it was. */
  async function standingOf(portal: PortalRow, { cause, event, eventAt }: DigestRow): Promise<Standing> {
    const standing = await causes.standing(portal.portalNo, cause);
    if (standing?.event === event) return { ...standing, eventAt };
    return { cause, event: event as Standing['event'], eventAt, happenedAt: eventAt, since: eventAt };
  }

  return { find, resend };
}
