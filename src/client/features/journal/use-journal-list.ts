import { useQueries, useQueryClient, type QueryClient, type QueryKey } from '@tanstack/react-query';
import { useEffect, useMemo, useState } from 'react';
import type { Entry, Level } from '#contract/entry.ts';
import type { Step } from '#contract/process.ts';
import type { Reading } from './journal-search.ts';
import { entriesWindowQuery, stepsWindowQuery } from './queries.ts';
import { entryRows, stepRows, type Expansion, type Row, type RowModel } from './rows.ts';
import { useSettled } from './use-settled.ts';
import { staleWindows, windowsFor, windowSize, type Needed, type Range } from './windows.ts';

/** What is listed. `q` filters only the flat list ("only matches"). */
export type ListSpec = { process: string; reading: Reading; levels: readonly Level[]; q: string };
export type RowData = { kind: 'step'; step: Step } | { kind: 'entry'; entry: Entry };

/** How long the list is, as the newest answer tells; null before the first. */
export function useListRows(
  spec: ListSpec,
  expansions: readonly Expansion[],
): { rows: RowModel; total: number | null } {
  const client = useQueryClient();
  const total = newestTotal(client, rootOf(spec));
  const isFlat = spec.reading === 'entries';
  const open = isFlat ? [] : expansions.map((item) => ({ ...item, entries: entriesOf(client, spec, item) }));
  // A new array with each render, seldom with anything new in it.
  const shape = JSON.stringify(open);
  const rows = useMemo(
    () => (isFlat ? entryRows(total ?? 0) : stepRows(total ?? 0, JSON.parse(shape) as Expansion[])),
    [isFlat, total, shape],
  );
  return { rows, total };
}

/** The windows on the screen, fetched; those no longer on it are cancelled, and old ones leave memory. */
export function useListData(
  spec: ListSpec,
  rows: RowModel,
  total: number | null,
  range: Range,
  expansions: readonly Expansion[],
) {
  const client = useQueryClient();
  const specKey = JSON.stringify(spec);
  // The windows beside the view as well: a turn of the wheel then finds its rows there.
  const near = { first: range.first - windowSize, last: range.last + windowSize };
  const wanted: Needed = total === null ? { list: [0], within: [] } : windowsFor(rows, near, total);
  const needed = useSettled(wanted, `${specKey}${JSON.stringify(wanted)}`, specKey);
  const isFlat = spec.reading === 'entries';

  const steps = useQueries({
    queries: isFlat ? [] : needed.list.map((window) => stepsWindowQuery(spec.process, spec.levels, window)),
  });
  const flat = useQueries({
    queries: isFlat ? needed.list.map((window) => entriesWindowQuery(spec.process, flatFilter(spec), window)) : [],
  });
  const inside = needed.within.flatMap(({ at, windows }) => {
    const step = expansions.find((item) => item.at === at)?.step;
    return step === undefined ? [] : windows.map((window) => ({ at, window, step }));
  });
  const children = useQueries({
    queries: inside.map(({ step, window }) =>
      entriesWindowQuery(spec.process, { levels: spec.levels, q: '', step }, window),
    ),
  });
  useEffect(() => forgetWindows(client, spec.process), [client, spec.process, needed]);

  const stepPages = steps.flatMap(({ data }) => (data === undefined ? [] : [data]));
  const flatPages = flat.flatMap(({ data }) => (data === undefined ? [] : [data]));
  const childPages = children.flatMap(({ data }, index) => {
    const at = inside[index]?.at;
    return data === undefined || at === undefined ? [] : [{ at, data }];
  });

  const dataOf = (row: Row): RowData | undefined => {
    if (row.kind === 'step') {
      const step = itemAt(stepPages, row.at);
      return step && { kind: 'step', step };
    }
    const pages =
      row.within === null ? flatPages : childPages.filter(({ at }) => at === row.within).map(({ data }) => data);
    const entry = itemAt(pages, row.at);
    return entry && { kind: 'entry', entry };
  };

  const all = [...steps, ...flat, ...children];
  return {
    dataOf,
    /** Where an entry stands among what is loaded. */
    rowOf: (id: string): Row | null => {
      for (const { at, data } of childPages) {
        const index = data.items.findIndex((item) => item.entry === id);
        if (index >= 0) return { kind: 'entry', within: at, at: data.position + index };
      }
      for (const page of flatPages) {
        const index = page.items.findIndex((item) => item.entry === id);
        if (index >= 0) return { kind: 'entry', within: null, at: page.position + index };
      }
      return null;
    },
    /** First and last moment and idle gaps, as the newest window of steps tells them. */
    times: stepPages.at(-1) ?? null,
    /** Changes whenever a window comes. */
    version: all.reduce((sum, { dataUpdatedAt }) => sum + dataUpdatedAt, 0),
    error: all.find(({ error, data }) => error !== null && data === undefined)?.error ?? null,
    retry: () => {
      for (const query of all) if (query.isError) void query.refetch();
    },
  };
}

