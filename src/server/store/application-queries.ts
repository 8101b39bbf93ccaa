import type { Kysely } from 'kysely';
import { type Scope, scopes } from '#contract/session.ts';
import type { ApplicationRow, JournalStore, RegisteredActivityRow, WaitingStep } from './journal-store.ts';
import { builtOnce } from './built-query.ts';
import type { Database } from './schema.ts';

const dayMs = 24 * 60 * 60 * 1000;
/** First answers count for this long: longer than any client tries again. */
export const answersKeptMs = 7 * dayMs;

function toStep(row: Database['event_token']): WaitingStep {
  return {
    event: row.event,
    processNo: row.process_no,
    activity: { name: row.activity, title: row.title, code: row.code },
    useSubscription: row.use_subscription === 1,
    createdAt: row.created_at,
    expiresAt: row.expires_at,
    closedAt: row.closed_at,
    closedBy: row.closed_by === 'application' || row.closed_by === 'engine' ? row.closed_by : null,
    answer: row.answer,
  };
}

function toApplication(row: Database['application']): ApplicationRow {
  return {
    clientId: row.client_id,
    portalNo: row.portal_no,
    title: row.title,
    secretHash: row.secret_hash,
    user: row.user,
    scopes: row.scopes.split(',').filter((scope): scope is Scope => scopes.some((known) => known === scope)),
    createdAt: row.created_at,
  };
}

function toActivity(row: Database['registered_activity']): RegisteredActivityRow {
  return {
    clientId: row.client_id,
    code: row.code,
    isRobot: row.is_robot === 1,
    handler: row.handler,
    fields: row.fields,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
    wroteAt: row.wrote_at,
  };
}

const changed = (rows: bigint | undefined) => (rows ?? 0n) > 0n;

