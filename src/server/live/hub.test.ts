import { describe, expect, it, vi } from 'vitest';
import type { ProcessInList } from '#contract/process.ts';
import type { CardRow, ProcessRow } from '#server/store/journal-store.ts';
import { createHub, type Message } from './hub.ts';

/** A hub over a store that answers when it is told to. `rows`: the processes of the one card, by number. */
function start(changedNos: Record<number, number>) {
  const waits: (() => void)[] = [];
  let isSlow = false;
  const slowly = async () => {
    if (isSlow) await new Promise<void>((done) => waits.push(done));
  };
  const rowOf = (processNo: number) =>
    ({ processNo, changedNo: changedNos[processNo], card: { type: 'deal', id: '7' } }) as unknown as ProcessRow;
  const hub = createHub({
    store: {
      cards: { find: async () => ({ cardNo: 1 }) as CardRow } as never,
      processes: {
        byNo: async (_portal: number, processNo: number) => {
          await slowly();
          return rowOf(processNo);
        },
        changedOfCard: async (_portal: number, _card: number, after: number) => {
          await slowly();
          const missed = Object.keys(changedNos).map((no) => rowOf(Number(no)));
          return missed.filter((row) => row.changedNo > after).toSorted((a, b) => a.changedNo - b.changedNo);
        },
      } as never,
    },
    present: async (_portalNo, row) => ({ process: String(row.processNo) }) as ProcessInList,
  });
  const heard: string[] = [];
  const watcher = {
    portalNo: 1,
    cardType: 'deal',
    cardId: '7',
    language: 'ru' as const,
    drained: async () => undefined,
    send: ({ event, id, data }: Message) => {
      heard.push(`${event} ${id} ${(data as { process?: ProcessInList }).process?.process ?? ''}`.trim());
    },
  };
  const change = (processNo: number, changedNo: number) => {
    changedNos[processNo] = changedNo;
    hub.publish([{ portalNo: 1, processNo, cardNo: 1, changedNo }]);
  };
  const pause = async () => await new Promise((done) => setTimeout(done, 250));
  return { hub, heard, watcher, change, pause, waits, slow: (value: boolean) => (isSlow = value) };
}

describe('numbers of changes', () => {
  it('only grow, so that who comes back with one has seen all before it', async () => {
    const { hub, heard, watcher, change, pause } = start({});
    await hub.watch(watcher, null);
    change(1, 10);
    change(2, 15);
    change(1, 20);
    await pause();
    expect(heard).toEqual(['changed 15 2', 'changed 20 1']);
  });

  it('stay behind a change that is not told yet, although its row is newer already', async () => {
    const { hub, heard, watcher, change, pause, waits, slow } = start({});
    await hub.watch(watcher, null);
    slow(true);
    change(1, 10);
    await pause();
    slow(false);
    change(2, 11);
    change(1, 12);
    await pause();
    // The batch before is still being read: the next one waits for it.
    expect(heard).toEqual([]);
    waits.shift()?.();
    await vi.waitFor(() => expect(heard).toEqual(['changed 10 1', 'changed 11 2', 'changed 12 1']));
  });

  it('of what is missed come before those of what happens meanwhile, and nothing comes twice', async () => {
    const { hub, heard, watcher, change, pause, waits, slow } = start({ 1: 10, 2: 11 });
    slow(true);
    const watching = hub.watch(watcher, 5);
    await vi.waitFor(() => expect(waits).toHaveLength(1));
    slow(false);
    change(3, 30);
    await pause();
    expect(heard).toEqual([]);
    waits.shift()?.();
    const leave = await watching;
    expect(heard).toEqual(['changed 10 1', 'changed 11 2', 'changed 30 3']);
    leave();
    change(3, 31);
    await pause();
    expect(heard).toHaveLength(3);
    expect(hub.watchers()).toBe(0);
  });
});

it('changes within a moment become one message', async () => {
  const { hub, heard, watcher, change, pause } = start({});
  await hub.watch(watcher, null);
  for (let no = 1; no <= 50; no++) change(1, no);
  await pause();
  expect(heard).toEqual(['changed 50 1']);
});
