import { randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { type JournalApi, problemText } from './journal-api.ts';
import { Refused } from './json-requests.ts';
import { type AccountId, emails, hasAccount, type Passwords } from './people.ts';
import { requirePerson } from './person-endpoint.ts';

/*
 * The administrator and support work in the journal's own pages, with accounts there. The portal and the journal are two sites, so
 * the portal's page cannot set the journal's cookie: it sends the browser over with a ticket, good once and for a moment.
 */

const ticketMs = 30_000;
/** At another site than the portal's page: where the ticket is taken. */
export const arrivalPath = '/demo/arrival';

export type OwnPages = {
  /** `GET /demo/own-pages?to=/settings` at the portal: over to the journal. */
  leave: (request: IncomingMessage, response: ServerResponse, address: URL, journalUrl: string) => void;
  /** `GET /demo/arrival?ticket=…` at the journal: signed in, and to the page. */
  arrive: (response: ServerResponse, address: URL) => Promise<void>;
};

export function createOwnPages(
  needs: () => { api: Pick<JournalApi, 'signIn'>; passwords: Passwords } | null,
  now: () => number = Date.now,
): OwnPages {
  const tickets = new Map<string, { to: string; until: number; person: AccountId }>();

  return {
    leave(request, response, address, journalUrl) {
      const person = requirePerson(request);
      if (!hasAccount(person)) throw new Refused(403, 'a manager has no account in the journal');
      for (const [ticket, { until }] of tickets) if (until < now()) tickets.delete(ticket);
      const ticket = randomBytes(24).toString('base64url');
      tickets.set(ticket, { to: pathIn(address.searchParams.get('to')), until: now() + ticketMs, person });
      redirect(response, `${journalUrl}${arrivalPath}?ticket=${ticket}`);
    },

    async arrive(response, address) {
      const ticket = address.searchParams.get('ticket') ?? '';
      const found = tickets.get(ticket);
      tickets.delete(ticket);
      const known = needs();
      if (found === undefined || found.until < now() || known === null) {
        throw new Refused(410, 'this way is over: go back to the demo portal');
      }
      const answer = await known.api.signIn(emails[found.person], known.passwords[found.person]);
      if (answer.status !== 200) throw new Refused(502, `the journal did not sign in: ${problemText(answer)}`);
      redirect(response, found.to, { 'set-cookie': answer.cookies });
    },
  };
}

/** A path of the journal; anything else is its start. */
function pathIn(to: string | null): string {
  return to !== null && /^\/(?![/\\])[\w/.?=&%:-]*$/.test(to) ? to : '/';
}

function redirect(response: ServerResponse, location: string, headers: Record<string, string | string[]> = {}): void {
  response
    .writeHead(303, { location, 'cache-control': 'no-store', 'referrer-policy': 'no-referrer', ...headers })
    .end();
}
