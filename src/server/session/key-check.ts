import { verifyKey } from '#server/access/key.ts';
import type { JournalStore, KeyRow } from '#server/store/journal-store.ts';

/** When a key was last used is written at most this often. */
const usedEveryMs = 60 * 60 * 1000;

/** The key that a text is; null: none that is good. One that has expired was right once. */
export type KeyCheck = (text: string) => Promise<{ row: KeyRow; isExpired: boolean } | null>;

/** The one check for every door that takes keys; it marks a key as used. */
export function createKeyCheck(store: Pick<JournalStore, 'accounts'>, now: () => number): KeyCheck {
  const usedAt = new Map<string, number>();

  return async (text) => {
    const found = await verifyKey(text, store.accounts.keyById, now());
    if (found !== null && !found.isExpired && (usedAt.get(found.row.keyId) ?? 0) < now() - usedEveryMs) {
      usedAt.set(found.row.keyId, now());
      // A note for people: on a full disk reading goes on without it.
      await store.accounts.keyUsed(found.row.keyId, now()).catch(() => undefined);
    }
    return found;
  };
}
