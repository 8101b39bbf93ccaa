import type { IncomingMessage, ServerResponse } from 'node:http';
import { Session } from '#contract/session.ts';
import { type JournalApi, problemText } from './journal-api.ts';
import { answerJson, readOwnJson, Refused } from './json-requests.ts';
import { isPersonId, type Passwords, people, type PersonId, personIds } from './people.ts';

type PersonNeeds = { api: Pick<JournalApi, 'signIn' | 'session'>; passwords: Passwords; publicUrl: string };

/** `GET /demo/person`: who of ours the browser is signed in as; null when nobody. */
export async function tellPerson(
  request: IncomingMessage,
  response: ServerResponse,
  { api }: PersonNeeds,
): Promise<void> {
  const { cookie } = request.headers;
  const answer = cookie === undefined ? null : await api.session(cookie);
  const session = answer?.status === 200 ? Session.safeParse(answer.body) : null;
  const email = session?.success === true ? session.data.person.email : null;
  const person: PersonId | null = personIds.find((id) => people[id].email === email) ?? null;
  answerJson(response, 200, { person });
}

/**
 * `POST /demo/person {person}`: signs the browser in as that person. The password stays here; the browser gets the
 * journal's own session cookie, unchanged.
 */
export async function changePerson(
  request: IncomingMessage,
  response: ServerResponse,
  needs: PersonNeeds,
): Promise<void> {
  const { person } = await readOwnJson(request, needs.publicUrl);
  if (!isPersonId(person)) throw new Refused(422, `person is one of ${personIds.join(', ')}`);
  const answer = await needs.api.signIn(people[person].email, needs.passwords[person]);
  if (answer.status !== 200) throw new Refused(502, `the journal did not sign in: ${problemText(answer)}`);
  answerJson(response, 200, { person }, { 'set-cookie': answer.cookies });
}
