/** Who is remembered for what he did: an account, or a portal's user who has none. Numbers of the two tell nothing of each other. */
export type PersonKey = { account: number } | { portalPerson: number };

/** His id outside of the store: digits for an account, `u` and digits for a portal's user. */
export function writePerson(key: PersonKey): string {
  return 'account' in key ? String(key.account) : `u${key.portalPerson}`;
}

export function readPerson(person: string): PersonKey {
  return person.startsWith('u') ? { portalPerson: Number(person.slice(1)) } : { account: Number(person) };
}

export function isSamePerson(one: PersonKey | null, other: PersonKey | null): boolean {
  if (one === null || other === null) return one === other;
  return writePerson(one) === writePerson(other);
}

/** What two columns say of him; null: they name nobody. */
export function personIn(columns: { account: number | null; portalPerson: number | null }): PersonKey | null {
  const { account, portalPerson } = columns;
  if (account !== null) return { account };
  return portalPerson === null ? null : { portalPerson };
}

/** What the two columns have of him. */
export function columnsOf(key: PersonKey | null): { account: number | null; portalPerson: number | null } {
  return { account: null, portalPerson: null, ...key };
}
