import { type Kysely, type RawBuilder, sql } from 'kysely';
import type { Database } from './schema.ts';
import type { Search } from './search.ts';

/** What robots, templates and stages of a portal are called, for chips. */
export function searchNames(database: Kysely<Database>): Pick<Search, 'activities' | 'templates' | 'stages'> {
  const all = async <Row>(query: RawBuilder<Row>): Promise<Row[]> => [...(await query.execute(database)).rows];
  return {
    async activities(portalNo, after, limit) {
      return await all(sql<{ no: number; name: string; title: string | null; code: string | null }>`
        select activity_no as no, name, title, code from activity
        where portal_no = ${portalNo} and activity_no > ${after} order by activity_no limit ${limit}`);
    },

    async templates(portalNo, limit) {
      return await all(sql<{ no: number; id: string; name: string | null }>`select template_no as no, id, name
        from template where portal_no = ${portalNo} order by template_no desc limit ${limit}`);
    },

    async stages(portalNo, limit) {
      return await all(sql<{ id: string; name: string | null }>`select distinct stage_id as id, name from pipeline_stage
        where portal_no = ${portalNo} order by name limit ${limit}`);
    },
  };
}
