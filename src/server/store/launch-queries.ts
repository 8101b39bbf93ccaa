import type { Kysely, Selectable } from 'kysely';
import type { LaunchRow, Launches } from './launches.ts';
import type { Database } from './schema.ts';

const toLaunch = (row: Selectable<Database['launch']>): LaunchRow => ({
  launchNo: row.launch_no,
  portalNo: row.portal_no,
  userId: row.user_id,
  userName: row.user_name,
  role: row.role === 'support' ? 'support' : 'manager',
  card: row.card_type === null || row.card_id === null ? null : { type: row.card_type, id: row.card_id },
  expiresAt: row.expires_at,
});

export function launchQueries(database: Kysely<Database>): Launches {
  return {
    async add({ portalNo, userId, userName, role, card, createdAt, expiresAt }, found) {
      await database.deleteFrom('launch').where('expires_at', '<', createdAt).execute();
      const row = await database
        .insertInto('launch')
        .values({
          portal_no: portalNo,
          user_id: userId,
          user_name: userName,
          role,
          card_type: card?.type ?? null,
          card_id: card?.id ?? null,
          code_hash: 'codeHash' in found ? found.codeHash : null,
          bearer_hash: 'bearerHash' in found ? found.bearerHash : null,
          created_at: createdAt,
          expires_at: expiresAt,
        })
        .returningAll()
        .executeTakeFirstOrThrow();
      return toLaunch(row);
    },

    async exchange(codeHash, bearerHash, expiresAt, now) {
      const row = await database
        .updateTable('launch')
        .set({ code_hash: null, bearer_hash: bearerHash, expires_at: expiresAt })
        .where('code_hash', '=', codeHash)
        .where('expires_at', '>', now)
        .returningAll()
        .executeTakeFirst();
      return row === undefined ? null : toLaunch(row);
    },

    async byBearer(bearerHash, now) {
      const row = await database
        .selectFrom('launch')
        .selectAll()
        .where('bearer_hash', '=', bearerHash)
        .where('expires_at', '>', now)
        .executeTakeFirst();
      return row === undefined ? null : toLaunch(row);
    },

    async endAll(portalNo) {
      await database.deleteFrom('launch').where('portal_no', '=', portalNo).execute();
    },

    async useToken(portalNo, token, expiresAt, now) {
      await database.deleteFrom('used_launch_token').where('expires_at', '<', now).execute();
      const result = await database
        .insertInto('used_launch_token')
        .values({ portal_no: portalNo, token, expires_at: expiresAt })
        .onConflict((on) => on.doNothing())
        .executeTakeFirst();
      return (result.numInsertedOrUpdatedRows ?? 0n) > 0n;
    },
  };
}
