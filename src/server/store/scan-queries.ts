import type { Kysely } from 'kysely';
import type { Scan } from './care.ts';
import { toCard } from './card-queries.ts';
import { deliveryQueries } from './delivery-queries.ts';
import { selectProcesses, toProcess } from './process-rows.ts';
import type { Database } from './schema.ts';

export function scanQueries(database: Kysely<Database>): Scan {
  return {
    async templates(portalNo, after, limit) {
      const rows = await database
        .selectFrom('template')
        .selectAll()
        .where('portal_no', '=', portalNo)
        .where('template_no', '>', after)
        .orderBy('template_no')
        .limit(limit)
        .execute();
      return rows.map((row) => ({
        templateNo: row.template_no,
        id: row.id,
        version: row.version,
        name: row.name,
        cardType: row.card_type,
        stage: row.stage_id === null ? null : { id: row.stage_id, name: row.stage_name, color: null, semantics: null },
        origin: row.origin,
        logging: row.logging === null ? null : Boolean(row.logging),
        toldAt: row.told_at,
        details: row.details,
      }));
    },

    async cards(portalNo, after, limit) {
      const rows = await database
        .selectFrom('card')
        .selectAll()
        .where('portal_no', '=', portalNo)
        .where('card_no', '>', after)
        .orderBy('card_no')
        .limit(limit)
        .execute();
      return rows.map((row) => ({ ...toCard(row), toldAt: row.told_at, details: row.details }));
    },

    async processes(portalNo, after, limit) {
      const rows = await selectProcesses(database)
        .select(['p.told_at', 'p.details'])
        .where('p.portal_no', '=', portalNo)
        .where('p.process_no', '>', after)
        .orderBy('p.process_no')
        .limit(limit)
        .execute();
      return rows.map((row) => ({ ...toProcess(row), toldAt: row.told_at, details: row.details }));
    },

    ...deliveryQueries(database).scan,

    async pipelines(portalNo) {
      return await database
        .selectFrom('pipeline_stage')
        .select(['card_type as cardType', 'pipeline', 'stage_id as stage'])
        .where('portal_no', '=', portalNo)
        .execute();
    },
  };
}
