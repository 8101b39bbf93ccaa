import type { Step } from '#contract/process.ts';
import { entryText, type EntryWords } from '#client/features/entry/copy-text.ts';
import type { RowData } from './use-journal-list.ts';

export type RowWords = EntryWords & { outcome(step: Pick<Step, 'outcome'>): string };

/** Rows as text, put together from data: it holds also for rows that are not on the screen. */
export function rowsText(rows: readonly RowData[], words: RowWords): string {
  return rows.map((row) => (row.kind === 'entry' ? entryText(row.entry, words) : stepText(row.step, words))).join('\n');
}

function stepText(step: Step, words: RowWords): string {
  const said = step.message?.replaceAll(/\s*\r?\n\s*/g, ' ') ?? '';
  return [words.time(step.startedAt), words.outcome(step), step.activity.title ?? step.activity.name, said].join('\t');
}
