import type { ExpressionBuilder, Kysely, Selectable } from 'kysely';
import type { DigestKey, DigestRow, Digests } from './digests.ts';
import type { Database } from './schema.ts';

const toDigest = (row: Selectable<Database['digest_sent']>): DigestRow => ({
  cause: row.cause,
  event: row.event,
  eventAt: row.event_at,
  channel: row.channel,
  dueAt: row.due_at,
  state: row.state,
  tries: row.tries,
  firstTryAt: row.first_try_at,
  lastTryAt: row.last_try_at,
  fault: row.fault,
  status: row.status,
});

const isIt =
  (portalNo: number, { cause, event, eventAt, channel }: DigestKey) =>
  (eb: ExpressionBuilder<Database, 'digest_sent'>) =>
    eb.and({ portal_no: portalNo, cause, event, event_at: eventAt, channel });

export function digestQueries(database: Kysely<Database>): Digests {
  return {
    async settings(portalNo) {
      const row = await database
        .selectFrom('digest_settings')
        .selectAll()
        .where('portal_no', '=', portalNo)
        .executeTakeFirst();
      if (row === undefined) return null;
      return { settings: row.settings, webhook: row.webhook, since: row.since, lookedAt: row.looked_at };
    },

    async putSettings(portalNo, { settings, webhook, since, lookedAt }) {
      const values = { settings, webhook, since, looked_at: lookedAt };
      await database
        .insertInto('digest_settings')
        .values({ portal_no: portalNo, ...values })
        .onConflict((on) => on.column('portal_no').doUpdateSet(values))
        .execute();
    },

    async lookedAt(portalNo, at) {
      await database.updateTable('digest_settings').set({ looked_at: at }).where('portal_no', '=', portalNo).execute();
    },

    async ofCause(portalNo, cause) {
      const rows = await database
        .selectFrom('digest_sent')
        .selectAll()
        .where('portal_no', '=', portalNo)
        .where('cause', '=', cause)
        .execute();
      return rows.map(toDigest);
    },

    async add(portalNo, { cause, event, eventAt }, channels, dueAt) {
      const row = { portal_no: portalNo, cause, event, event_at: eventAt, due_at: dueAt, state: 'waiting', tries: 0 };
      const untried = { first_try_at: null, last_try_at: null, fault: null, status: null };
      await database
        .insertInto('digest_sent')
        .values(channels.map((channel) => ({ ...row, ...untried, channel })))
        .onConflict((on) => on.columns(['portal_no', 'cause', 'event', 'event_at', 'channel']).doNothing())
        .execute();
    },

    async due(portalNo, now, limit) {
      const rows = await database
        .selectFrom('digest_sent')
        .selectAll()
        .where('portal_no', '=', portalNo)
        .where('state', '=', 'waiting')
        .where('due_at', '<=', now)
        .orderBy('due_at')
        .orderBy('cause')
        .limit(limit)
        .execute();
      return rows.map(toDigest);
    },

    async change(portalNo, key, { dueAt, state, tries, firstTryAt, lastTryAt, fault, status }) {
      await database
        .updateTable('digest_sent')
        .set({
          ...(dueAt === undefined ? {} : { due_at: dueAt }),
          ...(state === undefined ? {} : { state }),
          ...(tries === undefined ? {} : { tries }),
          ...(firstTryAt === undefined ? {} : { first_try_at: firstTryAt }),
          ...(lastTryAt === undefined ? {} : { last_try_at: lastTryAt }),
          ...(fault === undefined ? {} : { fault }),
          ...(status === undefined ? {} : { status }),
        })
        .where(isIt(portalNo, key))
        .execute();
    },

    async interrupted(portalNo) {
      await database
        .updateTable('digest_sent')
        .set({ state: 'unknown', fault: 'interrupted' })
        .where('portal_no', '=', portalNo)
        .where('state', '=', 'sending')
        .execute();
    },

    async recent(portalNo, limit) {
      const rows = await database
        .selectFrom('digest_sent')
        .selectAll()
        .where('portal_no', '=', portalNo)
        .orderBy((eb) => eb.fn.coalesce('last_try_at', 'due_at'), 'desc')
        .orderBy('cause')
        .orderBy('channel')
        .limit(limit)
        .execute();
      return rows.map(toDigest);
    },
  };
}
