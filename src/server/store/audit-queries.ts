import type BetterSqlite3 from 'better-sqlite3';
import type { Kysely, Selectable } from 'kysely';
import type { AuditLog, AuditRow } from './audit-log.ts';
import type { Database } from './schema.ts';
import { storageError } from './storage-errors.ts';

type Stored = Selectable<Database['audit_event']>;

const toRow = (row: Stored): AuditRow => ({
  seq: row.seq,
  at: row.at,
  portalNo: row.portal_no,
  actorKind: row.actor_kind,
  actor: row.actor,
  action: row.action,
  objectKind: row.object_kind,
  object: row.object,
  details: row.details,
  requestId: row.request_id,
  network: row.network,
  hash: row.hash,
});

export function auditQueries(database: Kysely<Database>, connection: BetterSqlite3.Database): AuditLog {
  return {
    async append(make) {
      try {
        // Nothing is awaited within: what else this process writes does not come between.
        connection
          .transaction(() => {
            const last = connection.prepare('select * from audit_event order by seq desc limit 1').get();
            const row = make(last === undefined ? null : toRow(last as Stored));
            connection
              .prepare(
                `insert into audit_event (seq, at, portal_no, actor_kind, actor, action, object_kind, object, details,
                   request_id, network, hash) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
              )
              .run(
                row.seq,
                row.at,
                row.portalNo,
                row.actorKind,
                row.actor,
                row.action,
                row.objectKind,
                row.object,
                row.details,
                row.requestId,
                row.network,
                row.hash,
              );
          })
          .immediate();
      } catch (error) {
        throw storageError(error);
      }
    },

    async last() {
      const row = await database
        .selectFrom('audit_event')
        .selectAll()
        .orderBy('seq', 'desc')
        .limit(1)
        .executeTakeFirst();
      return row === undefined ? null : toRow(row);
    },

    async from(seq, limit) {
      const rows = await database
        .selectFrom('audit_event')
        .selectAll()
        .where('seq', '>=', seq)
        .orderBy('seq')
        .limit(limit)
        .execute();
      return rows.map(toRow);
    },

    async list({ portalNo, actions, actorKind, actor, object, from, to }, before, limit) {
      if (actions?.length === 0) return [];
      let query = database.selectFrom('audit_event').selectAll();
      if (portalNo !== null) query = query.where('portal_no', '=', portalNo);
      if (actorKind !== null) query = query.where('actor_kind', '=', actorKind);
      if (actions !== null) query = query.where('action', 'in', actions);
      if (actor !== null) query = query.where('actor', '=', actor);
      if (object !== null) query = query.where('object', '=', object);
      if (from !== null) query = query.where('at', '>=', from);
      if (to !== null) query = query.where('at', '<', to);
      if (before !== null) query = query.where('seq', '<', before);
      return (await query.orderBy('seq', 'desc').limit(limit).execute()).map(toRow);
    },
  };
}
