import type { AccountInList } from '#contract/person.ts';

/**
 * Nobody else could manage this installation: an account that waits for its first sign-in or is blocked is no help. The
 * server refuses such a change too; here it is said before it is tried.
 */
export function isLastAdministrator(people: readonly AccountInList[], person: AccountInList): boolean {
  const isOne = (account: AccountInList) => account.role === 'administrator' && account.state === 'active';
  return isOne(person) && people.filter(isOne).length === 1;
}
