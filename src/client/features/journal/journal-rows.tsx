import { useCallback, useEffect, useId, useImperativeHandle, useRef, useState, type ReactNode, type Ref } from 'react';
import { useTranslation } from 'react-i18next';
import { FreshPill } from './fresh-pill.tsx';
import { rowCommandOf, type JournalCommand } from './journal-keys.ts';
import { JournalRow } from './journal-row.tsx';
import { EntryCells, PlaceholderCells, StepCells } from './row-parts.tsx';
import { rowKey, type Row } from './rows.ts';
import { ScaleAxis, ScaleCells, ScaleFolds } from './scale-parts.tsx';
import { useFold } from './use-fold.ts';
import { useExpansions, useListData, useListRows, type ListSpec, type RowData } from './use-journal-list.ts';
import { useReader } from './use-reader.ts';
import { useRowCopy } from './use-row-copy.ts';
import { useRowWindow } from './use-row-window.ts';
import { useTimeScale } from './use-time-scale.ts';

export type JournalRowsHandle = { run(command: JournalCommand): void };

type JournalRowsProps = {
  ref: Ref<JournalRowsHandle>;
  spec: ListSpec;
  /** What is searched for, marked in the rows. */
  mark: string;
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
  empty(isEmpty: boolean, error: Error | null, retry: () => void): ReactNode;
  onActive(entry: string, how: 'walked' | 'chosen'): void;
  onHidden(entry: string): void;
  onFollow(isFollowing: boolean): void;
};

/** The rows of a reading: only those on the screen are in the page. */
export function JournalRows(props: JournalRowsProps) {
  const { ref, spec, mark, target, entries, isFollowing, withDay, lead, bar, empty, onActive, onHidden, onFollow } = props;
  const { t } = useTranslation('journal');
  const ids = useId();
  const expansions = useExpansions(JSON.stringify(spec));
  const { rows, total } = useListRows(spec, expansions.open);
  const [isAtEnd, setIsAtEnd] = useState(true);
  const scrolled = useRef<() => void>(() => undefined);
  const window = useRowWindow(
    rows,
    useCallback(() => scrolled.current(), []),
  );
  const data = useListData(spec, rows, total, window, expansions.open);
  const fold = useFold(spec, expansions);
  const { scrollsToTarget } = props;
  const open = expansions.show;
  const reader = useReader({ spec, rows, window, data, target, scrollsToTarget, isFollowing, open, onActive, onHidden });
  const copy = useRowCopy({ spec, rows, expansions: expansions.open, list: window.list });
  const { area, scale } = useTimeScale(spec.reading === 'scale' ? data.times : null);

  const endIn = (distance: number): boolean => {
    const { top, height } = window.seen();
    return top + height >= rows.height - distance;
  };
  useEffect(() => {
    scrolled.current = () => {
      reader.remember();
      setIsAtEnd(endIn(4));
      if (isFollowing && !endIn(120)) onFollow(false);
    };
  });
  useEffect(() => setIsAtEnd(endIn(4)), [rows]);

  const activeIndex = reader.active === null ? -1 : rows.indexOf(reader.active.row);
  const wantsFocus = useRef(false);
  useEffect(() => {
    if (!wantsFocus.current || reader.active === null) return;
    const element = document.getElementById(`${ids}${rowKey(reader.active.row)}`);
    if (element === null) return;
    wantsFocus.current = false;
    element.focus({ preventScroll: true });
  });

  const turn = (row: Row, to: boolean | null = null): void => {
    if (row.kind !== 'step' || spec.reading !== 'robots') return;
    const isOpen = fold.isOpen(row.at);
    if (isOpen && to !== true) fold.close(row.at);
    const found = data.dataOf(row);
    if (!isOpen && to !== false && found?.kind === 'step') void fold.open(row.at, found.step);
  };
  const press = (row: Row): void => {
    wantsFocus.current = true;
    turn(row);
    reader.choose(row, 'chosen', null);
  };
  const run = (command: JournalCommand): void => {
    const row = reader.active?.row ?? null;
    wantsFocus.current = true;
    if (command.do === 'move') reader.move(command.by);
    else if (command.do === 'end') reader.move(command.of === 'first' ? -rows.count : rows.count);
    else if (row === null) return;
    else if (command.do === 'open') reader.choose(row, 'chosen');
    else if (command.do === 'copy') void copy.copyRows({ first: activeIndex, last: activeIndex });
    else if (command.do === 'unfold' && row.kind === 'step') {
      if (fold.isOpen(row.at)) reader.move(1);
      else turn(row, true);
    } else if (command.do === 'fold' && row.kind === 'step') turn(row, false);
    else if (command.do === 'fold' && row.kind === 'entry' && row.within !== null) reader.choose({ kind: 'step', at: row.within }, 'walked');
  };
  useImperativeHandle(ref, () => ({ run }));

  const drawn = new Set<number>();
  for (let index = window.first; index <= window.last; index++) drawn.add(index);
  for (const index of [activeIndex, ...copy.pinned]) if (index >= 0 && index < rows.count) drawn.add(index);
  const stop = activeIndex >= 0 ? activeIndex : Math.min(rows.count - 1, window.first);
  const isTree = spec.reading === 'robots';
  const labels = { robots: t('rows.stepLabel'), entries: t('rows.label'), scale: t('rows.scaleLabel') };
  const instead = empty(total === 0, data.error, data.retry);

  return (
    <div className="relative flex min-h-0 min-w-0 flex-1 flex-col">
      <div ref={window.scroller} className="relative min-h-0 flex-1 overflow-x-clip overflow-y-auto overscroll-contain [overflow-anchor:none]">
        <div ref={window.lead}>{lead}</div>
        <div ref={window.cover} className="sticky top-0 z-2 bg-surface">
          {bar}
          {spec.reading === 'scale' && instead === null && <ScaleAxis scale={scale} areaRef={area} />}
        </div>
        {instead}
        <div
          ref={window.list}
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
            run(command);
          }}
          className="relative w-full"
          style={{ height: window.height }}
        >
          {spec.reading === 'scale' && <ScaleFolds scale={scale} />}
          {[...drawn]
            .toSorted((a, b) => a - b)
            .map((index) => {
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
                  isStop={index === stop}
                  isTree={isTree}
                  isOpen={isTree && row.kind === 'step' ? fold.isOpen(row.at) : null}
                  isFailed={isFailure(found)}
                  onPress={press}
                  onFold={turn}
                >
                  {found === undefined && <PlaceholderCells />}
                  {found?.kind === 'entry' && (
                    <EntryCells entry={found.entry} q={mark} withDay={withDay} withTitle={spec.reading === 'entries'} />
                  )}
                  {found?.kind === 'step' && isTree && <StepCells step={found.step} q={mark} withDay={withDay} />}
                  {found?.kind === 'step' && !isTree && <ScaleCells step={found.step} scale={scale} />}
                </JournalRow>
              );
            })}
        </div>
      </div>
      <FreshPill entries={entries} isAtEnd={isAtEnd} onGo={() => window.scrollToOffset(rows.height)} />
    </div>
  );
}

function isFailure(data: RowData | undefined): boolean {
  if (data === undefined) return false;
  return data.kind === 'step' ? data.step.outcome === 'failed' : data.entry.level === 'failure';
}
