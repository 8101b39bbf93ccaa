import * as z from 'zod/mini';
import type { JournalEvent } from '#contract/event.ts';
import { type ApiAnswer, type JournalApi } from './journal-api.ts';

/** How many processes of each deal failed in the last 24 hours, as the journal tells it. */
export type RecentFailures = {
  of: (deal: string) => number;
  /** These events reached the journal: what they belong to is asked for again soon. */
  touched: (events: readonly JournalEvent[]) => void;
  /** Asks for a few deals whose number may have changed. */
  refresh: () => Promise<void>;
  /** Also the passing of time changes the number. */
  touchAll: () => void;
};

const windowMs = 24 * 3_600_000;
/** Deals asked for in one go. */
const atOnce = 4;
const Found = z.object({ total: z.number() });

export function createRecentFailures(
  ask: (deal: string, since: string) => Promise<ApiAnswer>,
  deals: readonly string[],
  now: () => number,
): RecentFailures {
  const counts = new Map<string, number>();
  const dealOf = new Map<string, string>();
  const stale = new Set<string>(deals);

  async function refreshOne(deal: string): Promise<void> {
    const answer = await ask(deal, new Date(now() - windowMs).toISOString());
    const found = Found.safeParse(answer.body);
    if (answer.status === 200 && found.success) counts.set(deal, found.data.total);
  }

  return {
    of: (deal) => counts.get(deal) ?? 0,
    touched(events) {
      for (const event of events) {
        if (event.kind === 'process') dealOf.set(event.process, event.card.id);
        const deal =
          event.kind === 'process' ? event.card.id : event.kind === 'entry' ? dealOf.get(event.process) : undefined;
        if (deal !== undefined) stale.add(deal);
        if (event.kind === 'process' && event.finishedAt != null) dealOf.delete(event.process);
      }
    },
    async refresh() {
      const some = [...stale].slice(0, atOnce);
      for (const deal of some) stale.delete(deal);
      await Promise.all(some.map((deal) => refreshOne(deal).catch(() => stale.add(deal))));
    },
    touchAll() {
      for (const deal of deals) stale.add(deal);
    },
  };
}

export function createFailuresOf(
  api: Pick<JournalApi, 'failuresOf'>,
  key: string,
  deals: readonly string[],
): RecentFailures {
  return createRecentFailures((deal, since) => api.failuresOf(key, deal, since), deals, Date.now);
}
