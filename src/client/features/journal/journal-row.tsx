import type { ReactNode } from 'react';
import { classes } from '#client/lib/classes.ts';
import { Icon } from '#client/ui/icon.tsx';
import { entryHeight, stepHeight, type Row } from './rows.ts';

type JournalRowProps = {
  id: string;
  row: Row;
  index: number;
  top: number;
  isActive: boolean;
  /** The one row that the tab key comes to. */
  isStop: boolean;
  isTree: boolean;
  /** Null: nothing to open. */
  isOpen: boolean | null;
  isFailed: boolean;
  children: ReactNode;
  onPress(row: Row): void;
  onFold(row: Row): void;
};

/** One row of fixed height, put at its place. What it holds may still be on its way. */
export function JournalRow(props: JournalRowProps) {
  const { id, row, index, top, isActive, isStop, isTree, isOpen, isFailed, children, onPress, onFold } = props;
  const isInside = row.kind === 'entry' && row.within !== null;
  return (
    // Keys are heard by the grid, for all rows.
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events
    <div
      id={id}
      role="row"
      tabIndex={isStop ? 0 : -1}
      data-index={index}
      aria-rowindex={index + 1}
      aria-selected={isActive}
      {...(isTree ? { 'aria-level': isInside ? 2 : 1 } : {})}
      {...(isOpen === null ? {} : { 'aria-expanded': isOpen })}
      onClick={() => {
        // A click that ends a selection of text is no choice of a row.
        if (document.getSelection()?.isCollapsed !== false) onPress(row);
      }}
      style={{ transform: `translateY(${top}px)`, height: row.kind === 'step' ? stepHeight : entryHeight }}
      className={classes(
        'absolute inset-x-0 top-0 flex cursor-default items-center gap-3 overflow-clip border-b border-line pr-4 outline-offset-[-2px] contain-strict',
        isTree ? 'pl-2.5' : 'pl-5',
        isActive ? 'bg-accent-soft' : isInside ? 'bg-sunken hover:bg-neutral-soft' : 'hover:bg-sunken',
        isFailed && 'shadow-[inset_3px_0_0_var(--color-failure)]',
      )}
    >
      {row.kind === 'step' && isOpen !== null && (
        <span
          aria-hidden
          className="-mr-2 flex size-7 shrink-0 items-center justify-center rounded-mark text-muted hover:text-text"
          onClick={(event) => {
            event.stopPropagation();
            onFold(row);
          }}
        >
          <Icon name={isOpen ? 'chevronDown' : 'chevronRight'} />
        </span>
      )}
      {isInside && <span aria-hidden className="-mr-2 w-7 shrink-0" />}
      {children}
    </div>
  );
}
