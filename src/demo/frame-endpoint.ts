import { randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { OurApplication } from './application-of-ours.ts';
import { dealById } from './deals.ts';
import { answerJson, readOwnJson, Refused } from './json-requests.ts';
import { people } from './people.ts';
import { requirePerson } from './person-endpoint.ts';
import type { Placements } from './portal-rest.ts';
import type { PortalTokens } from './portal-tokens.ts';
import type { Trouble } from './troubles.ts';

export type FrameNeeds = {
  portalUrl: string;
  journalUrl: string;
  application: OurApplication;
  tokens: PortalTokens;
  placements: Placements;
  trouble: () => Trouble;
};

const tab = 'CRM_DEAL_DETAIL_TAB';

/**
 * `POST /demo/frame {deal, lang, theme}`: all that the page needs to open the application's tab as Bitrix24 does: the
 * frame's name, the address that the form goes to, and the form.
 */
export async function openFrame(request: IncomingMessage, response: ServerResponse, needs: FrameNeeds): Promise<void> {
  const { portalUrl, journalUrl, application, tokens, placements } = needs;
  const { deal, lang, theme } = await readOwnJson(request, portalUrl);
  const person = requirePerson(request);
  const isOnDeal = deal !== null;
  if (isOnDeal && (typeof deal !== 'string' || dealById(deal) === undefined)) throw new Refused(404, 'no such deal');
  const handler = placements.get(tab);
  if (handler === undefined) throw new Refused(503, 'the journal is not installed in the portal');

  const { host } = new URL(portalUrl);
  const appSid = randomBytes(16).toString('hex');
  const address = new URL(handler);
  const query = { DOMAIN: host, PROTOCOL: '0', LANG: lang === 'en' ? 'en' : 'ru', APP_SID: appSid };
  for (const [name, value] of Object.entries(query)) address.searchParams.set(name, value);
  // Not a field of Bitrix24, which has one look: our journal follows the portal's theme where it is told one.
  if (theme === 'light' || theme === 'dark') address.searchParams.set('theme', theme);
  const { accessToken, refreshToken, expiresIn } = tokens.issue(person);
  answerJson(response, 200, {
    name: `${host}|0|${appSid}`,
    appSid,
    origin: journalUrl,
    action: address.href,
    // Where the frame is once it has opened: to load it again as a browser does.
    page: pageOf(needs, { ...query, theme, deal: isOnDeal ? deal : null }),
    fields: {
      AUTH_ID: accessToken,
      AUTH_EXPIRES: String(expiresIn),
      REFRESH_ID: refreshToken,
      SERVER_ENDPOINT: `${portalUrl}/rest/`,
      APPLICATION_TOKEN: application.token,
      APPLICATION_SCOPE: 'crm,placement',
      member_id: application.memberId,
      status: 'L',
      PLACEMENT: isOnDeal ? tab : 'DEFAULT',
      PLACEMENT_OPTIONS: JSON.stringify(isOnDeal ? { ID: deal, URI: `/crm/deal/details/${deal}/` } : {}),
    },
    isAdmin: people[person].isAdmin,
  });
}

type Page = { DOMAIN: string; PROTOCOL: string; LANG: string; APP_SID: string; theme: unknown; deal: string | null };

function pageOf({ journalUrl }: FrameNeeds, { LANG, theme, deal, ...rest }: Page): string {
  const query = new URLSearchParams({ portal: 'demo', ...rest, lang: LANG });
  if (theme === 'light' || theme === 'dark') query.set('theme', theme);
  return `${journalUrl}/frame/${deal === null ? 'home' : `cards/deal/${deal}`}?${query.toString()}`;
}

/** `POST /demo/auth`: a fresh access token for who looks, as `refreshAuth` gives it. */
export async function refreshAuth(
  request: IncomingMessage,
  response: ServerResponse,
  { portalUrl, tokens, trouble }: FrameNeeds,
): Promise<void> {
  await readOwnJson(request, portalUrl);
  if (trouble() === 'signed-out') throw new Refused(401, 'signed out of the portal');
  const { accessToken, refreshToken, expiresIn } = tokens.issue(requirePerson(request));
  answerJson(response, 200, { AUTH_ID: accessToken, REFRESH_ID: refreshToken, AUTH_EXPIRES: expiresIn });
}
