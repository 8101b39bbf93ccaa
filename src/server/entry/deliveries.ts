import type { Delivery, Entry } from '#contract/entry.ts';
import type { JournalStore } from '#server/store/journal-store.ts';

const mostDeliveries = 100;

/** What its provider said later of the message that an entry sent. */
export async function deliveriesOf(
  store: Pick<JournalStore, 'entries'>,
  portalNo: number,
  { details }: Entry,
): Promise<Delivery[]> {
  const delivery = details?.['delivery'];
  const own = typeof delivery === 'object' && delivery !== null && 'messageId' in delivery ? delivery.messageId : null;
  if (typeof own !== 'string' && typeof own !== 'number') return [];
  const rows = await store.entries.deliveries(portalNo, String(own), mostDeliveries);
  return rows.map(({ at, status, provider, reason, isFailed }) => ({
    at: new Date(at).toISOString(),
    status,
    provider,
    reason,
    isFailed,
  }));
}
