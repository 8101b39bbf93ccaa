import { expect, test } from 'vitest';
import type { JournalEvent } from '#contract/event.ts';
import { batchSize } from './journal-api.ts';
import { createOutbox } from './outbox.ts';

const events = (count: number): JournalEvent[] =>
  Array.from({ length: count }, (_, index) => ({
    kind: 'card',
    id: String(index),
    at: '2026-11-21T09:00:00Z',
    card: { type: 'deal', id: '1' },
  }));

test('sends in order, in batches, and tries again what was not taken', async () => {
  const taken: string[][] = [];
  const failures: unknown[] = [];
  let refuse = 2;
  const outbox = createOutbox({
    send: async (batch) => {
      if (refuse > 0) {
        refuse -= 1;
        throw new Error('down');
      }
      taken.push(batch.map(({ id }) => id));
    },
    failed: (error) => failures.push(error),
    pauses: [1],
  });
  outbox.put(events(batchSize + 3));
  await outbox.empty();
  expect(failures).toHaveLength(2);
  expect(taken.map((batch) => batch.length)).toEqual([batchSize, 3]);
  expect(taken.flat()).toEqual(events(batchSize + 3).map(({ id }) => id));
  expect(outbox.waiting()).toBe(0);
});

test('gives up when it is stopped', async () => {
  const outbox = createOutbox({ send: () => Promise.reject(new Error('down')), failed: () => {}, pauses: [60_000] });
  outbox.put(events(1));
  setTimeout(() => outbox.stop(), 20);
  await outbox.empty();
  expect(outbox.waiting()).toBe(1);
});
