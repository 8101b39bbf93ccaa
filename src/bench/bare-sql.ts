import { join } from 'node:path';
import BetterSqlite3 from 'better-sqlite3';
import { bigProcess } from './events.ts';

/*
 * The peers: what SQLite itself takes for the same work, in this process, without HTTP, checking, redaction and
 * presentation. The only SQL outside of the store; it reads the server's file, and writes to files of its own.
 */

export type BarePeer = {
  /** Milliseconds of one query each. */
  processesOfCard(card: string): number;
  firstPage(): number;
  middleRows(): number;
  /** The first page of an expression of the word index. */
  found(match: string): number;
  close(): void;
};

export function openBarePeer(dataDir: string): BarePeer {
  const database = new BetterSqlite3(join(dataDir, 'journal.db'), { readonly: true });
  const list = database.prepare(
    `select p.*, t.name as template_name, fa.title as failed, la.title as latest from process p
     left join template t on t.portal_no = p.portal_no and t.template_no = p.template_no
     left join activity fa on fa.portal_no = p.portal_no and fa.activity_no = p.failure_activity_no
     left join activity la on la.portal_no = p.portal_no and la.activity_no = p.last_activity_no
     where p.portal_no = 1 and p.card_no = (select card_no from card where portal_no = 1 and type = 'deal' and id = ?)
       and p.active = 0
     order by p.sort_at desc, p.process_no desc limit 50`,
  );
  const big = database
    .prepare('select process_no from process where portal_no = 1 and process = ?')
    .pluck()
    .get(bigProcess) as number;
  const page = (after: number) =>
    database.prepare(
      `select e.*, a.name, a.title, a.code from entry e
         join activity a on a.portal_no = e.portal_no and a.activity_no = e.activity_no
         where e.portal_no = 1 and e.process_no = ${big} and e.at > ${after} order by e.at, e.entry_no limit ?`,
    );
  const times = database
    .prepare('select min(at) as first, max(at) as last from entry where portal_no = 1 and process_no = ?')
    .get(big) as { first: number; last: number };
  const first = page(0);
  const middle = page(Math.floor((times.first + times.last) / 2));
  const found = database.prepare('select rowid from search_words where words match ? order by rowid desc limit 51');
  const timed = (statement: BetterSqlite3.Statement, value: unknown) => {
    const from = performance.now();
    statement.all(value);
    return performance.now() - from;
  };
  return {
    processesOfCard: (card) => timed(list, card),
    firstPage: () => timed(first, 100),
    middleRows: () => timed(middle, 200),
    found: (match) => timed(found, match),
    close: () => database.close(),
  };
}

const columns = `portal_no process_no at entry_no type_code level status result activity_no attempt marks user_id
  user_name cause unknown message_length message`.split(/\s+/);

/** Rows a second that SQLite takes into a table like `entry` (FULL), so many to a transaction. */
export function bareInserts(folder: string, schemaOf: string, rows: number, perTransaction: number): number {
  const source = new BetterSqlite3(join(schemaOf, 'journal.db'), { readonly: true });
  const { sql } = source.prepare("select sql from sqlite_schema where name = 'entry'").get() as { sql: string };
  source.close();
  const database = new BetterSqlite3(join(folder, `bare-${perTransaction}.db`));
  database.pragma('journal_mode = WAL');
  database.pragma('synchronous = FULL');
  database.pragma('wal_autocheckpoint = 4000');
  database.exec(sql);
  const insert = database.prepare(
    `insert into entry (${columns.join(', ')}) values (${columns.map(() => '?').join(', ')})`,
  );
  const message = 'Сообщение отправлено клиенту, ответ шлюза получен за 120 мс';
  const write = database.transaction((from: number) => {
    for (let n = from; n < Math.min(rows, from + perTransaction); n++) {
      const process = 1 + Math.floor(n / 20);
      insert.run(
        1,
        process,
        1_780_000_000_000 + n,
        n,
        0,
        2,
        1,
        0,
        1 + (n % 40),
        null,
        8,
        null,
        null,
        null,
        null,
        null,
        message,
      );
    }
  });
  const from = performance.now();
  for (let n = 0; n < rows; n += perTransaction) write.immediate(n);
  const ms = performance.now() - from;
  database.close();
  return (rows / ms) * 1000;
}

/** What one entry that came over REST leaves behind: itself, where it came from, and that its id was seen. */
const tablesOfEntry = ['entry', 'entry_details', 'seen_event'] as const;

/** Entries a second when the newest of a store are inserted again into tables like its own (FULL), so many to a transaction. */
export function bareCopies(folder: string, most: number, perTransaction: number): number {
  const source = new BetterSqlite3(join(folder, 'journal.db'), { readonly: true });
  const database = new BetterSqlite3(join(folder, `copies-${perTransaction}.db`));
  database.pragma('journal_mode = WAL');
  database.pragma('synchronous = FULL');
  database.pragma('wal_autocheckpoint = 4000');
  const tables = tablesOfEntry.map((name) => {
    const schema = source.prepare('select sql from sqlite_schema where name = ?').pluck().get(name) as string;
    database.exec(schema);
    const order = name === 'seen_event' ? '' : 'order by entry_no desc';
    const rows = source.prepare(`select * from ${name} ${order} limit ?`).raw().all(most) as unknown[][];
    const values = rows[0]?.map(() => '?').join(', ') ?? '';
    return { rows, insert: database.prepare(`insert into ${name} values (${values})`) };
  });
  source.close();
  const rows = Math.min(...tables.map(({ rows }) => rows.length));
  const write = database.transaction((from: number) => {
    for (let n = from; n < Math.min(rows, from + perTransaction); n++) {
      for (const table of tables) table.insert.run(...(table.rows[n] ?? []));
    }
  });
  const from = performance.now();
  for (let n = 0; n < rows; n += perTransaction) write.immediate(n);
  const ms = performance.now() - from;
  database.close();
  return (rows / ms) * 1000;
}
