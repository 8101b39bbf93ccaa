import { Readable } from 'node:stream';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Entry } from '#contract/entry.ts';
import type { ProcessInList } from '#contract/process.ts';
import { inEntries, type OwnCauses } from '#server/cause/own-causes.ts';
import type { ReadContext } from '#server/http/endpoint.ts';
import { csvTable, jsonArray } from '#server/http/file-parts.ts';
import type { Language } from '#server/http/language.ts';
import type { ProcessRow } from '#server/store/journal-store.ts';
import { fewestAtOnce, nextCount } from './entry-parts.ts';
import type { Journal } from './journal.ts';
import { presentEntry } from './present.ts';
import type { Reading } from './reading.ts';
import { writeXes, xesMediaType } from './xes.ts';

type Format = 'csv' | 'json' | 'txt';

const mediaTypes: Readonly<Record<Format | 'xes', string>> = {
  csv: 'text/csv; charset=utf-8',
  json: 'application/json; charset=utf-8',
  txt: 'text/plain; charset=utf-8',
  xes: xesMediaType,
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

export type ExportOptions = {
  reading: Reading;
  journal: Pick<Journal, 'rowsAt'>;
  presentProcess(row: ProcessRow, language: Language): ProcessInList;
  own: OwnCauses;
  now(): number;
};

/** The journal as a file: all of it, or what a filter lets through. Read and sent in parts, whatever its length. */
export function createExport({ reading, journal, presentProcess, own, now }: ExportOptions) {
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
        const told = rows.map((row) => presentEntry(found.process.process, row, 'full', language));
        const shown = await inEntries(own, portal.portalNo, told, language);
        yield mask === null ? shown : mask.answer(shown).value;
        from += count;
        if (rows.length > 0) atOnce = nextCount(rows);
        await nextTurn();
      }
    }

    reply.header('content-type', mediaTypes[query.format]);
    // The name is ours: an id of another system is no file name.
    reply.header('content-disposition', `attachment; filename="journal-${found.process.processNo}.${query.format}"`);
    reply.header('cache-control', 'no-store');
    if (query.format === 'xes') {
      const shown = presentProcess(found.process, language);
      const process = mask === null ? shown : mask.answer(shown).value;
      const log = { portal, isFiltered: passing !== null, at: now() };
      return Readable.from(writeXes(log, only({ process, parts: entries() })), { highWaterMark: 2 });
    }
    const name = found.process.template?.name ?? '';
    const title = `${mask?.text(name) ?? name} · ${found.process.process}`.trim();
    return Readable.from(write(query.format, entries(), language, title));
  };
}

async function* only<Item>(item: Item): AsyncGenerator<Item> {
  yield item;
}

async function* write(
  format: Format,
  parts: AsyncIterable<Entry[]>,
  language: Language,
  title: string,
): AsyncGenerator<string> {
  if (format === 'csv') yield* csvTable(columns[language], parts, cellsOf);
  else if (format === 'json') yield* jsonArray(parts);
  else {
    yield `${title}\n\n`;
    for await (const entries of parts) yield entries.map(textLine).join('');
  }
}

function cellsOf(entry: Entry): string[] {
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
  ];
}

/** One entry as a line of text; the lines of a long message are indented below it. */
export function textLine(entry: Entry): string {
  const who = entry.activity.title ?? entry.activity.name;
  const message = (entry.message ?? entry.type).split('\n').join('\n    ');
  const cause = entry.cause === null ? '' : `\n    → ${entry.cause.title}`;
  return `${entry.at}  [${entry.level}]  ${who}: ${message}${cause}\n`;
}
