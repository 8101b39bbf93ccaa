import type { Logger } from 'pino';
import type { DigestChannel, DigestMessage } from '#contract/digest.ts';
import type { DigestRow, JournalStore, PortalRow } from '#server/store/journal-store.ts';
import type { Rules } from './rules.ts';
import { send, type SendOptions, type Sent } from './send.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const [firstBackoffMs, mostBackoffMs, giveUpMs] = [minuteMs, 2 * hourMs, 24 * hourMs] as const;

export type AttemptOptions = SendOptions & { store: Pick<JournalStore, 'digests'>; logger: Logger };

/** Sends a digest once, and keeps what became of it: that it came, when it is tried again, or that it is given up. */
export async function attempt(
  options: AttemptOptions,
  portal: PortalRow,
  rules: Rules,
  row: DigestRow,
  messageAt: (at: number) => DigestMessage,
  stop: AbortSignal,
): Promise<Sent> {
  const { digests } = options.store;
  const { portalNo } = portal;
  const channel = row.channel as DigestChannel;
  const at = options.now();
  const firstTryAt = row.firstTryAt ?? at;
  const tries = row.tries + 1;
  // Before it is sent: whatever ends this process now, no other one sends it again.
  await digests.change(portalNo, row, { state: 'sending', tries, firstTryAt, lastTryAt: at });
  const sent = await send(options, portal, rules, channel, messageAt(at), stop);
  const { fault, status } = sent;
  if (sent.isSent) await digests.change(portalNo, row, { state: 'sent', fault: null, status });
  else if (stop.aborted) await digests.change(portalNo, row, { state: 'unknown', fault: 'interrupted', status });
  else if (sent.isFinal || at - firstTryAt >= giveUpMs) {
    await digests.change(portalNo, row, { state: 'given-up', fault, status });
    options.logger.warn({ portal: portal.portal, channel, fault, status, tries }, 'a digest was given up');
  } else {
    const backoff = Math.min(firstBackoffMs * 2 ** (tries - 1), mostBackoffMs);
    const dueAt = Math.min(at + backoff, firstTryAt + giveUpMs);
    await digests.change(portalNo, row, { state: 'waiting', dueAt, fault, status });
  }
  return sent;
}
