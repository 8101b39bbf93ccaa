import type BetterSqlite3 from 'better-sqlite3';
import { type Kysely, type RawBuilder, sql } from 'kysely';
import type { Database } from './schema.ts';
import { createSearchIndex } from './search-index.ts';
import { storageError } from './storage-errors.ts';

/** Where in a portal's store texts are read: a table by its place in the list below, and the last key that was read. */
export type TextPlace = { table: number; key: readonly (string | number)[] };
/** A text as it is stored, and where. A JSON column is the text that it is stored as. */
export type StoredText = { place: TextPlace; column: string; text: string };

/** Every text that a writer has sent, in parts; and another in its place. */
export type StoredTexts = {
  /**
   * Texts of at most `limit` rows after a place, null being the beginning; `next` is null at the end. Rows that are large
   * come a few at a time.
   */
  read(
    portalNo: number,
    after: TextPlace | null,
    limit: number,
  ): Promise<{ texts: StoredText[]; rows: number; next: TextPlace | null }>;
  /** Puts texts in place of those that were read, where they are still the same. How many were. @throws StorageFull, StorageFailed */
  write(portalNo: number, changes: readonly (StoredText & { put: string })[]): Promise<number>;
  /** Where the texts of a process stand, for what repeats the texts of its entries. */
  ofProcess(processNo: number): TextPlace;
  /** Of what a text is: `card`, `process`, `entry`, `entry_details` and others. */
  tableOf(place: TextPlace): string;
};

type Table = { table: keyof Database; key: readonly string[]; columns: readonly string[]; share: number };

/** `share`: of the rows asked for, so many are read at once: details may be a megabyte each. */
const tables: readonly Table[] = [
  {
    table: 'card',
    key: ['card_no'],
    columns: [
      'title',
      'url',
      'stage_name',
      'responsible_id',
      'responsible_name',
      'client_id',
      'client_name',
      'search_text',
      'details',
    ],
    share: 0.2,
  },
  { table: 'stage_change', key: ['card_no', 'at', 'change_no'], columns: ['stage_name'], share: 1 },
  { table: 'pipeline_stage', key: ['card_type', 'pipeline', 'stage_id'], columns: ['name'], share: 1 },
  { table: 'template', key: ['template_no'], columns: ['name', 'stage_name', 'details'], share: 0.2 },
  {
    table: 'process',
    key: ['process_no'],
    columns: [
      'stage_name',
      'state_title',
      'started_by_id',
      'started_by_name',
      'trigger_name',
      'failure_message',
      'last_message',
      'details',
    ],
    share: 0.2,
  },
  { table: 'activity', key: ['activity_no'], columns: ['title', 'key'], share: 1 },
  {
    table: 'entry',
    key: ['process_no', 'at', 'entry_no'],
    columns: ['user_id', 'user_name', 'message', 'unknown'],
    share: 1,
  },
  { table: 'entry_details', key: ['process_no', 'at', 'entry_no'], columns: ['details'], share: 0.2 },
  { table: 'event_token', key: ['event'], columns: ['title', 'answer'], share: 0.2 },
  { table: 'cause_note', key: ['note_no'], columns: ['details'], share: 1 },
  {
    table: 'delivery',
    key: ['message_id', 'at', 'delivery_no'],
    columns: ['provider', 'reason', 'details'],
    share: 0.2,
  },
  { table: 'failure_view', key: ['view_no'], columns: ['name', 'search'], share: 1 },
  { table: 'flag', key: ['flag_no'], columns: ['why', 'by_name', 'closed_by', 'reopened_by'], share: 1 },
  { table: 'explanation', key: ['explanation_no'], columns: ['words', 'matching'], share: 1 },
];

export function storedTexts(database: Kysely<Database>, connection: BetterSqlite3.Database): StoredTexts {
  const run = (query: RawBuilder<unknown>): number => {
    const { sql: text, parameters } = query.compile(database);
    return connection.prepare(text).run(...parameters).changes;
  };

  const index = createSearchIndex(connection);

  /** What is searched by the words of a text leaves the index with them, and waits to be put in again. */
  function leaveIndex(portalNo: number, { place, column }: StoredText): void {
    const [first, at, no] = place.key.map(Number);
    const { table } = tables[place.table] ?? {};
    if (first === undefined) return;
    if (table === 'card' && (column === 'title' || column === 'client_name')) index.putCardAgain(portalNo, first);
    const isText = (table === 'entry' && column === 'message') || table === 'entry_details';
    if (isText && at !== undefined && no !== undefined) index.putAgain({ portalNo, processNo: first, key: { at, no } });
  }

  // Without a pause between its parts: what others write would else be a part of this transaction.
  const writeAll = connection.transaction((portalNo: number, changes: readonly (StoredText & { put: string })[]) => {
    let written = 0;
    for (const { place, column, text, put } of changes) {
      const found = tables[place.table];
      if (found === undefined || !found.columns.includes(column)) throw new Error(`no column ${column} is a text`);
      const { table, key } = found;
      const here = key.map((name, index) => sql`${sql.ref(name)} = ${place.key[index]}`);
      // Two activities whose names differed by a secret are still two.
      const same = sql`select 1 from activity where portal_no = ${portalNo} and key = ${put}`.compile(database);
      const isTaken =
        table === 'activity' && column === 'key' && connection.prepare(same.sql).get(...same.parameters) !== undefined;
      leaveIndex(portalNo, { place, column, text });
      written += run(sql`
        update ${sql.table(table)} set ${sql.ref(column)} = ${isTaken ? `${put} ${String(place.key[0])}` : put}
        where portal_no = ${portalNo} and ${sql.join(here, sql` and `)} and ${sql.ref(column)} = ${text}`);
    }
    return written;
  });

  return {
    async read(portalNo, after, limit) {
      const number = after?.table ?? 0;
      const found = tables[number];
      if (found === undefined) return { texts: [], rows: 0, next: null };
      const { table, key, columns, share } = found;
      const most = Math.max(1, Math.floor(limit * share));
      const isFirst = after === null || after.key.length === 0;
      const rows = (
        await sql<Record<string, string | number | null>>`
          select ${sql.join([...key, ...columns].map((column) => sql.ref(column)))} from ${sql.table(table)}
          where portal_no = ${portalNo}
          ${isFirst ? sql`` : sql`and (${sql.join(key.map((column) => sql.ref(column)))}) > (${sql.join([...after.key])})`}
          order by ${sql.join(key.map((column) => sql.ref(column)))} limit ${most}`.execute(database)
      ).rows;
      const placeOf = (row: Record<string, unknown>): TextPlace => ({
        table: number,
        key: key.map((column) => row[column] as string | number),
      });
      const texts = rows.flatMap((row) =>
        columns.flatMap((column) => {
          const text = row[column];
          return typeof text === 'string' && text !== '' ? [{ place: placeOf(row), column, text }] : [];
        }),
      );
      const last = rows.at(-1);
      const isTableOver = rows.length < most || last === undefined;
      const isOver = isTableOver && number === tables.length - 1;
      return {
        texts,
        rows: rows.length,
        next: isOver ? null : isTableOver ? { table: number + 1, key: [] } : placeOf(last),
      };
    },

    ofProcess: (processNo) => ({ table: tables.findIndex(({ table }) => table === 'process'), key: [processNo] }),

    tableOf: (place) => tables[place.table]?.table ?? '',

    async write(portalNo, changes) {
      try {
        return writeAll.immediate(portalNo, changes);
      } catch (error) {
        throw storageError(error);
      }
    },
  };
}
