import type { JournalStore } from '#server/store/journal-store.ts';

/**
 * Makes what is written wait: for what is seen only while a request is under way. Let go when the test ends, for a
 * server that is to stop waits for what it writes.
 */
export function holdWrites() {
  const reached = Promise.withResolvers<void>();
  const held = Promise.withResolvers<void>();
  let isHeld = false;
  return {
    store: (store: JournalStore): JournalStore => ({
      ...store,
      write: async (requests, now) => {
        if (isHeld) {
          reached.resolve();
          await held.promise;
        }
        return await store.write(requests, now);
      },
    }),
    /** From now on. */
    hold: () => void (isHeld = true),
    /** Resolves when something waits to be written. */
    isWriting: async () => await reached.promise,
    letGo: () => held.resolve(),
  };
}
