import { randomBytes } from 'node:crypto';
import type { NewConnection } from '#contract/launch.ts';
import type { OurApplication } from './application-of-ours.ts';
import { type ApiAnswer, type JournalApi, problemText } from './journal-api.ts';
import { otherPortal } from './other-portal.ts';
import { emails, type Passwords, people } from './people.ts';
import type { PortalTokens } from './portal-tokens.ts';

export type PrepareNeeds = {
  api: JournalApi;
  passwords: Passwords;
  portal: string;
  portalUrl: string;
  journalUrl: string;
  application: OurApplication;
  tokens: PortalTokens;
  /** What the other portal signs with. */
  otherKey: string;
};

/**
 * What an administrator does once by hand: names both portals, says how each opens the journal, and installs it in the
 * first. Done at every start, because the address may be another one.
 */
export async function preparePortal(needs: PrepareNeeds): Promise<void> {
  const { api, passwords, portal, portalUrl, application, otherKey } = needs;
  const signedIn = await api.signIn(emails.administrator, passwords.administrator);
  expect(signedIn, [200], 'sign in');
  const cookie = signedIn.cookies.map((header) => header.split(';')[0]).join('; ');
  const zone = { timeZone: 'Europe/Moscow', origin: portalUrl };

  async function connect(id: string, title: string, connection: NewConnection): Promise<void> {
    expect(await api.putPortal(cookie, id, { title, ...zone }), [200, 201], `name the portal ${id}`);
    expect(await api.putConnection(cookie, id, connection), [200], `connect the portal ${id}`);
  }

  await connect(portal, 'Демо-портал', {
    kind: 'bitrix24',
    memberId: application.memberId,
    authServer: portalUrl,
    applicationCode: application.code,
    applicationToken: application.token,
    allowPrivate: true,
    supportUsers: [people.support.user],
  });
  await connect(otherPortal.id, otherPortal.title, { kind: 'signed', algorithm: 'HS256', key: otherKey });
  await addSupport(needs, cookie);
  await install(needs);
}

/** Support works across all cards, in the journal's own pages. At another start the account is there already. */
async function addSupport({ api, passwords, portal }: PrepareNeeds, cookie: string): Promise<void> {
  const { name, lastName } = people.support;
  const answer = await api.addPerson(cookie, {
    name: `${name} ${lastName}`,
    email: emails.support,
    password: passwords.support,
    role: 'support',
    portals: [portal],
  });
  expect(answer, [200, 409], 'make an account for support');
}

/** Opens the application's installation page as the portal does for its administrator: the journal binds its tabs. */
async function install({ journalUrl, portalUrl, application, tokens }: PrepareNeeds): Promise<void> {
  const { accessToken, refreshToken, expiresIn } = tokens.issue('administrator');
  const appSid = randomBytes(16).toString('hex');
  const query = new URLSearchParams({ DOMAIN: new URL(portalUrl).host, PROTOCOL: '0', LANG: 'ru', APP_SID: appSid });
  const answer = await fetch(`${journalUrl}/launch/bitrix24/install?${query.toString()}`, {
    method: 'POST',
    body: new URLSearchParams({
      AUTH_ID: accessToken,
      AUTH_EXPIRES: String(expiresIn),
      REFRESH_ID: refreshToken,
      APPLICATION_TOKEN: application.token,
      member_id: application.memberId,
      status: 'L',
      PLACEMENT: 'DEFAULT',
    }),
    redirect: 'error',
    signal: AbortSignal.timeout(30_000),
  });
  if (answer.status !== 200) throw new Error(`the journal was not installed in the portal: ${answer.status}`);
}

function expect(answer: ApiAnswer, statuses: readonly number[], deed: string): void {
  if (!statuses.includes(answer.status)) throw new Error(`the journal did not ${deed}: ${problemText(answer)}`);
}
