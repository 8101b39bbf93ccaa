import type { Kysely, Selectable } from 'kysely';
import { type AccountState, accountStates } from '#contract/person.ts';
import { type Role, roles } from '#contract/session.ts';
import type { AccountFacts, JournalStore } from './journal-store.ts';
import { keyQueries } from './key-queries.ts';
import type { Database } from './schema.ts';

const idleMs = 8 * 60 * 60 * 1000;
const absoluteMs = 24 * 60 * 60 * 1000;
/** A session's last sign is written at most this often. */
const seenEveryMs = 60 * 1000;

function toAccount(row: Selectable<Database['account']>): AccountFacts {
  const portals: unknown = JSON.parse(row.portals);
  return {
    accountNo: row.account_no,
    email: row.email,
    name: row.name,
    role: roles.find((role): role is Role => role === row.role) ?? 'manager',
    password: row.password,
    portals: Array.isArray(portals) ? portals.map(String) : [],
    state: accountStates.find((state): state is AccountState => state === row.state) ?? 'blocked',
    oidcIssuer: row.oidc_issuer,
    createdAt: row.created_at,
    signedInAt: row.signed_in_at,
  };
}

export function accountQueries(database: Kysely<Database>): JournalStore['accounts'] {
  const one = async (column: 'account_no' | 'email', value: number | string) => {
    const row = await database.selectFrom('account').selectAll().where(column, '=', value).executeTakeFirst();
    return row === undefined ? null : toAccount(row);
  };

  return {
    ...keyQueries(database),

    async list() {
      return (await database.selectFrom('account').selectAll().orderBy('name').orderBy('account_no').execute()).map(
        toAccount,
      );
    },

    byNo: async (accountNo) => await one('account_no', accountNo),

    async bySubject(issuer, subject) {
      const row = await database
        .selectFrom('account')
        .selectAll()
        .where('oidc_issuer', '=', issuer)
        .where('oidc_subject', '=', subject)
        .executeTakeFirst();
      return row === undefined ? null : toAccount(row);
    },

    async change(accountNo, { name, role, portals, password, state, oidc, signedInAt }) {
      const set = {
        ...(name === undefined ? {} : { name }),
        ...(role === undefined ? {} : { role }),
        ...(portals === undefined ? {} : { portals: JSON.stringify(portals) }),
        ...(password === undefined ? {} : { password }),
        ...(state === undefined ? {} : { state }),
        ...(oidc === undefined ? {} : { oidc_issuer: oidc.issuer, oidc_subject: oidc.subject }),
        ...(signedInAt === undefined ? {} : { signed_in_at: signedInAt }),
      };
      if (Object.keys(set).length === 0) return (await one('account_no', accountNo)) !== null;
      const { numUpdatedRows } = await database
        .updateTable('account')
        .set(set)
        .where('account_no', '=', accountNo)
        .executeTakeFirst();
      return numUpdatedRows > 0n;
    },

    async remove(accountNo) {
      await database.deleteFrom('session').where('account_no', '=', accountNo).execute();
      await database.deleteFrom('invitation').where('account_no', '=', accountNo).execute();
      const { numDeletedRows } = await database
        .deleteFrom('account')
        .where('account_no', '=', accountNo)
        .executeTakeFirst();
      return numDeletedRows > 0n;
    },

    async putInvitation(accountNo, tokenHash, expiresAt) {
      await database.deleteFrom('invitation').where('account_no', '=', accountNo).execute();
      await database
        .insertInto('invitation')
        .values({ token_hash: tokenHash, account_no: accountNo, expires_at: expiresAt })
        .execute();
    },

    async takeInvitation(tokenHash, now) {
      const taken = await database
        .deleteFrom('invitation')
        .where('token_hash', '=', tokenHash)
        .where('expires_at', '>', now)
        .returning('account_no')
        .executeTakeFirst();
      return taken === undefined ? null : await one('account_no', taken.account_no);
    },

    async sessionsOf(accountNo, now) {
      const rows = await database
        .selectFrom('session')
        .selectAll()
        .where('account_no', '=', accountNo)
        .where('created_at', '>', now - absoluteMs)
        .where('seen_at', '>', now - idleMs)
        .orderBy('created_at', 'desc')
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

    async count() {
      const row = await database
        .selectFrom('account')
        .select((eb) => eb.fn.countAll<number>().as('n'))
        .executeTakeFirstOrThrow();
      return row.n;
    },

    async add(account, onlyAsFirst) {
      const { email, name, role, password, portals } = account;
      const result = await database
        .insertInto('account')
        .columns(['email', 'name', 'role', 'password', 'portals', 'created_at'])
        .expression(
          database
            .selectNoFrom((inner) => [
              inner.val(email).as('email'),
              inner.val(name).as('name'),
              inner.val(role as string).as('role'),
              inner.val(password).as('password'),
              inner.val(JSON.stringify(portals)).as('portals'),
              inner.val(Date.now()).as('created_at'),
            ])
            // One statement: of two who claim at once, one finds the other's account and gets nothing.
            .where((inner) =>
              onlyAsFirst ? inner.not(inner.exists(inner.selectFrom('account').select('account_no'))) : inner.lit(true),
            ),
        )
        .onConflict((on) => on.column('email').doNothing())
        .executeTakeFirst();
      return (result.numInsertedOrUpdatedRows ?? 0n) > 0n;
    },

    async byEmail(email) {
      const row = await database.selectFrom('account').selectAll().where('email', '=', email).executeTakeFirst();
      return row === undefined ? null : toAccount(row);
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
