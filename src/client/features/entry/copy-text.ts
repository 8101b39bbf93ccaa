import type { Entry } from '#contract/entry.ts';

/** Words of the reader's language and zone; the text itself is put together from data. */
export type EntryWords = {
  time(at: string): string;
  level(entry: Pick<Entry, 'level'>): string;
  type(entry: Pick<Entry, 'type' | 'typeCode'>): string;
};

type Line = Pick<Entry, 'at' | 'level' | 'type' | 'typeCode' | 'activity' | 'message'>;

/** An entry as lines of text: one line, and an indented one for each further line of its message. */
export function entryText(entry: Line, words: EntryWords): string {
  const said = entry.message ?? words.type(entry);
  const [first = '', ...rest] = said.replaceAll('\r\n', '\n').split('\n');
  const title = entry.activity.title ?? entry.activity.name;
  const head = [words.time(entry.at), words.level(entry), title, first].join('\t');
  return [head, ...rest.map((line) => `\t\t\t${line}`)].join('\n');
}

export function entriesText(entries: readonly Line[], words: EntryWords): string {
  return entries.map((entry) => entryText(entry, words)).join('\n');
}
