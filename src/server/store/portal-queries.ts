import type { Kysely, Selectable } from 'kysely';
import type { JournalStore, PortalRow } from './journal-store.ts';
import { builtOnce } from './built-query.ts';
import type { Database } from './schema.ts';

const toPortal = (row: Selectable<Database['portal']>): PortalRow => ({
  portalNo: row.portal_no,
  portal: row.portal,
  title: row.title,
  timeZone: row.time_zone,
  origin: row.origin,
  memberId: row.member_id,
  connection: row.connection,
  connectionSecret: row.connection_secret,
  masking: row.masking,
});

export function portalQueries(database: Kysely<Database>): JournalStore['portals'] {
  const find = async (portal: string) => {
    const row = await database.selectFrom('portal').selectAll().where('portal', '=', portal).executeTakeFirst();
    return row === undefined ? null : toPortal(row);
  };

  const byNumber = builtOnce(database, database.selectFrom('portal').selectAll().where('portal_no', '=', 0));
  return {
    find,
    async byNo(portalNo) {
      const [row] = await byNumber(portalNo);
      return row === undefined ? null : toPortal(row);
    },
    async list() {
      return (await database.selectFrom('portal').selectAll().orderBy('portal').execute()).map(toPortal);
    },
    async put(portal, change) {
      await database
        .insertInto('portal')
        .values({
          // The number is the database's to give.
          ...({} as { portal_no: number }),
          portal,
          title: null,
          time_zone: 'Europe/Moscow',
          origin: null,
          last_no: 0,
          member_id: null,
          connection: null,
          connection_secret: null,
          masking: null,
        })
        .onConflict((on) => on.column('portal').doNothing())
        .execute();
      const set = {
        ...(change.title === undefined ? {} : { title: change.title }),
        ...(change.timeZone === undefined ? {} : { time_zone: change.timeZone }),
        ...(change.origin === undefined ? {} : { origin: change.origin }),
        ...(change.memberId === undefined ? {} : { member_id: change.memberId }),
        ...(change.connection === undefined ? {} : { connection: change.connection }),
        ...(change.connectionSecret === undefined ? {} : { connection_secret: change.connectionSecret }),
        ...(change.masking === undefined ? {} : { masking: change.masking }),
      };
      if (Object.keys(set).length > 0) {
        await database.updateTable('portal').set(set).where('portal', '=', portal).execute();
      }
      const made = await find(portal);
      if (made === null) throw new Error(`portal ${portal} could not be made`);
      return made;
    },

    async byMember(memberId) {
      const row = await database.selectFrom('portal').selectAll().where('member_id', '=', memberId).executeTakeFirst();
      return row === undefined ? null : toPortal(row);
    },
  };
}