export function flatFilter({ levels, q }: ListSpec) {
  return { levels, q, step: null };
}

function rootOf(spec: ListSpec): QueryKey {
  const key: QueryKey =
    spec.reading === 'entries'
      ? entriesWindowQuery(spec.process, flatFilter(spec), 0).queryKey
      : stepsWindowQuery(spec.process, spec.levels, 0).queryKey;
  return key.slice(0, -1);
}

function newestTotal(client: QueryClient, root: QueryKey): number | null {
  let newest = { at: -1, total: null as number | null };
  for (const { state } of client.getQueryCache().findAll({ queryKey: root })) {
    const data = state.data as { total: number } | undefined;
    if (data !== undefined && state.dataUpdatedAt >= newest.at) newest = { at: state.dataUpdatedAt, total: data.total };
  }
  return newest.total;
}

/** Entries of an open step: what its windows say, and without a filter also what its row says; they only become more. */
function entriesOf(client: QueryClient, spec: ListSpec, item: Expansion): number {
  const filter = { levels: spec.levels, q: '', step: item.step };
  const told = newestTotal(client, entriesWindowQuery(spec.process, filter, 0).queryKey.slice(0, -1));
  if (spec.levels.length > 0) return told ?? item.entries;
  const page = client.getQueryData(
    stepsWindowQuery(spec.process, spec.levels, Math.floor(item.at / windowSize)).queryKey,
  );
  return Math.max(told ?? 0, page?.items[item.at - page.position]?.entries ?? 0, item.entries);
}

function itemAt<T>(pages: readonly { items: T[]; position: number }[], at: number): T | undefined {
  const page = pages.find(({ items, position }) => at >= position && at < position + items.length);
  return page?.items[at - page.position];
}

function forgetWindows(client: QueryClient, process: string): void {
  const cache = client.getQueryCache();
  const windows = [
    ...cache.findAll({ queryKey: ['entries', process] }),
    ...cache.findAll({ queryKey: ['steps', process] }),
  ];
  const listed = windows.map((query) => ({
    query,
    usedAt: query.state.dataUpdatedAt,
    onScreen: query.getObserversCount() > 0,
  }));
  for (const { query } of staleWindows(listed)) cache.remove(query);
}

/** Which steps are open, for one list: another filter is another list. */
export function useExpansions(listKey: string) {
  const [kept, setKept] = useState<{ key: string; open: readonly Expansion[] }>({ key: listKey, open: [] });
  const open = kept.key === listKey ? kept.open : [];
  const change = (next: (now: readonly Expansion[]) => readonly Expansion[]) =>
    setKept((now) => ({ key: listKey, open: next(now.key === listKey ? now.open : []) }));
  return {
    open,
    show: (expansion: Expansion) => change((now) => [...now.filter((item) => item.step !== expansion.step), expansion]),
    hide: (at: number) => change((now) => now.filter((item) => item.at !== at)),
  };
}
