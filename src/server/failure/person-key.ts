import type { PersonKey } from '#server/store/journal-store.ts';

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
