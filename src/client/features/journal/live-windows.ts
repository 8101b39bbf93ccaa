import type { QueryClient } from '@tanstack/react-query';
import type { Step } from '#contract/process.ts';

type Window = { items: readonly object[]; position: number; total: number };

/** The window that held the end of its list: what is new stands in it or after it. */
export function isTail({ items, position, total }: Window): boolean {
  return position + items.length >= total;
}

/** A step that still ran may have ended, wherever it stands. */
export function hasRunning(items: readonly object[]): boolean {
  return items.some((item) => 'outcome' in item && (item as Pick<Step, 'outcome'>).outcome === 'running');
}

/**
 * The journal grew: asks again for the windows whose items can be others now. Entries that came late stand before the
 * end; then what the tail begins with has moved, and everything is asked again.
 */
export async function refreshTail(client: QueryClient, process: string): Promise<void> {
  const roots = ['entries', 'steps'] as const;
  await Promise.all(
    roots.map(async (root) => {
      const tails = client
        .getQueryCache()
        .findAll({ queryKey: [root, process] })
        .filter((query) => isWindow(query.state.data) && (isTail(query.state.data) || hasRunning(query.state.data.items)));
      const before = tails.map((query) => beginning(query.state.data));
      await Promise.all(tails.map((query) => client.invalidateQueries({ queryKey: query.queryKey, exact: true })));
      const moved = tails.some((query, index) => before[index] !== beginning(query.state.data));
      if (moved) await client.invalidateQueries({ queryKey: [root, process] });
    }),
  );
  await client.invalidateQueries({ queryKey: ['matches', process] });
}

function isWindow(data: unknown): data is Window {
  return typeof data === 'object' && data !== null && 'items' in data && 'position' in data && 'total' in data;
}

function beginning(data: unknown): string | null {
  if (!isWindow(data)) return null;
  const first = data.items[0];
  if (first === undefined) return null;
  if ('activity' in first && 'startedAt' in first) return stepIdentity(first as Step);
  return 'entry' in first ? String(first.entry) : null;
}

/** Ordinals move when an earlier step comes late; what ran and when does not. */
export function stepIdentity(step: Pick<Step, 'activity' | 'startedAt'>): string {
  return `${step.activity.name}@${step.startedAt}`;
}
