import { useEffect, useRef } from 'react';
import type { Step } from '#contract/process.ts';
import type { JournalCommand } from './journal-keys.ts';
import type { Row, RowModel } from './rows.ts';
import type { ListSpec, RowData } from './use-journal-list.ts';
import type { Active } from './use-reader.ts';

type RowCommandsOptions = {
  spec: ListSpec;
  rows: RowModel;
  dataOf: (row: Row) => RowData | undefined;
  reader: {
    active: Active | null;
    move: (by: number) => void;
    choose: (row: Row, how: 'walked' | 'chosen', to?: 'show' | null) => void;
  };
  fold: {
    isOpen: (at: number) => boolean;
    open: (at: number, step: Step) => Promise<void>;
    close: (at: number) => void;
  };
  /** The element of a row, when it is in the page. */
  elementOf: (row: Row) => HTMLElement | null;
  onCopy: (index: number) => void;
};

/** What keys and presses do to rows. The row that the reader comes to takes the focus as soon as it is in the page. */
export function useRowCommands({ spec, rows, dataOf, reader, fold, elementOf, onCopy }: RowCommandsOptions) {
  const { active } = reader;
  const wantsFocus = useRef(false);
  useEffect(() => {
    const element = wantsFocus.current && active !== null ? elementOf(active.row) : null;
    if (element === null) return;
    wantsFocus.current = false;
    element.focus({ preventScroll: true });
  });

  /** Opens or closes a step; `to` says which, absent the other of what it is. */
  const turn = (row: Row, to?: boolean): void => {
    if (row.kind !== 'step' || spec.reading !== 'robots') return;
    const isOpen = fold.isOpen(row.at);
    if (to === isOpen) return;
    if (isOpen) {
      fold.close(row.at);
      return;
    }
    const found = dataOf(row);
    if (found?.kind === 'step') void fold.open(row.at, found.step);
  };

  const unfold = (row: Row): void => {
    if (row.kind === 'step' && fold.isOpen(row.at)) reader.move(1);
    else turn(row, true);
  };
  const foldUp = (row: Row): void => {
    if (row.kind === 'step') turn(row, false);
    else if (row.within !== null) reader.choose({ kind: 'step', at: row.within }, 'walked');
  };

  const run = (command: JournalCommand): void => {
    const row = active?.row ?? null;
    wantsFocus.current = true;
    if (command.do === 'move') reader.move(command.by);
    else if (command.do === 'end') reader.move(command.of === 'first' ? -rows.count : rows.count);
    else if (row === null) wantsFocus.current = false;
    else if (command.do === 'open') reader.choose(row, 'chosen');
    else if (command.do === 'copy') onCopy(rows.indexOf(row));
    else if (command.do === 'unfold') unfold(row);
    else if (command.do === 'fold') foldUp(row);
  };

  return {
    run,
    turn,
    press: (row: Row): void => {
      wantsFocus.current = true;
      turn(row);
      reader.choose(row, 'chosen', null);
    },
  };
}
