import type { Selectable } from 'kysely';
import { type AccountState, accountStates } from '#contract/person.ts';
import { type Role, roles } from '#contract/session.ts';
import type { AccountFacts } from './journal-store.ts';
import type { Database } from './schema.ts';

/** An account as it is stored; a state that is not known lets nobody in. */
export function toAccount(row: Selectable<Database['account']>): AccountFacts {
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