export function applicationQueries(database: Kysely<Database>): JournalStore['applications'] {
  const stepByEvent = builtOnce(
    database,
    database.selectFrom('event_token').selectAll().where('portal_no', '=', 0).where('event', '=', ''),
  );
  const answerTo = builtOnce(
    database,
    database
      .selectFrom('given_answer')
      .select(['content', 'answer'])
      .where('portal_no', '=', 0)
      .where('request', '=', '')
      .where('given_at', '>', 0),
  );
  const byTokenHash = builtOnce(
    database,
    database
      .selectFrom('access_token as t')
      .innerJoin('application as a', 'a.client_id', 't.client_id')
      .selectAll('a')
      .select('t.expires_at')
      .where('t.token_hash', '=', '')
      .where('t.kind', '=', ''),
  );
  return {
    async addStep(portalNo, step) {
      await database
        .insertInto('event_token')
        .values({
          portal_no: portalNo,
          event: step.event,
          process_no: step.processNo,
          activity: step.activity.name,
          title: step.activity.title,
          code: step.activity.code,
          use_subscription: Number(step.useSubscription),
          created_at: step.createdAt,
          expires_at: step.expiresAt,
          closed_at: step.closedAt,
          closed_by: step.closedBy,
          answer: step.answer,
        })
        .execute();
    },

    async step(portalNo, event) {
      const [row] = await stepByEvent(portalNo, event);
      return row === undefined ? null : toStep(row);
    },

    async stepsOf(portalNo, processNo, limit) {
      const rows = await database
        .selectFrom('event_token')
        .selectAll()
        .where('portal_no', '=', portalNo)
        .where('process_no', '=', processNo)
        .orderBy('created_at', 'desc')
        .limit(limit)
        .execute();
      return rows.map(toStep);
    },

    async closeStep(portalNo, event, by, answer, now) {
      const result = await database
        .updateTable('event_token')
        .set({ closed_at: now, closed_by: by, answer })
        .where('portal_no', '=', portalNo)
        .where('event', '=', event)
        .where('closed_at', 'is', null)
        .executeTakeFirst();
      return changed(result.numUpdatedRows);
    },

    async issuesTokens(portalNo) {
      const row = await database
        .selectFrom('event_token')
        .select('event')
        .where('portal_no', '=', portalNo)
        .limit(1)
        .executeTakeFirst();
      return row !== undefined;
    },

    async countSilent(portalNo, reason, writer, now) {
      await database
        .insertInto('silent_write')
        .values({ portal_no: portalNo, reason, writer, day: Math.floor(now / dayMs), writes: 1 })
        .onConflict((on) =>
          on
            .columns(['portal_no', 'day', 'reason', 'writer'])
            .doUpdateSet((eb) => ({ writes: eb('silent_write.writes', '+', 1) })),
        )
        .execute();
    },

    async silent(portalNo, since) {
      return await database
        .selectFrom('silent_write')
        .select(['reason', 'day', 'writer', 'writes'])
        .where('portal_no', '=', portalNo)
        .where('day', '>=', Math.floor(since / dayMs))
        .orderBy('day', 'desc')
        .orderBy('reason')
        .orderBy('writer')
        .execute();
    },

    async add(application) {
      await database
        .insertInto('application')
        .values({
          client_id: application.clientId,
          portal_no: application.portalNo,
          title: application.title,
          secret_hash: application.secretHash,
          user: application.user,
          scopes: application.scopes.join(','),
          created_at: application.createdAt,
        })
        .execute();
    },

    async find(clientId) {
      const row = await database
        .selectFrom('application')
        .selectAll()
        .where('client_id', '=', clientId)
        .executeTakeFirst();
      return row === undefined ? null : toApplication(row);
    },

    async list(portalNo) {
      const rows = await database
        .selectFrom('application')
        .selectAll()
        .where('portal_no', '=', portalNo)
        .orderBy('created_at', 'desc')
        .execute();
      return rows.map(toApplication);
    },

    async remove(portalNo, clientId) {
      const result = await database
        .deleteFrom('application')
        .where('portal_no', '=', portalNo)
        .where('client_id', '=', clientId)
        .executeTakeFirst();
      if (!changed(result.numDeletedRows)) return false;
      await database.deleteFrom('access_token').where('client_id', '=', clientId).execute();
      await database
        .deleteFrom('registered_activity')
        .where('portal_no', '=', portalNo)
        .where('client_id', '=', clientId)
        .execute();
      return true;
    },

    async addToken(tokenHash, clientId, kind, expiresAt) {
      await database
        .insertInto('access_token')
        .values({ token_hash: tokenHash, client_id: clientId, kind, expires_at: expiresAt })
        .execute();
    },

    async byToken(tokenHash, kind) {
      const [row] = await byTokenHash(tokenHash, kind);
      return row === undefined ? null : { application: toApplication(row), expiresAt: row.expires_at };
    },

    async endToken(tokenHash, at) {
      await database
        .updateTable('access_token')
        .set({ expires_at: at })
        .where('token_hash', '=', tokenHash)
        .where('expires_at', '>', at)
        .execute();
    },

    async activities(portalNo, clientId) {
      let query = database.selectFrom('registered_activity').selectAll().where('portal_no', '=', portalNo);
      if (clientId !== null) query = query.where('client_id', '=', clientId);
      return (await query.orderBy('created_at').orderBy('code').execute()).map(toActivity);
    },

    async addActivity(portalNo, activity) {
      const result = await database
        .insertInto('registered_activity')
        .values({
          portal_no: portalNo,
          client_id: activity.clientId,
          code: activity.code,
          is_robot: Number(activity.isRobot),
          handler: activity.handler,
          fields: activity.fields,
          created_at: activity.createdAt,
          updated_at: activity.updatedAt,
          wrote_at: activity.wroteAt,
        })
        .onConflict((on) => on.columns(['portal_no', 'client_id', 'code']).doNothing())
        .executeTakeFirst();
      return changed(result.numInsertedOrUpdatedRows);
    },

    async updateActivity(portalNo, activity) {
      const result = await database
        .updateTable('registered_activity')
        .set({ handler: activity.handler, fields: activity.fields, updated_at: activity.updatedAt })
        .where('portal_no', '=', portalNo)
        .where('client_id', '=', activity.clientId)
        .where('code', '=', activity.code)
        .where('is_robot', '=', Number(activity.isRobot))
        .executeTakeFirst();
      return changed(result.numUpdatedRows);
    },

    async removeActivity(portalNo, clientId, code, isRobot) {
      const result = await database
        .deleteFrom('registered_activity')
        .where('portal_no', '=', portalNo)
        .where('client_id', '=', clientId)
        .where('code', '=', code)
        .where('is_robot', '=', Number(isRobot))
        .executeTakeFirst();
      return changed(result.numDeletedRows);
    },

    async activityWrote(portalNo, code, now) {
      await database
        .updateTable('registered_activity')
        .set({ wrote_at: now })
        .where('portal_no', '=', portalNo)
        .where('code', '=', code)
        .execute();
    },

    async givenAnswer(portalNo, request, now) {
      const [row] = await answerTo(portalNo, request, now - answersKeptMs);
      return row ?? null;
    },

    async keepAnswer(portalNo, { request, content, answer }, now) {
      await database
        .insertInto('given_answer')
        .values({ portal_no: portalNo, request, content, answer, given_at: now })
        .onConflict((on) =>
          on
            .columns(['portal_no', 'request'])
            .doUpdateSet({ content, answer, given_at: now })
            .where('given_answer.given_at', '<=', now - answersKeptMs),
        )
        .execute();
      // One request in many cleans up; a table of a week stays a table of a week.
      if (now % 997 === 0) {
        await database
          .deleteFrom('given_answer')
          .where('given_at', '<', now - answersKeptMs)
          .execute();
      }
    },

    async templates(portalNo) {
      const rows = await database
        .selectFrom('template')
        .select(['id', 'version', 'name', 'card_type', 'origin', 'told_at'])
        .where('portal_no', '=', portalNo)
        .orderBy('id')
        .orderBy('version')
        .limit(10_000)
        .execute();
      return rows.map(({ card_type, told_at, ...row }) => ({ ...row, cardType: card_type, toldAt: told_at }));
    },
  };
}
