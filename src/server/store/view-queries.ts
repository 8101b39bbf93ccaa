import type { Kysely, Selectable } from 'kysely';
import { columnsOf, type PersonKey, personIn } from './person-key.ts';
import type { Database } from './schema.ts';
import type { ViewRow, Views } from './views.ts';

const toView = (row: Selectable<Database['failure_view']>): ViewRow => ({
  viewNo: row.view_no,
  maker: makerOf(row),
  name: row.name,
  search: row.search,
  isShared: row.is_shared === 1,
  createdAt: row.created_at,
});

export function viewQueries(database: Kysely<Database>): Views {
  return {
    async list(portalNo) {
      const rows = await database
        .selectFrom('failure_view')
        .selectAll()
        .where('portal_no', '=', portalNo)
        .orderBy('view_no')
        .execute();
      return rows.map(toView);
    },

    async add(portalNo, { maker, name, search, isShared, createdAt }) {
      const { account, portalPerson } = columnsOf(maker);
      const row = await database
        .insertInto('failure_view')
        .values({
          portal_no: portalNo,
          account_no: account,
          person_no: portalPerson,
          name,
          search,
          is_shared: isShared ? 1 : 0,
          created_at: createdAt,
        })
        .returningAll()
        .executeTakeFirstOrThrow();
      return toView(row);
    },

    async change(portalNo, viewNo, { name, search, isShared }) {
      const row = await database
        .updateTable('failure_view')
        .set((eb) => ({
          name: name ?? eb.ref('name'),
          search: search ?? eb.ref('search'),
          is_shared: isShared === undefined ? eb.ref('is_shared') : Number(isShared),
        }))
        .where('portal_no', '=', portalNo)
        .where('view_no', '=', viewNo)
        .returningAll()
        .executeTakeFirst();
      return row === undefined ? null : toView(row);
    },

    async remove(portalNo, viewNo) {
      const { numDeletedRows } = await database
        .deleteFrom('failure_view')
        .where('portal_no', '=', portalNo)
        .where('view_no', '=', viewNo)
        .executeTakeFirst();
      return numDeletedRows > 0n;
    },
  };
}

function makerOf({ account_no, person_no }: Selectable<Database['failure_view']>): PersonKey {
  const maker = personIn({ account: account_no, portalPerson: person_no });
  if (maker === null) throw new Error('a view has a maker');
  return maker;
}
