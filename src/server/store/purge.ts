import type BetterSqlite3 from 'better-sqlite3';
import { type Kysely, type SqlBool, sql } from 'kysely';
import type { Deletion } from './deletion.ts';
import type { Database } from './schema.ts';

/**
 * Deletes completed processes without a flag that ended, and came in, before a moment: a few at a time, so that writers
 * wait little.
 */
export function createPurge(database: Kysely<Database>, connection: BetterSqlite3.Database, deletion: Deletion) {
  const old = connection.prepare(
    database
      .selectFrom('process')
      .selectAll()
      .where('active', '=', 0)
      .where('sort_at', '<', 0)
      .where('received_at', '<', 0)
      // Evidence: what somebody has flagged is kept until he is done with it.
      .where(sql<SqlBool>`flags = 0`)
      .limit(0)
      .compile().sql,
  );
  const strays = strayReports(database, connection);

  const due = (before: number, limit: number) => old.all(0, before, before, limit) as Database['process'][];
  const purge = connection.transaction((before: number, limit: number): number => {
    const rows = due(before, limit);
    for (const row of rows) deletion.process(row);
    return rows.length === 0 ? strays(before, limit) : rows.length;
  });

  return async (before: number, limit: number): Promise<number> => {
    await deletion.words(due(before, limit));
    return purge.immediate(before, limit);
  };
}

/** Deletes old reports of providers, of messages that nobody sent. */
function strayReports(database: Kysely<Database>, connection: BetterSqlite3.Database) {
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
  return (before: number, limit: number): number => strays.run(before, before, limit).changes;
}
