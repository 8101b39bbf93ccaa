import type BetterSqlite3 from 'better-sqlite3';
import type { Kysely } from 'kysely';
import { countsOf } from './fold.ts';
import type { Database } from './schema.ts';
import { finder, inserter } from './statements.ts';

/**
 * Deletes completed processes that ended, and came in, before a moment: a few at a time, so that writers wait little.
 * What is deleted leaves the counts of its card too.
 */
export function createPurge(database: Kysely<Database>, connection: BetterSqlite3.Database) {
  const old = connection.prepare(
    database
      .selectFrom('process')
      .selectAll()
      .where('active', '=', 0)
      .where('sort_at', '<', 0)
      .where('received_at', '<', 0)
      .limit(0)
      .compile().sql,
  );
  const deletions = (['entry_details', 'entry', 'failure', 'process'] as const).map((table) =>
    connection.prepare(database.deleteFrom(table).where('portal_no', '=', 0).where('process_no', '=', 0).compile().sql),
  );
  const findCard = finder(database, connection, 'card', ['portal_no', 'card_no']);
  const saveCounts = inserter(
    database,
    connection,
    'card',
    ['portal_no', 'card_no', 'type', 'id', 'search_text', 'active', 'completed', 'failed'],
    { key: ['portal_no', 'card_no'], update: ['active', 'completed', 'failed'] },
  );

  return connection.transaction((before: number, limit: number): number => {
    const rows = old.all(0, before, before, limit) as Database['process'][];
    for (const row of rows) {
      for (const deletion of deletions) deletion.run(row.portal_no, row.process_no);
      const card = row.card_no === null ? undefined : findCard(row.portal_no, row.card_no);
      if (card === undefined) continue;
      const counts = countsOf(row);
      card.active -= counts.active;
      card.completed -= counts.completed;
      card.failed -= counts.failed;
      saveCounts(card);
    }
    return rows.length;
  });
}
