import type BetterSqlite3 from 'better-sqlite3';
import type { Kysely } from 'kysely';
import type { Database } from './schema.ts';
import { inserter } from './statements.ts';

/** What the writer needs to bring entries to what their provider said last. */
export function deliveryStatements(database: Kysely<Database>, connection: BetterSqlite3.Database) {
  const prepared = (query: { compile(): { sql: string } }) => connection.prepare(query.compile().sql);
  const sent = prepared(
    database.selectFrom('sent_message').selectAll().where('portal_no', '=', 0).where('message_id', '=', ''),
  );
  const latest = prepared(
    database
      .selectFrom('delivery')
      .selectAll()
      .where('portal_no', '=', 0)
      .where('message_id', '=', '')
      .orderBy('at', 'desc')
      .orderBy('delivery_no', 'desc'),
  );
  const first = prepared(
    database
      .selectFrom('failure')
      .selectAll()
      .where('portal_no', '=', 0)
      .where('process_no', '=', 0)
      .orderBy('at')
      .orderBy('entry_no'),
  );
  const setLevel = prepared(
    database
      .updateTable('entry')
      .set({ level: 0, cause: '' })
      .where('portal_no', '=', 0)
      .where('process_no', '=', 0)
      .where('at', '=', 0)
      .where('entry_no', '=', 0),
  );
  const dropFailure = prepared(
    database
      .deleteFrom('failure')
      .where('portal_no', '=', 0)
      .where('cause', '=', '')
      .where('at', '=', 0)
      .where('entry_no', '=', 0),
  );
  return {
    sentMessages: (portalNo: number, messageId: string) => sent.all(portalNo, messageId) as Database['sent_message'][],
    latestDelivery: (portalNo: number, messageId: string) =>
      latest.get(portalNo, messageId) as Database['delivery'] | undefined,
    firstFailure: (portalNo: number, processNo: number) =>
      first.get(portalNo, processNo) as Database['failure'] | undefined,
    setLevel: (level: number, cause: string | null, ...key: readonly [number, number, number, number]) =>
      setLevel.run(level, cause, ...key),
    dropFailure: (portalNo: number, cause: string, at: number, entryNo: number) =>
      dropFailure.run(portalNo, cause, at, entryNo),
    addSentMessage: inserter(database, connection, 'sent_message', [
      'portal_no',
      'message_id',
      'process_no',
      'at',
      'entry_no',
      'activity_no',
      'level',
      'cause',
      'fingerprint',
    ]),
    addDelivery: inserter(database, connection, 'delivery', [
      'portal_no',
      'message_id',
      'at',
      'delivery_no',
      'event',
      'provider',
      'status',
      'reason',
      'cause',
      'fingerprint',
      'received_at',
      'details',
    ]),
  };
}
