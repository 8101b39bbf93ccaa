import type { ReactNode } from 'react';
import { useLocation } from 'react-router';
import type { ProcessInList } from '#contract/process.ts';
import { classes } from '#client/lib/classes.ts';
import { useNow } from '#client/lib/now.ts';
import { useDrawn } from '#client/ui/use-late.ts';
import { ProcessRowView } from './process-row.tsx';

export type RowLinks = {
  hrefOf: (process: string) => string;
  /** What marks a flagged process. */
  renderMark: (process: ProcessInList) => ReactNode;
  onIntent: (process: string) => void;
};

type ProcessRowsProps = RowLinks & {
  items: readonly ProcessInList[];
  /** They go on: how long is said anew each second. */
  isLive: boolean;
  /** Of another filter, until the new ones are there. */
  isStale: boolean;
  /** Rows of a list that stands above this one. */
  rowsAbove: number;
};

/** About what a window shows of all lists together, and the least of each. */
const [firstRows, leastRows] = [8, 2] as const;

/** The rows of one list. */
export function ProcessRows({ items, isLive, isStale, rowsAbove, hrefOf, renderMark, onIntent }: ProcessRowsProps) {
  const now = useNow(isLive ? 1000 : null);
  const isWhole = useWholeSoon();
  return (
    <ul className={classes('transition-opacity', isStale && 'opacity-60')} aria-busy={isStale}>
      {(isWhole ? items : items.slice(0, Math.max(leastRows, firstRows - rowsAbove))).map((process) => (
        <ProcessRowView
          key={process.process}
          process={process}
          href={hrefOf(process.process)}
          now={now}
          mark={renderMark(process)}
          onIntent={onIntent}
        />
      ))}
    </ul>
  );
}

/**
 * False for the first frame of a page that was opened by its address: what lies below the window need not hold up what
 * lies within. Who comes back to a page is put where he was, which takes all rows at once.
 */
function useWholeSoon(): boolean {
  const isOpenedByAddress = useLocation().key === 'default';
  const isDrawn = useDrawn();
  return isDrawn || !isOpenedByAddress;
}
