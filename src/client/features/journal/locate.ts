import type { QueryClient } from '@tanstack/react-query';
import { call } from '#client/api/call.ts';
import { entryQuery } from '#client/features/entry/queries.ts';
import type { Level } from '#contract/entry.ts';
import type { Step } from '#contract/process.ts';
import { stepsWindowQuery, type EntryFilter } from './queries.ts';
import type { Expansion, Row } from './rows.ts';
import { windowSize } from './windows.ts';

/** Where an entry stands in a reading: its row, and the step that must be open for it. Null: the filter hides it. */
export type Located = { row: Row; open: Expansion | null };

/** The place of an entry among the entries that pass a filter. */
async function entryPlace(process: string, filter: EntryFilter, entry: string, signal: AbortSignal) {
  const { levels, q, step } = filter;
  const page = await call('processEntries', {
    params: { process },
    query: {
      view: 'row',
      around: entry,
      limit: 3,
      ...(levels.length === 0 ? {} : { level: levels.join(',') }),
      ...(q === '' ? {} : { q }),
      ...(step === null ? {} : { step }),
    },
    signal,
  });
  const index = page.items.findIndex((item) => item.entry === entry);
  return index < 0 ? null : { at: page.position + index, total: page.total };
}

export async function locateEntry(
  process: string,
  filter: EntryFilter,
  entry: string,
  signal: AbortSignal,
): Promise<Located | null> {
  const place = await entryPlace(process, filter, entry, signal);
  return place === null ? null : { row: { kind: 'entry', at: place.at, within: null }, open: null };
}

/** Among steps: the row of the entry within its step, or of the step alone where steps do not open. */
export async function locateInSteps(
  client: QueryClient,
  process: string,
  levels: readonly Level[],
  entry: string,
  opens: boolean,
  signal: AbortSignal,
): Promise<Located | null> {
  const { step } = await client.query(entryQuery(process, entry));
  const fetchWindow = (window: number) => client.query(stepsWindowQuery(process, levels, window));
  const at = levels.length === 0 ? step : await findStep(step, fetchWindow);
  if (at === null) return null;
  if (!opens) return { row: { kind: 'step', at }, open: null };
  const place = await entryPlace(process, { levels, q: '', step }, entry, signal);
  if (place === null) return null;
  return { row: { kind: 'entry', within: at, at: place.at }, open: { step, at, entries: place.total } };
}

type StepsPage = { items: readonly Pick<Step, 'step'>[]; total: number; position: number };

/**
 * The place of a step in a filtered list, of which only windows can be asked for. Ordinals ascend, so halving finds the
 * window in a dozen requests even among a million steps.
 */
export async function findStep(
  step: number,
  fetchWindow: (window: number) => Promise<StepsPage>,
): Promise<number | null> {
  const first = await fetchWindow(0);
  let low = 0;
  // A step never stands further down than its own ordinal.
  let high = Math.floor(Math.max(0, Math.min(step, first.total - 1)) / windowSize);
  while (low <= high) {
    const middle = (low + high) >>> 1;
    const page = await fetchWindow(middle);
    const head = page.items[0];
    const tail = page.items.at(-1);
    if (head === undefined || tail === undefined || step < head.step) high = middle - 1;
    else if (step > tail.step) low = middle + 1;
    else {
      const index = page.items.findIndex((item) => item.step === step);
      return index < 0 ? null : page.position + index;
    }
  }
  return null;
}
