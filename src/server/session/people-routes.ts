import type { FastifyRequest } from 'fastify';
import type { AccountInList } from '#contract/person.ts';
import { Problem } from '#contract/problem.ts';
import { type Registrar, route } from '#server/http/endpoint.ts';
import type { AccountFacts, JournalStore } from '#server/store/journal-store.ts';
import { requireUncommon } from './common-passwords.ts';
import { makeInvitation } from './invitation.ts';
import { hashPassword } from './password.ts';
import { objectOf, personOf, type Sessions } from './sessions.ts';

const taken = 'an account with this e-mail is there already';
const lastOne = 'this is the only administrator who can sign in';

/** Who has an account, as whom, and by which link he sets his password. */
export function registerPeopleRoutes(
  registrar: Registrar,
  options: {
    store: Pick<JournalStore, 'accounts' | 'portals'>;
    sessions: Sessions;
    /** The address that people use. */
    addressOf(request: FastifyRequest): string;
    now(): number;
  },
): void {
  const { store, sessions, addressOf, now } = options;

  async function byNumber(person: string): Promise<AccountFacts> {
    const account = await store.accounts.byNo(Number(person));
    if (account === null) throw new Problem('not_found', 'no such person');
    return account;
  }

  async function requirePortals(names: readonly string[]): Promise<void> {
    const known = new Set((await store.portals.list()).map(({ portal }) => portal));
    if (names.some((name) => !known.has(name))) throw new Problem('invalid_request', 'the body: no such portal');
  }

  /** Asked before anything is noted; the store asks it once more in the statement itself. */
  async function requireAnotherAdministrator(account: AccountFacts): Promise<void> {
    if (account.role !== 'administrator' || account.state !== 'active') return;
    const isAnother = (other: AccountFacts) =>
      other.role === 'administrator' && other.state === 'active' && other.accountNo !== account.accountNo;
    if (!(await store.accounts.list()).some(isAnother)) throw new Problem('conflict', lastOne);
  }

  /** An account that nobody can sign in to yet: that comes when it is in the audit log, under the number that it has now. */
  async function addAccount(
    account: Parameters<JournalStore['accounts']['add']>[0],
    note: (made: AccountFacts) => Promise<void>,
  ): Promise<AccountFacts> {
    if (!(await store.accounts.add(account, false))) throw new Problem('conflict', taken);
    const made = await store.accounts.byEmail(account.email);
    if (made === null) throw new Problem('conflict', taken);
    try {
      await note(made);
    } catch (error) {
      await store.accounts.remove(made.accountNo).catch(() => undefined);
      throw error;
    }
    return made;
  }

  route(registrar, 'people', async () => ({ items: (await store.accounts.list()).map(present) }));

  route(registrar, 'addPerson', async ({ body, note }) => {
    requireUncommon(body.password);
    await requirePortals(body.portals);
    const { name, role, portals } = body;
    const email = body.email.toLowerCase();
    const password = await hashPassword(body.password);
    const { accountNo } = await addAccount({ email, name, role, portals, password, state: 'invited' }, async (made) => {
      await note({ object: objectOf(made), details: { role, portals } });
    });
    await store.accounts.change(accountNo, { state: 'active' });
    return { email };
  });

  route(registrar, 'invitePerson', async ({ body, request, note }) => {
    await requirePortals(body.portals);
    const { name, role, portals } = body;
    const email = body.email.toLowerCase();
    const { accountNo } = await addAccount(
      { email, name, role, portals, password: '', state: 'invited' },
      async (made) => await note({ object: objectOf(made), details: { role, portals } }),
    );
    return presentLink(accountNo, await makeInvitation(store, accountNo, addressOf(request), { now: now() }));
  });

  route(registrar, 'renewInvitation', async ({ params, request, note }) => {
    const account = await byNumber(params.person);
    if (account.state === 'blocked') throw new Problem('conflict', 'the account is blocked');
    if (account.oidcIssuer !== null) throw new Problem('conflict', 'he signs in by OpenID and has no password here');
    await note({ object: objectOf(account), details: { again: true } });
    const made = await makeInvitation(store, account.accountNo, addressOf(request), { now: now() });
    return presentLink(account.accountNo, made);
  });

  route(registrar, 'changePerson', async ({ params, body, caller, request, note }) => {
    const account = await byNumber(params.person);
    if (body.portals !== undefined) await requirePortals(body.portals);
    const state = body.isBlocked === undefined ? account.state : body.isBlocked ? 'blocked' : stateWhenFree(account);
    const isDemoted = (body.role !== undefined && body.role !== 'administrator') || state !== 'active';
    if (isDemoted) await requireAnotherAdministrator(account);

    const change = {
      ...(body.name === undefined ? {} : { name: body.name }),
      ...(body.role === undefined ? {} : { role: body.role }),
      ...(body.portals === undefined ? {} : { portals: body.portals }),
      ...(state === account.state ? {} : { state }),
    };
    const { name: _, ...rights } = change;
    await note({ object: objectOf(account), details: { fields: Object.keys(change), ...rights } });
    if (!(await store.accounts.change(account.accountNo, change))) throw new Problem('conflict', lastOne);
    if (state === 'blocked') await store.accounts.dropInvitation(account.accountNo);
    if (Object.keys(rights).length > 0) {
      // His own session here goes on, with the rights that he has from now on.
      const isOwn = personOf(caller).accountNo === account.accountNo;
      await store.accounts.closeSessions(account.accountNo, { butToken: isOwn ? sessions.tokenHash(request) : null });
    }
    return present(await byNumber(params.person));
  });

  route(registrar, 'removePerson', async ({ params, note }) => {
    const account = await byNumber(params.person);
    await requireAnotherAdministrator(account);
    await note({ object: objectOf(account) });
    if (!(await store.accounts.remove(account.accountNo))) throw new Problem('conflict', lastOne);
    return {};
  });
}

/** One who never signed in has no way to, but by a new link. */
function stateWhenFree({ state, password, oidcIssuer }: AccountFacts): AccountFacts['state'] {
  if (state !== 'blocked') return state;
  return password === '' && oidcIssuer === null ? 'invited' : 'active';
}

function present(account: AccountFacts): AccountInList {
  const { accountNo, name, email, role, portals, state, oidcIssuer, createdAt, signedInAt } = account;
  return {
    person: String(accountNo),
    name,
    email,
    role,
    portals,
    state,
    isExternal: oidcIssuer !== null,
    createdAt: new Date(createdAt).toISOString(),
    signedInAt: signedInAt === null ? null : new Date(signedInAt).toISOString(),
  };
}

function presentLink(accountNo: number, { link, expiresAt }: { link: string; expiresAt: number }) {
  return { person: String(accountNo), link, expiresAt: new Date(expiresAt).toISOString() };
}
