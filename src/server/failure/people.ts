import { Problem } from '#contract/problem.ts';
import { type Caller, mayReadPortal, mayUse } from '#server/access/policy.ts';
import type { AccountFacts, JournalStore, PortalRow } from '#server/store/journal-store.ts';

/** The name under which something is remembered that he did. */
export function nameOf(caller: Caller): string | null {
  if (caller.kind === 'person') return caller.name;
  return caller.kind === 'visitor' ? (caller.name ?? caller.user) : null;
}

/** Can this account answer for a cause of the portal: may its owner do something about it? */
function mayAnswer(account: AccountFacts, portal: PortalRow): boolean {
  const { accountNo, name, email, role, portals, state } = account;
  const caller: Caller = { kind: 'person', accountNo, name, email, role, portals };
  return state !== 'blocked' && mayUse(caller, 'failures.act') === 'yes' && mayReadPortal(caller, portal);
}

export async function assigneesOf({ accounts }: Pick<JournalStore, 'accounts'>, portal: PortalRow) {
  const able = (await accounts.list()).filter((account) => mayAnswer(account, portal));
  return able
    .map(({ accountNo, name }) => ({ person: String(accountNo), name }))
    .toSorted((a, b) => a.name.localeCompare(b.name));
}

/** Names by number of the account. */
export async function peopleOf({ accounts }: Pick<JournalStore, 'accounts'>): Promise<Map<number, string>> {
  return new Map((await accounts.list()).map(({ accountNo, name }) => [accountNo, name]));
}

/** The account that is to answer for a cause. @throws Problem invalid_request for one that cannot */
export async function assigneeOf(
  { accounts }: Pick<JournalStore, 'accounts'>,
  portal: PortalRow,
  caller: Caller,
  person: string | null,
): Promise<{ accountNo: number; name: string } | null> {
  if (person === null) return null;
  if (person === 'me' && caller.kind !== 'person') {
    throw new Problem('invalid_request', 'who has no account here cannot answer for a cause');
  }
  const accountNo = person === 'me' && caller.kind === 'person' ? caller.accountNo : Number(person);
  const account = await accounts.byNo(accountNo);
  if (account === null || !mayAnswer(account, portal)) {
    throw new Problem('invalid_request', 'person: nobody who can answer for a cause of this portal');
  }
  return { accountNo, name: account.name };
}
