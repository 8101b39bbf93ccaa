import type BetterSqlite3 from 'better-sqlite3';
import { type Kysely, type SqlBool, sql } from 'kysely';
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
  const deletions = (['sent_message', 'entry_details', 'entry', 'failure', 'process'] as const).map((table) =>
    connection.prepare(database.deleteFrom(table).where('portal_no', '=', 0).where('process_no', '=', 0).compile().sql),
  );
  const { ofProcess, strays } = reportDeletions(database, connection);
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
      // While it is known which messages were its own.
      ofProcess(row.portal_no, row.process_no);
      for (const deletion of deletions) deletion.run(row.portal_no, row.process_no);
      const card = row.card_no === null ? undefined : findCard(row.portal_no, row.card_no);
      if (card === undefined) continue;
      const counts = countsOf(row);
      card.active -= counts.active;
      card.completed -= counts.completed;
      card.failed -= counts.failed;
      saveCounts(card);
    }
    return rows.length === 0 ? strays(before, limit) : rows.length;
  });
}

/** Deletes reports of providers: with the process whose messages they are of, and old ones of messages that nobody sent. */
function reportDeletions(database: Kysely<Database>, connection: BetterSqlite3.Database) {
  const sentBy = database
    .selectFrom('sent_message')
    .select('message_id')
    .where('portal_no', '=', 0)
    .where('process_no', '=', 0);
  const ofProcess = connection.prepare(
    database.deleteFrom('delivery').where('portal_no', '=', 0).where('message_id', 'in', sentBy).compile().sql,
  );
  const isSent = sql<SqlBool>`exists (select 1 from sent_message s where s.portal_no = d.portal_no
    and s.message_id = d.message_id)`;
  const old = database
    .selectFrom('delivery as d')
    .select(['d.portal_no', 'd.message_id', 'd.at', 'd.delivery_no'])
    .where('d.at', '<', 0)
    .where('d.received_at', '<', 0)
    .where(sql<SqlBool>`not ${isSent}`)
    .limit(0);
  const strays = connection.prepare(
    database
      .deleteFrom('delivery')
      .where(sql<SqlBool>`(portal_no, message_id, at, delivery_no) in (${old})`)
      .compile().sql,
  );
  return {
    ofProcess: (portalNo: number, processNo: number) => void ofProcess.run(portalNo, portalNo, processNo),
    strays: (before: number, limit: number): number => strays.run(before, before, limit).changes,
  };
}
