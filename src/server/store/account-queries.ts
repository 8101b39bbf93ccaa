import type { Kysely } from 'kysely';
import { type Role, roles, type Scope, scopes } from '#contract/session.ts';
import type { AccountRow, JournalStore, PortalRow } from './journal-store.ts';
import type { Database } from './schema.ts';

const idleMs = 8 * 60 * 60 * 1000;
const absoluteMs = 24 * 60 * 60 * 1000;
/** A session's last sign is written at most this often. */
const seenEveryMs = 60 * 1000;

const toPortal = (row: Omit<Database['portal'], 'last_no'>): PortalRow => ({
  portalNo: row.portal_no,
  portal: row.portal,
  title: row.title,
  timeZone: row.time_zone,
  origin: row.origin,
});

function toAccount(row: Omit<Database['account'], 'created_at'>): AccountRow {
  const portals: unknown = JSON.parse(row.portals);
  return {
    accountNo: row.account_no,
    email: row.email,
    name: row.name,
    role: roles.find((role): role is Role => role === row.role) ?? 'manager',
    password: row.password,
    portals: Array.isArray(portals) ? portals.map(String) : [],
  };
}

export function accountQueries(database: Kysely<Database>): Pick<JournalStore, 'portals' | 'accounts'> {
  const find = async (portal: string) => {
    const row = await database.selectFrom('portal').selectAll().where('portal', '=', portal).executeTakeFirst();
    return row === undefined ? null : toPortal(row);
  };

  return {
    portals: {
      find,
      async byNo(portalNo) {
        const row = await database
          .selectFrom('portal')
          .selectAll()
          .where('portal_no', '=', portalNo)
          .executeTakeFirst();
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
          })
          .onConflict((on) => on.column('portal').doNothing())
          .execute();
        const set = {
          ...(change.title === undefined ? {} : { title: change.title }),
          ...(change.timeZone === undefined ? {} : { time_zone: change.timeZone }),
          ...(change.origin === undefined ? {} : { origin: change.origin }),
        };
        if (Object.keys(set).length > 0) {
          await database.updateTable('portal').set(set).where('portal', '=', portal).execute();
        }
        const made = await find(portal);
        if (made === null) throw new Error(`portal ${portal} could not be made`);
        return made;
      },
    },

    accounts: {
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
                onlyAsFirst
                  ? inner.not(inner.exists(inner.selectFrom('account').select('account_no')))
                  : inner.lit(true),
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

      async openSession(tokenHash, accountNo, now) {
        await database
          .deleteFrom('session')
          .where('created_at', '<', now - absoluteMs)
          .execute();
        await database
          .insertInto('session')
          .values({ token_hash: tokenHash, account_no: accountNo, created_at: now, seen_at: now })
          .execute();
      },

      async bySession(tokenHash, now) {
        const row = await database
          .selectFrom('session as s')
          .innerJoin('account as a', 'a.account_no', 's.account_no')
          .select(['a.account_no', 'a.email', 'a.name', 'a.role', 'a.password', 'a.portals', 's.seen_at'])
          .where('s.token_hash', '=', tokenHash)
          .where('s.created_at', '>', now - absoluteMs)
          .where('s.seen_at', '>', now - idleMs)
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

      async addKey({ keyId, portalNo, user, scopes: granted, secretHash, expiresAt, now }) {
        await database
          .insertInto('access_key')
          .values({
            key_id: keyId,
            portal_no: portalNo,
            user,
            scopes: granted.join(','),
            secret_hash: secretHash,
            created_at: now,
            expires_at: expiresAt,
            used_at: null,
          })
          .execute();
      },

      async keyById(keyId) {
        const row = await database.selectFrom('access_key').selectAll().where('key_id', '=', keyId).executeTakeFirst();
        if (row === undefined) return null;
        return {
          keyId,
          portalNo: row.portal_no,
          user: row.user,
          scopes: row.scopes.split(',').filter((scope): scope is Scope => scopes.some((known) => known === scope)),
          secretHash: row.secret_hash,
          expiresAt: row.expires_at,
        };
      },

      async keyUsed(keyId, now) {
        await database.updateTable('access_key').set({ used_at: now }).where('key_id', '=', keyId).execute();
      },
    },
  };
}
