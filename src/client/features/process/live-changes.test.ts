import { QueryClient } from '@tanstack/react-query';
import { describe, expect, it, vi } from 'vitest';
import { fakeProcess } from '#client/testing/fakes.ts';
import { noFilter } from './card-search.ts';
import { applyChange } from './live-changes.ts';
import { cardProcessesQuery } from './queries.ts';

const card = { cardType: 'deal', cardId: '1877' };

function clientWith(section: 'active' | 'completed', ids: string[]) {
  const client = new QueryClient();
  const { queryKey } = cardProcessesQuery(card, section, noFilter);
  const items = ids.map((process) => fakeProcess({ process, state: section === 'active' ? 'running' : 'completed' }));
  client.setQueryData(queryKey, {
    pages: [{ items, next: null, previous: null, total: ids.length, bounded: false }],
    pageParams: [null],
  });
  const invalidate = vi.spyOn(client, 'invalidateQueries');
  const asked = () => invalidate.mock.calls.map(([filter]) => filter?.queryKey?.[0]);
  return { client, items: () => client.getQueryData(queryKey)?.pages[0]?.items, asked };
}

describe('a change that comes over the stream', () => {
  it('changes the row that is shown, in its place, and asks for no list', () => {
    const { client, items, asked } = clientWith('active', ['a', 'b']);
    applyChange(client, card, fakeProcess({ process: 'b', state: 'waiting' }));
    expect(items()?.map((one) => [one.process, one.state])).toEqual([
      ['a', 'running'],
      ['b', 'waiting'],
    ]);
    expect(asked()).not.toContain('card-processes');
    expect(asked()).toContain('process');
  });

  it('asks for the list anew when the process is new in it or has left it', () => {
    const fresh = clientWith('active', ['a']);
    applyChange(fresh.client, card, fakeProcess({ process: 'new', state: 'running' }));
    expect(fresh.asked()).toEqual(expect.arrayContaining(['card-processes', 'card']));
    const left = clientWith('active', ['a']);
    applyChange(left.client, card, fakeProcess({ process: 'a', state: 'completed' }));
    expect(left.asked()).toEqual(expect.arrayContaining(['card-processes', 'card']));
  });

  it('leaves the other section alone', () => {
    const { client, asked } = clientWith('completed', ['z']);
    applyChange(client, card, fakeProcess({ process: 'a', state: 'running' }));
    expect(asked()).not.toContain('card-processes');
  });
});
