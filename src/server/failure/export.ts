import { Readable } from 'node:stream';
import { setImmediate as nextTurn } from 'node:timers/promises';
import * as z from 'zod/mini';
import { FailureInFile } from '#contract/failures.ts';
import { Problem } from '#contract/problem.ts';
import type { ReadContext } from '#server/http/endpoint.ts';
import { csvTable, jsonArray } from '#server/http/file-parts.ts';
import type { Language } from '#server/http/language.ts';
import type { EntryKey, FailureRow, JournalStore, ProcessRow } from '#server/store/journal-store.ts';
import { choiceOf } from './ask.ts';
import { type Listed, markOf, showExamples } from './listing.ts';
import { titleOf } from './names.ts';
import { presentOccurrence } from './present.ts';
import { ofVersion, rowFilterOf, type Snapshot } from './snapshots.ts';
import { passes } from './tally.ts';

/** Failures looked at in one go, and of them written in one go. */
const rowsAtOnce = 2000;
const shownAtOnce = 200;

type Context = ReadContext<'failureExport'>;
type File = Pick<Context, 'portal' | 'reply' | 'language' | 'mask'> & { name: string; isFiltered: boolean };
/** Answers with the journals of processes as one file. */
export type SendJournals = (file: File, rows: AsyncGenerator<ProcessRow>) => Promise<Readable>;

const columns = {
  ru: [
    'Время (UTC)',
    'Причина',
    'Робот',
    'Сообщение',
    'Шаблон',
    'Версия шаблона',
    'Стадия',
    'Тип карточки',
    'Номер карточки',
    'Карточка',
    'Клиент',
    'Сумма',
    'Валюта',
    'Процесс',
    'Запись',
    'Ключ причины',
  ],
  en: [
    'Time (UTC)',
    'Cause',
    'Robot',
    'Message',
    'Template',
    'Template version',
    'Stage',
    'Card type',
    'Card id',
    'Card',
    'Client',
    'Amount',
    'Currency',
    'Process',
    'Entry',
    'Cause key',
  ],
} as const;

/**
 * Failures that a filter lets through as a file, newest first: as many as there are when it is asked for. They are
 * counted before the first byte leaves, for the audit log says how many went. With XES it is the journals they are in.
 */
export function createFailureExport(
  store: Pick<JournalStore, 'causes' | 'search'>,
  sendJournals: SendJournals,
): (context: Context, snapshot: Snapshot, all: readonly Listed[]) => Promise<Readable> {
  const { causes } = store;

  async function* failuresOf(context: Context, snapshot: Snapshot, keys: ReadonlySet<string>) {
    const { portal, query } = context;
    const { bars, countedFrom, grouping } = snapshot;
    const choice = await rowFilterOf(causes, portal.portalNo, choiceOf(query));
    const filter = await ofVersion(causes, portal.portalNo, choice, query);
    for (let place: EntryKey = { at: bars.to, no: 0 }; ;) {
      const rows = await causes.failures(portal.portalNo, countedFrom, place, rowsAtOnce, grouping.needsTexts);
      yield rows.filter((row) => passes(row, filter) && keys.has(grouping.keyOf(row.cause, row.fingerprint)));
      place = rows.at(-1) ?? place;
      if (rows.length < rowsAtOnce) return;
      await nextTurn();
    }
  }

  return async (context, snapshot, all) => {
    const { portal, query, note, reply, language, mask } = context;
    const asked = query.cause === undefined ? null : snapshot.grouping.wholeOf(query.cause);
    const wanted = all.filter(({ key, tally }) => tally.failures > 0 && (asked === null || key === asked));
    if (asked !== null && wanted.length === 0) throw new Problem('not_found', 'no such cause in this range');
    const keys = new Set(wanted.map(({ key }) => key));
    const processes = new Set<number>();
    let failures = 0;
    for await (const rows of failuresOf(context, snapshot, keys)) {
      failures += rows.length;
      for (const { processNo } of rows) processes.add(processNo);
    }
    const { portal: _, format, ...filters } = query;
    await note({
      ...(asked === null ? {} : { object: { kind: 'cause', id: asked } }),
      details: { format, filter: Object.keys(filters), causes: keys.size, failures, processes: processes.size },
    });
    if (format === 'xes') {
      const file = { portal, reply, language, mask, name: 'failures', isFiltered: true };
      return await sendJournals(file, processesOf(store.search, portal.portalNo, [...processes]));
    }
    const titles = await titlesIn(causes, snapshot, wanted, language);
    async function* parts(): AsyncGenerator<FailureInFile[]> {
      let left = failures;
      for await (const rows of failuresOf(context, snapshot, keys)) {
        // What came in meanwhile was not counted: the file has as many as the audit log says.
        const mine = rows.slice(0, left);
        left -= mine.length;
        for (let from = 0; from < mine.length; from += shownAtOnce) {
          const part = await present(mine.slice(from, from + shownAtOnce));
          const shown = mask === null ? part : mask.answer(part).value;
          // The schema builds what leaves, as in an answer.
          yield shown.map((failure) => z.parse(FailureInFile, failure));
          await nextTurn();
        }
      }
    }
    async function present(rows: FailureRow[]) {
      return (await causes.shown(portal.portalNo, rows)).map((shown) => {
        const cause = snapshot.grouping.keyOf(shown.cause, shown.fingerprint);
        return { ...presentOccurrence(shown), cause: { cause, title: titles.get(cause) ?? cause } };
      });
    }
    reply.header('content-type', `${format === 'csv' ? 'text/csv' : 'application/json'}; charset=utf-8`);
    reply.header('content-disposition', `attachment; filename="failures.${format}"`);
    reply.header('cache-control', 'no-store');
    return Readable.from(format === 'csv' ? csvTable(columns[language], parts(), cellsOf) : jsonArray(parts()), {
      highWaterMark: 2,
    });
  };
}

/** What causes are called in the list, so that a table can be grouped by it. */
async function titlesIn(
  causes: JournalStore['causes'],
  snapshot: Snapshot,
  listed: readonly Listed[],
  language: Language,
): Promise<Map<string, string>> {
  const shown = await showExamples(causes, snapshot, listed);
  const exampleOf = ({ newest, newestOwn }: Listed['tally']) => shown.get(markOf(newestOwn ?? newest)) ?? null;
  return new Map(listed.map(({ key, tally }) => [key, titleOf(snapshot.grouping, key, exampleOf(tally), language)]));
}

async function* processesOf(
  search: JournalStore['search'],
  portalNo: number,
  processNos: readonly number[],
): AsyncGenerator<ProcessRow> {
  for (let from = 0; from < processNos.length; from += shownAtOnce) {
    const part = processNos.slice(from, from + shownAtOnce);
    const rows = await search.processes(portalNo, part);
    for (const no of part) {
      const row = rows.get(no);
      if (row !== undefined) yield row;
    }
    await nextTurn();
  }
}

function cellsOf(failure: FailureInFile): string[] {
  const { at, cause, activity, message, template, stage, card, client, amount, process, entry } = failure;
  return [
    at,
    cause.title,
    activity.title ?? activity.code ?? activity.name,
    message ?? '',
    template?.name ?? template?.id ?? '',
    template?.version ?? '',
    stage?.name ?? stage?.id ?? '',
    card?.type ?? '',
    card?.id ?? '',
    card?.title ?? '',
    client?.name ?? client?.id ?? '',
    amount === null ? '' : String(amount.value),
    amount?.currency ?? '',
    process,
    entry,
    cause.cause,
  ];
}
