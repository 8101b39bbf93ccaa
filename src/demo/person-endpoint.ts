import type { IncomingMessage, ServerResponse } from 'node:http';
import { answerJson, readOwnJson, Refused } from './json-requests.ts';
import { isPersonId, type PersonId, personIds } from './people.ts';

/** The portal has no passwords: its session is the name of who looks. */
const cookieName = 'demo_person';

/** Who looks at the portal in this browser; null: nobody has said yet. */
export function personIn(request: IncomingMessage): PersonId | null {
  const cookies = (request.headers.cookie ?? '').split(';').map((cookie) => cookie.trim().split('='));
  const person = cookies.find(([name]) => name === cookieName)?.[1];
  return isPersonId(person) ? person : null;
}

/** The same, for what only somebody known may do. Throws Refused. */
export function requirePerson(request: IncomingMessage): PersonId {
  const person = personIn(request);
  if (person === null) throw new Refused(401, 'nobody is signed in to the portal');
  return person;
}

/** `GET /demo/person`: who looks. */
export function tellPerson(request: IncomingMessage, response: ServerResponse): void {
  answerJson(response, 200, { person: personIn(request) });
}

/** `POST /demo/person {person}`: somebody else looks from now on. */
export async function changePerson(
  request: IncomingMessage,
  response: ServerResponse,
  { portalUrl }: { portalUrl: string },
): Promise<void> {
  const { person } = await readOwnJson(request, portalUrl);
  if (!isPersonId(person)) throw new Refused(422, `person is one of ${personIds.join(', ')}`);
  const cookie = `${cookieName}=${person}; Path=/; HttpOnly; SameSite=Lax; Max-Age=31536000`;
  answerJson(response, 200, { person }, { 'set-cookie': cookie });
}
