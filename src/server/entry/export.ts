import { Readable } from 'node:stream';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Entry } from '#contract/entry.ts';
import type { ReadContext } from '#server/http/endpoint.ts';
import type { Language } from '#server/http/language.ts';
import type { Journal } from './journal.ts';
import { presentEntry } from './present.ts';
import type { Reading } from './reading.ts';

/** Entries read at once: few at first and of large ones, so that what is in memory stays near `partLength` characters. */
const fewestAtOnce = 16;
const mostAtOnce = 500;
const partLength = 4 * 1024 * 1024;

type Format = 'csv' | 'json' | 'txt';

const mediaTypes: Readonly<Record<Format, string>> = {
  csv: 'text/csv; charset=utf-8',
  json: 'application/json; charset=utf-8',
  txt: 'text/plain; charset=utf-8',
};

const columns = {
  ru: [
    'Время (UTC)',
    'Уровень',
    'Тип',
    'Робот',
    'Имя действия',
    'Статус',
    'Результат',
    'Сообщение',
    'Причина',
    'Кто',
    'Подробности',
  ],
  en: [
    'Time (UTC)',
    'Level',
    'Type',
    'Activity',
    'Activity name',
    'Status',
    'Result',
    'Message',
    'Cause',
    'User',
    'Details',
  ],
} as const;

/** The journal as a file: all of it, or what a filter lets through. Read and sent in parts, whatever its length. */
export function createExport(reading: Reading, journal: Pick<Journal, 'rowsAt'>) {
  return async ({
    portal,
    params,
    query,
    language,
    reply,
    note,
    sight,
    mask,
  }: ReadContext<'processExport'>): Promise<Readable> => {
    const found = await reading.journalOf(portal.portalNo, params.process, sight);
    const passing = await reading.passing(portal.portalNo, found.process, found.journal, query, mask);
    const total = passing === null ? found.journal.outline.length : passing.length;
    await note({
      object: { kind: 'process', id: found.process.process },
      details: { format: query.format, entries: total, levels: query.level ?? null, isSearched: query.q !== undefined },
    });

    async function* entries(): AsyncGenerator<Entry[]> {
      let atOnce = fewestAtOnce;
      for (let from = 0; from < total;) {
        const count = Math.min(atOnce, total - from);
        const positions = Array.from({ length: count }, (_, index) =>
          passing === null ? from + index : (passing[from + index] ?? 0),
        );
        const rows = await journal.rowsAt(portal.portalNo, found.process, found.journal, positions, true);
        const shown = rows.map((row) => presentEntry(found.process.process, row, 'full', language));
        yield mask === null ? shown : mask.answer(shown).value;
        from += count;
        const length = rows.reduce((sum, row) => sum + (row.message?.length ?? 0) + (row.details?.length ?? 0), 1);
        const fitting = Math.floor((count * partLength) / length);
        atOnce = Math.max(1, Math.min(mostAtOnce, 2 * atOnce, fitting));
        await nextTurn();
      }
    }

    reply.header('content-type', mediaTypes[query.format]);
    // The name is ours: an id of another system is no file name.
    reply.header('content-disposition', `attachment; filename="journal-${found.process.processNo}.${query.format}"`);
    reply.header('cache-control', 'no-store');
    const name = found.process.template?.name ?? '';
    const title = `${mask?.text(name) ?? name} · ${found.process.process}`.trim();
    return Readable.from(write(query.format, entries(), language, title));
  };
}

async function* write(
  format: Format,
  parts: AsyncIterable<Entry[]>,
  language: Language,
  title: string,
): AsyncGenerator<string> {
  if (format === 'csv') {
    // Spreadsheets take UTF-8 for what it is only with a byte order mark.
    yield `\uFEFF${columns[language].map(csvCell).join(',')}\r\n`;
    for await (const entries of parts) yield entries.map((entry) => `${csvRow(entry)}\r\n`).join('');
    return;
  }
  if (format === 'txt') {
    yield `${title}\n\n`;
    for await (const entries of parts) yield entries.map(textLine).join('');
    return;
  }
  let before = '[\n';
  for await (const entries of parts) {
    yield before + entries.map((entry) => JSON.stringify(entry)).join(',\n');
    before = ',\n';
  }
  yield before === '[\n' ? '[]\n' : '\n]\n';
}

function csvRow(entry: Entry): string {
  const { activity } = entry;
  return [
    entry.at,
    entry.level,
    entry.type,
    activity.title ?? '',
    activity.name,
    entry.status ?? '',
    entry.result ?? '',
    entry.message ?? '',
    entry.cause?.title ?? '',
    entry.user?.name ?? entry.user?.id ?? '',
    entry.details === null ? '' : JSON.stringify(entry.details),
  ]
    .map(csvCell)
    .join(',');
}

/** First characters that make a spreadsheet take a cell for a formula, and what it may overlook before them. */
const overlooked = /[\s\uFEFF\u00AD\u200B-\u200F\u2060]/;
const formula = /[=+\-@|%＝＋－＠\t\r\n]/;
/**
 * The same within a cell, after what another country's spreadsheet takes for the end of a cell: where that is `;`, the
 * quotation marks of all cells but the first say nothing. A list with dashes stays as it is.
 */
const inner = /[;\t\r\n][^\S\r\n]{0,8}(?=[=@|%＝＠]|[+\-＋－]\S)/g;

/** A cell as RFC 4180 writes it, always quoted; what a spreadsheet would run gets an apostrophe before it. */
export function csvCell(text: string): string {
  let at = 0;
  while (at < text.length && overlooked.test(text.charAt(at)) && !/[\t\r\n]/.test(text.charAt(at))) at += 1;
  const safe = `${formula.test(text.charAt(at)) ? "'" : ''}${text.replaceAll(inner, "$&'")}`;
  return `"${safe.replaceAll('"', '""')}"`;
}

/** One entry as a line of text; the lines of a long message are indented below it. */
export function textLine(entry: Entry): string {
  const who = entry.activity.title ?? entry.activity.name;
  const message = (entry.message ?? entry.type).split('\n').join('\n    ');
  const cause = entry.cause === null ? '' : `\n    → ${entry.cause.title}`;
  return `${entry.at}  [${entry.level}]  ${who}: ${message}${cause}\n`;
}
