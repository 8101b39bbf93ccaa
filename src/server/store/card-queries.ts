import { type Kysely, type SqlBool, sql } from 'kysely';
import type { CardRow, JournalStore } from './journal-store.ts';
import { personOf } from './process-rows.ts';
import type { Database } from './schema.ts';

export function toCard(row: Database['card']): CardRow {
  return {
    cardNo: row.card_no,
    type: row.type,
    id: row.id,
    title: row.title,
    pipeline: row.pipeline,
    stage:
      row.stage_id === null
        ? null
        : { id: row.stage_id, name: row.stage_name, color: row.stage_color, semantics: row.stage_semantics },
    stageSince: row.stage_since,
    responsible: personOf(row.responsible_id, row.responsible_name),
    client: personOf(row.client_id, row.client_name),
    amount: row.amount === null ? null : { value: row.amount, currency: row.currency },
    url: row.url,
    lastAt: row.last_at,
    active: row.active,
    completed: row.completed,
    failed: row.failed,
    flagged: row.flagged,
  };
}

/** Escapes what `like` would take as a wildcard. */
function likeText(text: string): string {
  return `%${text.replaceAll(/[\\%_]/g, (sign) => `\\${sign}`)}%`;
}

export function cardQueries(database: Kysely<Database>): JournalStore['cards'] {
  return {
    async find(portalNo, type, id) {
      const row = await database
        .selectFrom('card')
        .selectAll()
        .where('portal_no', '=', portalNo)
        .where('type', '=', type)
        .where('id', '=', id)
        .executeTakeFirst();
      return row === undefined ? null : toCard(row);
    },

    async list(portalNo, filter, after, limit) {
      let query = database
        .selectFrom('card')
        .selectAll()
        .where('portal_no', '=', portalNo)
        .where('last_at', 'is not', null);
      const { only } = filter;
      if (only !== null && only.length === 0) return [];
      if (only !== null) query = query.where((eb) => eb.or(only.map(({ type, id }) => eb.and({ type, id }))));
      if (filter.failures) query = query.where('failed', '>', 0);
      // As the index of flagged cards says it.
      if (filter.flagged) query = query.where(sql<SqlBool>`flagged > 0`);
      if (filter.text !== null)
        query = query.where(sql<SqlBool>`search_text like ${likeText(filter.text)} escape '\\'`);
      if (after !== null) query = query.where(sql<SqlBool>`(last_at, card_no) < (${after.lastAt}, ${after.cardNo})`);
      const rows = await query.orderBy('last_at', 'desc').orderBy('card_no', 'desc').limit(limit).execute();
      return rows.map(toCard);
    },

    async stages(portalNo, type, pipeline) {
      const rows = await database
        .selectFrom('pipeline_stage')
        .select(['stage_id as id', 'name', 'color', 'semantics'])
        .where('portal_no', '=', portalNo)
        .where('card_type', '=', type)
        .where('pipeline', '=', pipeline ?? '')
        .orderBy(sql`case semantics when 'success' then 1 when 'failure' then 2 else 0 end`)
        .orderBy(sql`case when places = 0 then 0 else place_sum * 1.0 / places end`)
        .orderBy('stage_id')
        .limit(40)
        .execute();
      return rows;
    },

    async stageChanges(portalNo, cardNo, before, limit) {
      let query = database
        .selectFrom('stage_change')
        .select([
          'at',
          'change_no',
          'stage_id as id',
          'stage_name as name',
          'stage_color as color',
          'stage_semantics as semantics',
        ])
        .where('portal_no', '=', portalNo)
        .where('card_no', '=', cardNo);
      if (before !== null) query = query.where(sql<SqlBool>`(at, change_no) < (${before.at}, ${before.no})`);
      const rows = await query.orderBy('at', 'desc').orderBy('change_no', 'desc').limit(limit).execute();
      return rows.map(({ at, change_no, ...stage }) => ({ ...stage, key: { at, no: change_no } }));
    },
  };
}
