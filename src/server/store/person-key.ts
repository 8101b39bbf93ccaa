/** Who is remembered for what he did: an account, or a portal's user who has none. Numbers of the two tell nothing of each other. */
export type PersonKey = { account: number } | { portalPerson: number };

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
