import type { Kysely } from 'kysely';
import type { JournalStore } from './journal-store.ts';
import type { Database } from './schema.ts';
import { toAccount } from './to-account.ts';

const idleMs = 8 * 60 * 60 * 1000;
const absoluteMs = 24 * 60 * 60 * 1000;
/** A session's last sign is written at most this often. */
const seenEveryMs = 60 * 1000;

type SignInQueries = Pick<
  JournalStore['accounts'],
  | 'putInvitation'
  | 'takeInvitation'
  | 'byInvitation'
  | 'dropInvitation'
  | 'openSession'
  | 'sessionsOf'
  | 'closeSessions'
  | 'bySession'
  | 'closeSession'
  | 'putClaim'
  | 'hasClaim'
  | 'dropClaims'
>;

/** What lets somebody in, by its hash: invitations, sessions, the claim of the instance. */
export function signInQueries(database: Kysely<Database>): SignInQueries {
  return {
    async putInvitation(accountNo, tokenHash, expiresAt) {
      const invitation = { token_hash: tokenHash, account_no: accountNo, expires_at: expiresAt };
      await database
        .insertInto('invitation')
        .values(invitation)
        .onConflict((on) => on.column('account_no').doUpdateSet({ token_hash: tokenHash, expires_at: expiresAt }))
        .execute();
    },

    async takeInvitation(tokenHash, now) {
      const taken = await database
        .deleteFrom('invitation')
        .where('token_hash', '=', tokenHash)
        .where('expires_at', '>', now)
        .returning('account_no')
        .executeTakeFirst();
      if (taken === undefined) return null;
      const row = await database
        .selectFrom('account')
        .selectAll()
        .where('account_no', '=', taken.account_no)
        .executeTakeFirst();
      return row === undefined ? null : toAccount(row);
    },

    async byInvitation(tokenHash, now) {
      const row = await database
        .selectFrom('invitation as i')
        .innerJoin('account as a', 'a.account_no', 'i.account_no')
        .selectAll('a')
        .where('i.token_hash', '=', tokenHash)
        .where('i.expires_at', '>', now)
        .executeTakeFirst();
      return row === undefined ? null : toAccount(row);
    },

    async dropInvitation(accountNo) {
      await database.deleteFrom('invitation').where('account_no', '=', accountNo).execute();
    },

    async openSession(tokenHash, accountNo, now, about) {
      await database
        .deleteFrom('session')
        .where('created_at', '<', now - absoluteMs)
        .execute();
      await database
        .insertInto('session')
        .values({
          token_hash: tokenHash,
          account_no: accountNo,
          created_at: now,
          seen_at: now,
          session: about?.session ?? null,
          browser: about?.browser ?? null,
          network: about?.network ?? null,
        })
        .execute();
    },

    async sessionsOf(accountNo, now) {
      const rows = await database
        .selectFrom('session')
        .selectAll()
        .where('account_no', '=', accountNo)
        .where('created_at', '>', now - absoluteMs)
        .where('seen_at', '>', now - idleMs)
        .orderBy('created_at', 'desc')
        .orderBy('token_hash')
        .execute();
      return rows.map((row) => ({
        // One opened before sessions had public ids cannot be ended by one.
        session: row.session ?? '',
        browser: row.browser,
        network: row.network,
        openedAt: row.created_at,
        seenAt: row.seen_at,
        tokenHash: row.token_hash,
      }));
    },

    async closeSessions(accountNo, which) {
      let query = database.deleteFrom('session').where('account_no', '=', accountNo);
      if ('session' in which) query = query.where('session', '=', which.session);
      else if (which.butToken !== null) query = query.where('token_hash', '!=', which.butToken);
      return Number((await query.executeTakeFirst()).numDeletedRows);
    },

    async bySession(tokenHash, now) {
      const row = await database
        .selectFrom('session as s')
        .innerJoin('account as a', 'a.account_no', 's.account_no')
        .selectAll('a')
        .select('s.seen_at')
        .where('s.token_hash', '=', tokenHash)
        .where('s.created_at', '>', now - absoluteMs)
        .where('s.seen_at', '>', now - idleMs)
        .where('a.state', '=', 'active')
        .executeTakeFirst();
      if (row === undefined) return null;
      if (row.seen_at < now - seenEveryMs) {
        // On a full disk the session goes on unmarked: reading needs no writing.
        const seen = database.updateTable('session').set({ seen_at: now }).where('token_hash', '=', tokenHash);
        await seen.execute().catch(() => undefined);
      }
      return toAccount(row);
    },

    async closeSession(tokenHash) {
      await database.deleteFrom('session').where('token_hash', '=', tokenHash).execute();
    },

    async putClaim(tokenHash, expiresAt) {
      await database.deleteFrom('claim').execute();
      await database.insertInto('claim').values({ token_hash: tokenHash, expires_at: expiresAt }).execute();
    },

    async hasClaim(tokenHash, now) {
      const row = await database
        .selectFrom('claim')
        .select('token_hash')
        .where('token_hash', '=', tokenHash)
        .where('expires_at', '>', now)
        .executeTakeFirst();
      return row !== undefined;
    },

    async dropClaims() {
      await database.deleteFrom('claim').execute();
    },
  };
}
