import { QueryClient, QueryObserver } from '@tanstack/react-query';
import { describe, expect, it, onTestFinished } from 'vitest';
import { isTail, refreshTail } from './live-windows.ts';

const size = 2;

/** A journal that answers windows, and remembers which were asked for. */
function journal(entries: string[]) {
  const client = new QueryClient({ defaultOptions: { queries: { staleTime: Infinity, retry: false } } });
  const asked: number[] = [];
  const look = (window: number) => {
    const observer = new QueryObserver(client, {
      queryKey: ['entries', 'p', { level: '' }, window],
      queryFn: () => {
        asked.push(window);
        const items = entries.slice(window * size, (window + 1) * size).map((entry) => ({ entry }));
        return Promise.resolve({ items, position: window * size, total: entries.length });
      },
    });
    const stop = observer.subscribe(() => undefined);
    onTestFinished(stop);
    return { stop, rows: () => observer.getCurrentResult().data?.items.map((item) => item.entry) };
  };
  const settled = () => expect.poll(() => client.isFetching()).toBe(0);
  return { client, entries, asked, look, settled };
}

describe('a journal that grows', () => {
  it('is asked for its tail alone', async () => {
    const { client, entries, asked, look, settled } = journal(['a', 'b', 'c', 'd', 'e']);
    look(0);
    look(1);
    const tail = look(2);
    await settled();
    asked.length = 0;
    entries.push('f');
    await refreshTail(client, 'p');
    expect(asked).toEqual([2]);
    expect(tail.rows()).toEqual(['e', 'f']);
  });

  it('is asked for all that is shown when an entry came late', async () => {
    const { client, entries, asked, look, settled } = journal(['a', 'b', 'c', 'd', 'e']);
    const head = look(0);
    look(1);
    look(2);
    await settled();
    asked.length = 0;
    entries.splice(1, 0, 'late');
    await refreshTail(client, 'p');
    expect(new Set(asked)).toEqual(new Set([0, 1, 2]));
    expect(head.rows()).toEqual(['a', 'late']);
  });

  it('tells its new length also to a reader who has not seen its end', async () => {
    const { client, entries, asked, look, settled } = journal(['a', 'b', 'c', 'd', 'e']);
    look(0);
    await settled();
    asked.length = 0;
    entries.push('f', 'g');
    await refreshTail(client, 'p');
    expect(asked).toEqual([0]);
  });

  it('asks again for what is not on the screen when it comes there', async () => {
    const { client, entries, asked, look, settled } = journal(['a', 'b', 'c', 'd', 'e']);
    look(2).stop();
    look(0);
    await settled();
    asked.length = 0;
    entries.push('f');
    await refreshTail(client, 'p');
    expect(asked).toEqual([0]);
    const tail = look(2);
    await expect.poll(() => tail.rows()).toEqual(['e', 'f']);
  });
});

describe('the tail', () => {
  it('is the window that reaches the end', () => {
    expect(isTail({ items: [{}], position: 4, total: 5 })).toBe(true);
    expect(isTail({ items: [{}, {}], position: 2, total: 5 })).toBe(false);
    expect(isTail({ items: [], position: 0, total: 0 })).toBe(true);
  });
});
