import { useCallback, useEffect, useId, useImperativeHandle, useRef, useState, type ReactNode, type Ref } from 'react';
import { useTranslation } from 'react-i18next';
import { FreshPill } from './fresh-pill.tsx';
import { rowCommandOf, type JournalCommand } from './journal-keys.ts';
import { JournalRow } from './journal-row.tsx';
import { RowCells } from './row-parts.tsx';
import { rowKey } from './rows.ts';
import { ScaleAxis, ScaleFolds } from './scale-parts.tsx';
import { useFold } from './use-fold.ts';
import { useExpansions, useListData, useListRows, type ListSpec, type RowData } from './use-journal-list.ts';
import { entryOf, useReader } from './use-reader.ts';
import { useRowCommands } from './use-row-commands.ts';
import { useRowCopy } from './use-row-copy.ts';
import { useRowWindow } from './use-row-window.ts';
import { useTimeScale } from './use-time-scale.ts';

export type JournalRowsHandle = { run: (command: JournalCommand) => void };

type JournalRowsProps = {
  ref: Ref<JournalRowsHandle>;
  spec: ListSpec;
  /** What is searched for, marked in the rows. */
  mark: string;
  /** Why entries are flagged, by entry. */
  flags: ReadonlyMap<string, string>;
  target: string | null;
  scrollsToTarget: boolean;
  /** How many entries the journal has: what is new is counted from it. */
  entries: number;
  isFollowing: boolean;
  withDay: boolean;
  /** Stands above the rows and scrolls away; `bar` stays at the top. */
  lead: ReactNode;
  bar: ReactNode;
  /** In place of the rows: why there are none, or why they did not come. */
  renderEmpty: (isEmpty: boolean, error: Error | null, retry: () => void) => ReactNode;
  onActive: (entry: string, how: 'walked' | 'chosen') => void;
  onHidden: (entry: string) => void;
  onFollow: (isFollowing: boolean) => void;
};

/** The rows of a reading: only those on the screen are in the page. */
export function JournalRows(props: JournalRowsProps) {
  const { ref, spec, mark, flags, target, scrollsToTarget, entries, isFollowing, withDay, lead, bar } = props;
  const { renderEmpty, onActive, onHidden, onFollow } = props;
  const { t } = useTranslation('journal');
  const ids = useId();
  const expansions = useExpansions(JSON.stringify(spec));
  const { rows, total } = useListRows(spec, expansions.open);
  const onScroll = useRef<() => void>(() => undefined);
  const window = useRowWindow(
    rows,
    useCallback(() => onScroll.current(), []),
  );
  const { scroller, list, lead: leadRef, cover, seen } = window;
  const data = useListData(spec, rows, total, window, expansions.open);
  const open = expansions.show;
  const reader = useReader({
    spec,
    rows,
    window,
    data,
    target,
    scrollsToTarget,
    isFollowing,
    open,
    onActive,
    onHidden,
  });
  const copy = useRowCopy({ spec, rows, expansions: expansions.open, list });
  const { area, scale } = useTimeScale(spec.reading === 'scale' ? data.times : null);
  const commands = useRowCommands({
    spec,
    rows,
    dataOf: data.dataOf,
    reader,
    fold: useFold(spec, expansions),
    elementOf: (row) => document.getElementById(`${ids}${rowKey(row)}`),
    onCopy: (index) => void copy.copyRows({ first: index, last: index }),
  });
  useImperativeHandle(ref, () => ({ run: commands.run }));

  const [isAtEnd, setIsAtEnd] = useState(true);
  useEffect(() => {
    const endWithin = (distance: number): boolean => {
      const { top, height } = seen();
      return top + height >= rows.height - distance;
    };
    onScroll.current = () => {
      reader.remember();
      setIsAtEnd(endWithin(4));
      // The reader went up to look at something: what is new must not take it away from him.
      if (isFollowing && !endWithin(120)) onFollow(false);
    };
    setIsAtEnd(endWithin(4));
  }, [rows, seen, reader, isFollowing, onFollow]);

  const activeIndex = reader.active === null ? -1 : rows.indexOf(reader.active.row);
  const isTree = spec.reading === 'robots';
  const labels = { robots: t('rows.stepLabel'), entries: t('rows.label'), scale: t('rows.scaleLabel') };
  const instead = renderEmpty(total === 0, data.error, data.retry);

  const drawRow = (index: number): ReactNode => {
    const row = rows.rowAt(index);
    const found = data.dataOf(row);
    const key = rowKey(row);
    return (
      <JournalRow
        key={key}
        id={`${ids}${key}`}
        row={row}
        index={index}
        top={rows.offsetOf(index) + window.shift}
        isActive={index === activeIndex}
        isStop={index === (activeIndex >= 0 ? activeIndex : Math.min(rows.count - 1, window.first))}
        isTree={isTree}
        isOpen={isTree && row.kind === 'step' ? expansions.open.some((item) => item.at === row.at) : null}
        isFailed={isFailure(found)}
        onPress={commands.press}
        onFold={commands.turn}
      >
        <RowCells
          data={found}
          reading={spec.reading}
          q={mark}
          withDay={withDay}
          scale={scale}
          flag={flags.size === 0 ? undefined : flags.get(entryOf(found) ?? '')}
        />
      </JournalRow>
    );
  };

  return (
    <div className="relative flex min-h-0 min-w-0 flex-1 flex-col">
      <div
        ref={scroller}
        className="relative min-h-0 flex-1 overflow-x-clip overflow-y-auto overscroll-contain [overflow-anchor:none]"
      >
        <div ref={leadRef}>{lead}</div>
        <div ref={cover} className="sticky top-0 z-2 bg-surface">
          {bar}
          {spec.reading === 'scale' && instead === null && <ScaleAxis scale={scale} areaRef={area} />}
        </div>
        {instead}
        {/* oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- it has a role, one of two. */}
        <div
          ref={list}
          role={isTree ? 'treegrid' : 'grid'}
          aria-label={labels[spec.reading]}
          aria-rowcount={rows.count}
          hidden={instead !== null}
          onCopy={copy.onCopy}
          onKeyDown={(event) => {
            const command = rowCommandOf(event);
            if (command === null || event.defaultPrevented) return;
            event.preventDefault();
            event.stopPropagation();
            commands.run(command);
          }}
          className="relative w-full"
          style={{ height: window.height }}
        >
          {spec.reading === 'scale' && <ScaleFolds scale={scale} />}
          {drawnRows(window, [activeIndex, ...copy.pinned], rows.count).map(drawRow)}
        </div>
      </div>
      <FreshPill entries={entries} isAtEnd={isAtEnd} onGo={() => window.scrollToOffset(rows.height)} />
    </div>
  );
}

/** Rows on the screen, and those that must not leave the page: the one with the focus, the ends of a selection. */
function drawnRows({ first, last }: { first: number; last: number }, kept: readonly number[], count: number): number[] {
  const drawn = new Set(kept.filter((index) => index >= 0 && index < count));
  for (let index = first; index <= last; index++) drawn.add(index);
  return [...drawn].toSorted((a, b) => a - b);
}

function isFailure(data: RowData | undefined): boolean {
  if (data === undefined) return false;
  return data.kind === 'step' ? data.step.outcome === 'failed' : data.entry.level === 'failure';
}
