import { Problem } from '#contract/problem.ts';
import { type Caller, mayReadPortal, mayUse } from '#server/access/policy.ts';
import type { AccountFacts, JournalStore, PersonKey, PortalPersonRow, PortalRow } from '#server/store/journal-store.ts';
import { isSamePerson, readPerson, writePerson } from './person-key.ts';

type Store = Pick<JournalStore, 'accounts' | 'portalPeople'>;
type Visitor = Extract<Caller, { kind: 'visitor' }>;

/** Does a portal still have this user of it do support's work here? */
export type IsSupport = (portal: PortalRow, person: PortalPersonRow) => boolean;

/** Names by the id that each of them has outside of the store. */
export type People = ReadonlyMap<string, string>;

/** The name under which something is remembered that he did. */
export function nameOf(caller: Caller): string | null {
  if (caller.kind === 'person') return caller.name;
  return caller.kind === 'visitor' ? visitorName(caller) : null;
}

const visitorName = ({ name, user }: Visitor): string => name ?? user;

/** Can this account answer for a cause of the portal: may its owner do something about it? */
function mayAnswer(account: AccountFacts, portal: PortalRow): boolean {
  const { accountNo, name, email, role, portals, state } = account;
  const caller: Caller = { kind: 'person', accountNo, name, email, role, portals };
  return state !== 'blocked' && mayUse(caller, 'failures.act') === 'yes' && mayReadPortal(caller, portal);
}

/** Somebody by whom a cause is answered for. */
export type Named = { key: PersonKey; name: string };
const ofAccount = ({ accountNo, name }: AccountFacts): Named => ({ key: { account: accountNo }, name });
const ofPortal = ({ personNo, name }: PortalPersonRow): Named => ({ key: { portalPerson: personNo }, name });

/** Who can answer for a cause of the portal. */
async function ableOf({ accounts, portalPeople }: Store, portal: PortalRow, isSupport: IsSupport): Promise<Named[]> {
  return [
    ...(await accounts.list()).filter((account) => mayAnswer(account, portal)).map(ofAccount),
    ...(await portalPeople.list(portal.portalNo)).filter((person) => isSupport(portal, person)).map(ofPortal),
  ];
}

export async function assigneesOf(store: Store, portal: PortalRow, isSupport: IsSupport) {
  return (await ableOf(store, portal, isSupport))
    .map(({ key, name }) => ({ person: writePerson(key), name }))
    .toSorted((a, b) => a.name.localeCompare(b.name));
}

export async function peopleOf({ accounts, portalPeople }: Store, portalNo: number): Promise<People> {
  const all = [...(await accounts.list()).map(ofAccount), ...(await portalPeople.list(portalNo)).map(ofPortal)];
  return new Map(all.map(({ key, name }) => [writePerson(key), name]));
}

/** Under what he who asks is remembered; null: under nothing yet. */
export async function keyOf({ portalPeople }: Pick<Store, 'portalPeople'>, caller: Caller): Promise<PersonKey | null> {
  if (caller.kind === 'person') return { account: caller.accountNo };
  if (caller.kind === 'key') return null;
  const person = await portalPeople.find(caller.portalNo, caller.user);
  return person === null ? null : { portalPerson: person.personNo };
}

/** The same, and from now on he is. */
export async function rememberedKeyOf(
  { portalPeople }: Pick<Store, 'portalPeople'>,
  caller: Exclude<Caller, { kind: 'key' }>,
): Promise<PersonKey> {
  if (caller.kind === 'person') return { account: caller.accountNo };
  const person = { user: caller.user, name: visitorName(caller) };
  return { portalPerson: await portalPeople.remember(caller.portalNo, person) };
}

/** Who is to answer for a cause. `key`: null while nothing remembers him. */
export type Wanted = { key: PersonKey | null; name: string };

/** Writes nothing: what is only counted leaves no trace. @throws Problem invalid_request for one that cannot answer */
export async function wantedOf(
  store: Store,
  portal: PortalRow,
  isSupport: IsSupport,
  caller: Caller,
  person: string | null,
): Promise<Wanted | null> {
  if (person === null) return null;
  const own = await keyOf(store, caller);
  // That he may, his portal said when it opened the frame.
  if (person === 'me' && caller.kind === 'visitor') return { key: own, name: visitorName(caller) };
  const key = person === 'me' ? own : readPerson(person);
  const able = (await ableOf(store, portal, isSupport)).find((one) => isSamePerson(one.key, key));
  if (able === undefined) {
    throw new Problem('invalid_request', 'person: nobody who can answer for a cause of this portal');
  }
  return able;
}

/** The same once it is meant: who takes a cause on is remembered from now on. */
export async function assigneeOf(
  store: Store,
  caller: Caller,
  person: string | null,
  wanted: Wanted | null,
): Promise<Named | null> {
  if (wanted === null) return null;
  const key = person === 'me' && caller.kind !== 'key' ? await rememberedKeyOf(store, caller) : wanted.key;
  return key === null ? null : { key, name: wanted.name };
}
