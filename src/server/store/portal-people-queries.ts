import type { Kysely, Selectable } from 'kysely';
import type { PortalPeople, PortalPersonRow } from './portal-people.ts';
import type { Database } from './schema.ts';

const toPerson = (row: Selectable<Database['portal_person']>): PortalPersonRow => ({
  personNo: row.person_no,
  user: row.user_id,
  name: row.name,
  isSupport: row.is_support === 1,
});

export function portalPeopleQueries(database: Kysely<Database>): PortalPeople {
  return {
    async list(portalNo) {
      const rows = await database
        .selectFrom('portal_person')
        .selectAll()
        .where('portal_no', '=', portalNo)
        .orderBy('person_no')
        .execute();
      return rows.map(toPerson);
    },

    async find(portalNo, user) {
      const row = await database
        .selectFrom('portal_person')
        .selectAll()
        .where('portal_no', '=', portalNo)
        .where('user_id', '=', user)
        .executeTakeFirst();
      return row === undefined ? null : toPerson(row);
    },

    async remember(portalNo, { user, name }) {
      const row = await database
        .insertInto('portal_person')
        .values({ portal_no: portalNo, user_id: user, name, is_support: 1 })
        .onConflict((on) => on.columns(['portal_no', 'user_id']).doUpdateSet({ name, is_support: 1 }))
        .returning('person_no')
        .executeTakeFirstOrThrow();
      return row.person_no;
    },

    async came(portalNo, { user, name, isSupport }) {
      await database
        .updateTable('portal_person')
        .set((eb) => ({ name: name ?? eb.ref('name'), is_support: Number(isSupport) }))
        .where('portal_no', '=', portalNo)
        .where('user_id', '=', user)
        .execute();
    },
  };
}
