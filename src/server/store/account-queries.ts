import type { ExpressionBuilder, Kysely } from 'kysely';
import type { JournalStore } from './journal-store.ts';
import { keyQueries } from './key-queries.ts';
import type { Database } from './schema.ts';
import { signInQueries } from './sign-in-queries.ts';
import { toAccount } from './to-account.ts';

/**
 * True of every account but the last administrator who can sign in. In the statement that takes the right away: of two
 * who demote each other at once, one stays.
 */
function isNotLastAdministrator(eb: ExpressionBuilder<Database, 'account'>, accountNo: number) {
  const another = eb
    .selectFrom('account as other')
    .select('other.account_no')
    .where('other.account_no', '!=', accountNo)
    .where('other.role', '=', 'administrator')
    .where('other.state', '=', 'active');
  return eb.or([eb('role', '!=', 'administrator'), eb('state', '!=', 'active'), eb.exists(another)]);
}

/** The highest number that an account has or had. */
function lastNumber(database: Kysely<Database>) {
  return database
    .selectFrom(
      database
        .selectFrom('account')
        .select('account_no')
        .unionAll(database.selectFrom('removed_account').select('account_no'))
        .as('given'),
    )
    .select((eb) => eb.fn.coalesce(eb.fn.max('account_no'), eb.lit(0)).as('last'));
}

export function accountQueries(database: Kysely<Database>): JournalStore['accounts'] {
  const one = async (column: 'account_no' | 'email', value: number | string) => {
    const row = await database.selectFrom('account').selectAll().where(column, '=', value).executeTakeFirst();
    return row === undefined ? null : toAccount(row);
  };

  return {
    ...keyQueries(database),
    ...signInQueries(database),

    async list() {
      return (await database.selectFrom('account').selectAll().orderBy('name').orderBy('account_no').execute()).map(
        toAccount,
      );
    },

    byNo: async (accountNo) => await one('account_no', accountNo),
    byEmail: async (email) => await one('email', email),

    async bySubject(issuer, subject) {
      const row = await database
        .selectFrom('account')
        .selectAll()
        .where('oidc_issuer', '=', issuer)
        .where('oidc_subject', '=', subject)
        .executeTakeFirst();
      return row === undefined ? null : toAccount(row);
    },

    async change(accountNo, { name, role, portals, password, state, signedInAt }) {
      const set = {
        ...(name === undefined ? {} : { name }),
        ...(role === undefined ? {} : { role }),
        ...(portals === undefined ? {} : { portals: JSON.stringify(portals) }),
        ...(password === undefined ? {} : { password }),
        ...(state === undefined ? {} : { state }),
        ...(signedInAt === undefined ? {} : { signed_in_at: signedInAt }),
      };
      if (Object.keys(set).length === 0) return (await one('account_no', accountNo)) !== null;
      const endsAdministrator =
        (role !== undefined && role !== 'administrator') || (state !== undefined && state !== 'active');
      let query = database.updateTable('account').set(set).where('account_no', '=', accountNo);
      if (endsAdministrator) query = query.where((eb) => isNotLastAdministrator(eb, accountNo));
      return (await query.executeTakeFirst()).numUpdatedRows > 0n;
    },

    async linkSubject(accountNo, issuer, subject) {
      const { numUpdatedRows } = await database
        .updateTable('account')
        .set({ oidc_issuer: issuer, oidc_subject: subject, state: 'active' })
        .where('account_no', '=', accountNo)
        .where('state', '=', 'invited')
        .executeTakeFirst();
      return numUpdatedRows > 0n;
    },

    async remove(accountNo) {
      // First: should nothing come after it, a number is never given that still has sessions.
      await database
        .insertInto('removed_account')
        .values({ account_no: accountNo })
        .onConflict((on) => on.doNothing())
        .execute();
      const { numDeletedRows } = await database
        .deleteFrom('account')
        .where('account_no', '=', accountNo)
        .where((eb) => isNotLastAdministrator(eb, accountNo))
        .executeTakeFirst();
      if (numDeletedRows === 0n) return false;
      // Without their account they let nobody in, should these not come to pass.
      await database.deleteFrom('session').where('account_no', '=', accountNo).execute();
      await database.deleteFrom('invitation').where('account_no', '=', accountNo).execute();
      // What he kept for himself nobody sees any more; what he shared stays with those who use it.
      await database
        .deleteFrom('failure_view')
        .where('account_no', '=', accountNo)
        .where('is_shared', '=', 0)
        .execute();
      return true;
    },

    async count() {
      const row = await database
        .selectFrom('account')
        .select((eb) => eb.fn.countAll<number>().as('n'))
        .executeTakeFirstOrThrow();
      return row.n;
    },

    async add(account, onlyAsFirst) {
      const { email, name, role, password, portals, state = 'active' } = account;
      const result = await database
        .insertInto('account')
        .columns(['account_no', 'email', 'name', 'role', 'password', 'portals', 'created_at', 'state'])
        .expression(
          database
            .selectNoFrom((inner) => [
              inner(lastNumber(database), '+', 1).as('account_no'),
              inner.val(email).as('email'),
              inner.val(name).as('name'),
              inner.val(role as string).as('role'),
              inner.val(password).as('password'),
              inner.val(JSON.stringify(portals)).as('portals'),
              inner.val(Date.now()).as('created_at'),
              inner.val(state as string).as('state'),
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
  };
}
