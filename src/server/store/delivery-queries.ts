import { type Kysely, type SqlBool, sql } from 'kysely';
import type { DeliveryRow, JournalStore } from './journal-store.ts';
import type { Scan } from './care.ts';
import type { Database } from './schema.ts';

/** Reports of providers: of one message, and all of them. */
export function deliveryQueries(
  database: Kysely<Database>,
): Pick<JournalStore['entries'], 'deliveries'> & { scan: Pick<Scan, 'deliveries'> } {
  return {
    async deliveries(portalNo, messageId, limit) {
      const rows = await database
        .selectFrom('delivery')
        .selectAll()
        .where('portal_no', '=', portalNo)
        .where('message_id', '=', messageId)
        .orderBy('at', 'desc')
        .orderBy('delivery_no', 'desc')
        .limit(limit)
        .execute();
      return rows.map(toDelivery).toReversed();
    },

    scan: {
      async deliveries(portalNo, processNo, after, limit) {
        let query = database.selectFrom('delivery').selectAll().where('portal_no', '=', portalNo);
        if (processNo !== null) {
          const own = database
            .selectFrom('sent_message')
            .select('message_id')
            .where('portal_no', '=', portalNo)
            .where('process_no', '=', processNo);
          query = query.where('message_id', 'in', own);
        }
        if (after !== null) {
          query = query.where(
            sql<SqlBool>`(message_id, at, delivery_no) > (${after.messageId}, ${after.at}, ${after.no})`,
          );
        }
        const rows = await query.orderBy('message_id').orderBy('at').orderBy('delivery_no').limit(limit).execute();
        return rows.map(toDelivery);
      },
    },
  };
}

function toDelivery(row: Database['delivery']): DeliveryRow {
  return {
    messageId: row.message_id,
    at: row.at,
    no: row.delivery_no,
    provider: row.provider,
    status: row.status,
    reason: row.reason,
    isFailed: row.cause !== null,
    details: row.details,
  };
}
