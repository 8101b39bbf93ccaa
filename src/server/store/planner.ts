import type BetterSqlite3 from 'better-sqlite3';

/*
 * SQLite knows nothing of a store until it is analysed, and then takes one column of a key for telling. Every key of
 * ours begins with the portal, which tells nothing: so the processes of a card were counted by reading all processes,
 * 30 ms at 100 000 of them instead of 0.03. What is expected of a store that has grown is therefore said in advance, in
 * SQLite's own table for it: plans are the same on the first day and with ten million entries.
 */

/** Table, index, and: its rows, then how many of them have the same first column, the same first two, … */
const expected: readonly (readonly [string, string, string])[] = [
  ['card', 'card', '100000 100000 1'],
  ['card', 'sqlite_autoindex_card_2', '100000 100000 20000 1'],
  ['card', 'card_latest', '100000 100000 2 1'],
  ['stage_change', 'stage_change', '300000 300000 3 1 1'],
  ['template', 'template', '500 500 1'],
  ['template', 'sqlite_autoindex_template_2', '500 500 2 1'],
  ['process', 'process', '1000000 1000000 1'],
  ['process', 'sqlite_autoindex_process_2', '1000000 1000000 1'],
  ['process', 'process_of_card', '1000000 1000000 60 30 2 1'],
  ['process', 'process_by_age', '1000000 1000000 500000 2'],
  ['process', 'process_of_template', '1000000 1000000 2000 1'],
  ['activity', 'activity', '20000 20000 1'],
  ['activity', 'sqlite_autoindex_activity_2', '20000 20000 1'],
  ['entry', 'entry', '10000000 10000000 10 1 1'],
  ['entry_details', 'entry_details', '3000000 3000000 3 1 1'],
  ['failure', 'failure', '100000 100000 1000 1 1'],
  ['failure', 'failure_of_process', '100000 100000 2'],
  ['failure', 'failure_by_no', '100000 100000 1'],
  ['failure', 'failure_by_at', '100000 100000 2 1'],
  ['seen_event', 'seen_event', '10000000 10000000 5000000 1'],
];

/** Tells the planner of this store what to expect, if it has not been told. */
export function tellPlanner(connection: BetterSqlite3.Database): void {
  // Makes its table where there is none.
  connection.exec('analyze sqlite_schema');
  const told = connection.prepare('select tbl, idx, stat from sqlite_stat1 order by tbl, idx').raw().all();
  const wanted = expected.toSorted((a, b) => (a[0] === b[0] ? (a[1] < b[1] ? -1 : 1) : a[0] < b[0] ? -1 : 1));
  if (JSON.stringify(told) === JSON.stringify(wanted)) return;
  connection.transaction(() => {
    connection.exec('delete from sqlite_stat1');
    const tell = connection.prepare('insert into sqlite_stat1 (tbl, idx, stat) values (?, ?, ?)');
    for (const row of expected) tell.run(...row);
  })();
  connection.exec('analyze sqlite_schema');
}
