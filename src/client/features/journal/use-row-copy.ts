import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState, type ClipboardEvent, type RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '#client/i18n/format.ts';
import { copyText } from '#client/lib/copy-text.ts';
import { toast } from '#client/ui/toast.tsx';
import { entriesWindowQuery, stepsWindowQuery } from './queries.ts';
import { rowsText } from './row-text.ts';
import type { Expansion, Row, RowModel } from './rows.ts';
import { flatFilter, type ListSpec, type RowData } from './use-journal-list.ts';
import { useRowWords } from './use-row-words.ts';
import { windowSize } from './windows.ts';

/** More than this is a file, not a clipboard. */
const mostRows = 20_000;

type Ends = { first: number; last: number };
type RowCopyOptions = {
  spec: ListSpec;
  rows: RowModel;
  expansions: readonly Expansion[];
  list: RefObject<HTMLElement | null>;
};

/**
 * A selection of text across rows. Rows that scroll away are taken out of the page and would be missing from what is
 * copied: so both ends stay in the page, and the text is put together from data.
 */
export function useRowCopy({ spec, rows, expansions, list }: RowCopyOptions) {
  const client = useQueryClient();
  const { t } = useTranslation('journal');
  const format = useFormat();
  const words = useRowWords();
  const [ends, setEnds] = useState<Ends | null>(null);

  useEffect(() => {
    const watch = () => {
      const next = selectedRows(list.current);
      setEnds((now) => (now?.first === next?.first && now?.last === next?.last ? now : next));
    };
    document.addEventListener('selectionchange', watch);
    return () => document.removeEventListener('selectionchange', watch);
  }, [list]);

  async function dataOf(row: Row): Promise<RowData | undefined> {
    const window = Math.floor(row.at / windowSize);
    if (row.kind === 'step') {
      const page = await client.query({ ...stepsWindowQuery(spec.process, spec.levels, window), staleTime: 'static' });
      const step = page.items[row.at - page.position];
      return step && { kind: 'step', step };
    }
    const step = row.within === null ? null : (expansions.find((item) => item.at === row.within)?.step ?? null);
    const filter = step === null ? flatFilter(spec) : { levels: spec.levels, q: '', step };
    const page = await client.query({ ...entriesWindowQuery(spec.process, filter, window), staleTime: 'static' });
    const entry = page.items[row.at - page.position];
    return entry && { kind: 'entry', entry };
  }

  async function copyRows({ first, last }: Ends): Promise<void> {
    const texts: RowData[] = [];
    for (let index = first; index <= Math.min(last, first + mostRows, rows.count - 1); index++) {
      const data = await dataOf(rows.rowAt(index));
      if (data !== undefined) texts.push(data);
    }
    const isCopied = await copyText(rowsText(texts, words));
    if (isCopied) toast(t('copied.entries', { count: texts.length, shown: format.number(texts.length) }), 'success');
    else toast(t('copied.failed'), 'failure');
  }

  return {
    pinned: ends === null ? [] : [ends.first, ends.last],
    copyRows,
    onCopy: (event: ClipboardEvent) => {
      const chosen = selectedRows(list.current);
      if (chosen === null || chosen.first === chosen.last) return;
      event.preventDefault();
      void copyRows(chosen);
    },
  };
}

function selectedRows(list: HTMLElement | null): Ends | null {
  const selection = document.getSelection();
  if (list === null || selection === null || selection.isCollapsed) return null;
  const a = rowIndexOf(selection.anchorNode, list);
  const b = rowIndexOf(selection.focusNode, list);
  return a === null || b === null ? null : { first: Math.min(a, b), last: Math.max(a, b) };
}

function rowIndexOf(node: Node | null, list: HTMLElement): number | null {
  const element = node instanceof Element ? node : (node?.parentElement ?? null);
  const row = element?.closest<HTMLElement>('[data-index]') ?? null;
  return row === null || !list.contains(row) ? null : Number(row.dataset['index']);
}
