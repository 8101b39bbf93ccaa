import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { Entry } from '#contract/entry.ts';
import type { Step } from '#contract/process.ts';
import { scrollToKeep, scrollToMiddle, scrollToShow, type Anchor } from './anchor.ts';
import { stepIdentity } from './live-windows.ts';
import { locateEntry, locateInSteps } from './locate.ts';
import { rowAtOffset, rowKey, type Expansion, type Row, type RowModel } from './rows.ts';
import { flatFilter, type ListSpec, type RowData } from './use-journal-list.ts';
import type { RowWindow } from './use-row-window.ts';
import { clamp } from './windows.ts';

export type Active = { row: Row; entry: string | null };

type ReaderOptions = {
  spec: ListSpec;
  rows: RowModel;
  window: RowWindow;
  data: { dataOf(row: Row): RowData | undefined; rowOf(entry: string): Row | null; version: number };
  /** The entry that the address asks for. */
  target: string | null;
  /** False: shown, but the view stays where it is (the first look on a small screen begins with the cause). */
  scrollsToTarget: boolean;
  isFollowing: boolean;
  open(expansion: Expansion): void;
  onActive(entry: string, how: 'walked' | 'chosen'): void;
  onHidden(entry: string): void;
};

/** The entry of a row; of a step the one that a press leads to. */
export function entryOf(data: RowData | undefined): string | null {
  if (data === undefined) return null;
  return data.kind === 'step' ? data.step.entry : data.entry.entry;
}

function identityOf(data: RowData | undefined): string {
  if (data === undefined) return '';
  return data.kind === 'step' ? stepIdentity(data.step satisfies Step) : (data.entry satisfies Entry).entry;
}

/** Where the reader is: which row is his, what he looks at, and that neither moves when the journal grows. */
export function useReader(options: ReaderOptions) {
  const { spec, rows, window, data, target, isFollowing } = options;
  const client = useQueryClient();
  const listKey = JSON.stringify(spec);
  const [active, setActive] = useState<Active | null>(null);
  const anchor = useRef<Anchor | null>(null);
  const pending = useRef<{ row: Row; to: 'middle' | 'show' } | null>(null);
  const reached = useRef('');
  const lastTarget = useRef<string | null>(null);
  const latest = useRef(options);
  useLayoutEffect(() => {
    latest.current = options;
  });

  const remember = useCallback(() => {
    const { rows: now, window: view, data: loaded } = latest.current;
    const { top } = view.seen();
    if (now.count === 0) return;
    const index = rowAtOffset(now, Math.max(0, top));
    const row = now.rowAt(index);
    anchor.current = { row, id: identityOf(loaded.dataOf(row)), top: now.offsetOf(index) - top };
  }, []);

  // Another list: nothing of the old place holds.
  useLayoutEffect(() => {
    anchor.current = null;
    setActive(null);
    latest.current.window.scrollToOffset(0);
  }, [listKey]);

  // The address asks for an entry that the reader has not come to by himself.
  useEffect(() => {
    const goal = `${listKey} ${target}`;
    if (target === null || reached.current === goal) return undefined;
    const { spec } = latest.current;
    const stop = new AbortController();
    const place =
      spec.reading === 'entries'
        ? locateEntry(spec.process, flatFilter(spec), target, stop.signal)
        : locateInSteps(client, spec.process, spec.levels, target, spec.reading === 'robots', stop.signal);
    place.then(
      (found) => {
        if (stop.signal.aborted) return;
        reached.current = goal;
        const isNewTarget = lastTarget.current !== target;
        lastTarget.current = target;
        if (found === null) {
          // What the reader went to must be seen; what he hides himself by a filter stays hidden.
          if (isNewTarget) latest.current.onHidden(target);
          return;
        }
        if (found.open !== null) latest.current.open(found.open);
        if (latest.current.scrollsToTarget) pending.current = { row: found.row, to: 'middle' };
        setActive({ row: found.row, entry: target });
      },
      // An entry that is not there: the details say so.
      () => undefined,
    );
    return () => stop.abort();
  }, [client, listKey, target]);

  // A window came anew: entries that arrived late may have pushed the reader's rows down. Before what follows, because
  // that takes down the reader's place as it is then.
  const { version } = data;
  useLayoutEffect(() => {
    const { data: loaded, rows: now, window: view, isFollowing: isAtTail } = latest.current;
    const here = anchor.current;
    if (here !== null && here.id !== '') {
      const id = identityOf(loaded.dataOf(here.row));
      const row = id === '' || id === here.id ? null : loaded.rowOf(here.id);
      const to = row === null ? null : scrollToKeep(here, now, row);
      if (to !== null && !isAtTail) view.scrollToOffset(to);
    }
    setActive((was) => {
      if (was === null) return was;
      const entry = entryOf(loaded.dataOf(was.row));
      if (was.entry === null) return entry === null ? was : { ...was, entry };
      if (was.row.kind === 'step' || entry === null || entry === was.entry) return was;
      const row = loaded.rowOf(was.entry);
      return row === null ? was : { ...was, row };
    });
    remember();
  }, [version, remember]);

  // Rows came or went: go where the reader wanted to go, follow the end, or stay where he was.
  const { seen, scrollToOffset } = window;
  useLayoutEffect(() => {
    const view = seen();
    const goal = pending.current;
    if (goal !== null) {
      const index = rows.indexOf(goal.row);
      if (index < 0) return;
      pending.current = null;
      const to = goal.to === 'middle' ? scrollToMiddle(index, rows, view.height) : scrollToShow(index, rows, view);
      if (to !== null) scrollToOffset(to);
    } else if (isFollowing) {
      scrollToOffset(rows.height - view.height);
    } else if (anchor.current !== null && view.scrolled > 0) {
      const to = scrollToKeep(anchor.current, rows, anchor.current.row);
      if (to !== null && Math.abs(to - view.top) >= 1) scrollToOffset(to);
    }
    remember();
  }, [rows, active, isFollowing, remember, seen, scrollToOffset]);

  const choose = useCallback(
    (row: Row, how: 'walked' | 'chosen', to: 'show' | null = 'show') => {
      const { rows: now, data: loaded, window: view } = latest.current;
      const entry = entryOf(loaded.dataOf(row));
      if (entry !== null) {
        reached.current = `${listKey} ${entry}`;
        lastTarget.current = entry;
        latest.current.onActive(entry, how);
      }
      setActive({ row, entry });
      const index = now.indexOf(row);
      const offset = to === null || index < 0 ? null : scrollToShow(index, now, view.seen());
      if (offset !== null) view.scrollToOffset(offset);
    },
    [listKey],
  );

  const move = useCallback(
    (by: number) => {
      const { rows: now, window: view } = latest.current;
      if (now.count === 0) return;
      const from = active === null ? -1 : now.indexOf(active.row);
      const start = from < 0 ? rowAtOffset(now, Math.max(0, view.seen().top)) - Math.sign(by) : from;
      choose(now.rowAt(clamp(start + by, 0, now.count - 1)), 'walked');
    },
    [active, choose],
  );

  // A row that was walked to before it was loaded: its entry is told when it comes.
  const told = useRef<string | null>(null);
  useEffect(() => {
    if (active === null || active.entry === null) {
      told.current = active === null ? null : rowKey(active.row);
      return;
    }
    if (told.current === rowKey(active.row)) {
      reached.current = `${listKey} ${active.entry}`;
      lastTarget.current = active.entry;
      latest.current.onActive(active.entry, 'walked');
    }
    told.current = null;
  }, [active, listKey]);

  return { active, choose, move, remember };
}
