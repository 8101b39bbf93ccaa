import type { ApiAnswer, JournalApi } from './journal-api.ts';
import { emails, type Passwords } from './people.ts';

/** Asks the journal as its administrator, whose session ends after some hours and is opened again then. */
export type Administrator = (ask: (cookie: string) => Promise<ApiAnswer>) => Promise<ApiAnswer>;

export function createAdministrator(api: Pick<JournalApi, 'signIn'>, passwords: Passwords): Administrator {
  let cookie: string | null = null;

  async function signIn(): Promise<string> {
    const { cookies } = await api.signIn(emails.administrator, passwords.administrator);
    return cookies.map((header) => header.split(';')[0]).join('; ');
  }

  return async (ask) => {
    if (cookie !== null) {
      const answer = await ask(cookie);
      if (answer.status !== 401) return answer;
    }
    cookie = await signIn();
    return await ask(cookie);
  };
}
