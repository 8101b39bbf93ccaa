import { type ApiAnswer, type JournalApi, problemText } from './journal-api.ts';
import { type Passwords, people } from './people.ts';

/**
 * What an administrator does once by hand: names the portal, lets it frame the journal, makes accounts.
 * Done at every start, because the address may be another one; accounts that are there already are fine.
 */
export async function preparePortal(
  api: JournalApi,
  passwords: Passwords,
  { portal, origin }: { portal: string; origin: string },
): Promise<void> {
  const signedIn = await api.signIn(people.administrator.email, passwords.administrator);
  expect(signedIn, [200], 'sign in');
  const cookie = signedIn.cookies.map((header) => header.split(';')[0]).join('; ');
  const put = await api.putPortal(cookie, portal, { title: 'Демо-портал', timeZone: 'Europe/Moscow', origin });
  expect(put, [200, 201], 'name the portal');
  for (const id of ['manager', 'support'] as const) {
    const added = await api.addPerson(cookie, { ...people[id], password: passwords[id], portals: [portal] });
    expect(added, [200, 201, 409], `make an account for ${people[id].email}`);
  }
}

function expect(answer: ApiAnswer, statuses: readonly number[], deed: string): void {
  if (!statuses.includes(answer.status)) throw new Error(`the journal did not ${deed}: ${problemText(answer)}`);
}
