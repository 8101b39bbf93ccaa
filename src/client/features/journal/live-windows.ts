import type { Query, QueryClient } from '@tanstack/react-query';
import type { Step } from '#contract/process.ts';

type Window = { items: readonly object[]; position: number; total: number };

/** The window that held the end of its list: what is new stands in it or after it. */
export function isTail({ items, position, total }: Window): boolean {
  return position + items.length >= total;
}

/** A step that still ran may have ended, wherever it stands. */
function hasRunning({ items }: Window): boolean {
  return items.some((item) => 'outcome' in item && (item as Pick<Step, 'outcome'>).outcome === 'running');
}

/**
 * The journal grew: asks again for the windows whose items can be others now, and for no others. Entries that came late
 * stand before the end; then what a window begins with has moved, and all that is on the screen is asked again.
 */
export async function refreshTail(client: QueryClient, process: string): Promise<void> {
  await Promise.all((['entries', 'steps'] as const).map((root) => refreshLists(client, [root, process])));
  await client.invalidateQueries({ queryKey: ['matches', process] });
}

async function refreshLists(client: QueryClient, queryKey: readonly [string, string]): Promise<void> {
  const windows = client.getQueryCache().findAll({ queryKey });
  const changing = windows.filter(
    ({ state }) => isWindow(state.data) && (isTail(state.data) || hasRunning(state.data)),
  );
  // A list whose end nobody has looked at yet: one of its windows tells how long it is now.
  for (const window of windows) {
    const isTold = changing.some((other) => listOf(other) === listOf(window) && other.isActive());
    if (window.isActive() && !isTold && isWindow(window.state.data)) changing.push(window);
  }
  const before = new Map(changing.map((query) => [query, beginningOf(query.state.data)]));
  // What is not on the screen is asked again when it comes there.
  await client.invalidateQueries({ queryKey, type: 'inactive', refetchType: 'none' });
  await Promise.all(changing.map((query) => client.invalidateQueries({ queryKey: query.queryKey, exact: true })));
  const hasMoved = changing.some((query) => before.get(query) !== beginningOf(query.state.data));
  if (hasMoved) await client.invalidateQueries({ queryKey });
}

function listOf(query: Query): string {
  return JSON.stringify(query.queryKey[2]);
}

function isWindow(data: unknown): data is Window {
  return typeof data === 'object' && data !== null && 'items' in data && 'position' in data && 'total' in data;
}

function beginningOf(data: unknown): string | null {
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
