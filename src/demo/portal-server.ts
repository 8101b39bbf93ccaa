import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import type { ApplicationRobots } from './application-robots.ts';
import type { OurApplication } from './application-of-ours.ts';
import { moveDeal, runRobots, tellDeals } from './deals-endpoint.ts';
import { openFrame, refreshAuth } from './frame-endpoint.ts';
import type { JournalApi } from './journal-api.ts';
import { answerJson, readOwnJson, Refused } from './json-requests.ts';
import { launchOther, tellOtherDeals } from './other-portal.ts';
import { arrivalPath, createOwnPages } from './own-pages.ts';
import { servePageFile } from './page-files.ts';
import type { Passwords } from './people.ts';
import { changePerson, tellPerson } from './person-endpoint.ts';
import { createPortalRest, isPortalRest, type Placements } from './portal-rest.ts';
import type { PortalTokens } from './portal-tokens.ts';
import type { Proxy } from './proxy.ts';
import type { RecentFailures } from './recent-failures.ts';
import type { Robots } from './robots.ts';
import type { Run } from './run.ts';
import { isTrouble, type Trouble, troubles } from './troubles.ts';

/** What the portal's own endpoints need; it exists when the journal has been started and filled. */
export type Portal = {
  api: JournalApi;
  passwords: Passwords;
  robots: Robots;
  applicationRobots: ApplicationRobots;
  failures: RecentFailures;
  active: () => readonly Run[];
  /** What the other portal signs with. */
  otherKey: string;
};

/** Where the two sites are: the portal at the address that people open, the journal at another name of this machine. */
export type Sites = { portal: string; journal: string };

export type PortalSitesOptions = {
  portal: () => Portal | null;
  sites: () => Sites;
  application: OurApplication;
  tokens: PortalTokens;
  placements: Placements;
  proxy: Proxy;
  failed: (error: unknown) => void;
};

type Answer = (request: IncomingMessage, response: ServerResponse, url: URL) => Promise<void> | void;

/**
 * Two sites in one: the portal with its page and REST, and the journal that it frames. The frame is of another site than
 * the page around it, as in life.
 */
export function createPortalSites(options: PortalSitesOptions): RequestListener {
  const { portal, sites, application, tokens, placements, proxy, failed } = options;
  let trouble: Trouble = 'none';
  const ownPages = createOwnPages(portal);
  const rest = createPortalRest({
    url: () => sites().portal,
    application,
    tokens,
    placements,
    trouble: () => trouble,
  });

  const answerPortal: Answer = async (request, response, url) => {
    const { method = 'GET' } = request;
    const { portal: portalUrl, journal: journalUrl } = sites();
    if (isPortalRest(url.pathname)) return await rest(request, response, url);
    const isOurs = url.pathname === '/demo' || url.pathname.startsWith('/demo/');
    if (!isOurs) return elsewhere(request, response, url);
    if (method === 'GET' && servePageFile(url, response, journalUrl)) return;
    const ready = portal();
    if (ready === null) throw new Refused(503, 'the demo is starting');
    const frame = { portalUrl, journalUrl, application, tokens, placements, trouble: () => trouble };
    const needs = { ...ready, publicUrl: portalUrl, trouble };
    const asked = `${method} ${url.pathname}`;
    const [, deal, action] = /^\/demo\/deals\/([^/]{1,64})\/(run|stage)$/.exec(url.pathname) ?? [];
    if (asked === 'GET /demo/deals') return tellDeals(request, response, needs);
    if (asked === 'GET /demo/person') return tellPerson(request, response);
    if (asked === 'POST /demo/person') return await changePerson(request, response, { portalUrl });
    if (asked === 'POST /demo/frame') return await openFrame(request, response, frame);
    if (asked === 'POST /demo/auth') return await refreshAuth(request, response, frame);
    if (asked === 'POST /demo/trouble') return await changeTrouble(request, response);
    if (asked === 'GET /demo/own-pages') return ownPages.leave(request, response, url, journalUrl);
    if (asked === 'GET /demo/other/deals') return tellOtherDeals(response);
    if (asked === 'POST /demo/other/launch') {
      return await launchOther(request, response, { portalUrl, journalUrl, key: ready.otherKey });
    }
    if (method === 'POST' && deal !== undefined && action === 'run')
      return await runRobots(request, response, deal, needs);
    if (method === 'POST' && deal !== undefined && action === 'stage')
      return await moveDeal(request, response, deal, needs);
    throw new Refused(404, 'not here');
  };

  async function changeTrouble(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { trouble: wanted } = await readOwnJson(request, sites().portal);
    if (!isTrouble(wanted)) throw new Refused(422, `trouble is one of ${troubles.join(', ')}`);
    trouble = wanted;
    answerJson(response, 200, { trouble });
  }

  /** Cards of the portal are shown by its page; for programs the journal is here too; its pages are at its own site. */
  const elsewhere: Answer = (request, response, url) => {
    const deal = /^\/crm\/deal\/details\/(\d{1,10})\/$/.exec(url.pathname)?.[1];
    if (deal !== undefined) return redirect(response, `/demo?deal=${deal}`);
    if (url.pathname.startsWith('/api/') || url.pathname.startsWith('/rest/')) return proxy(request, response);
    if (!isReading(request)) throw new Refused(404, 'not here');
    redirect(response, `${sites().journal}${url.pathname}${url.search}`);
  };

  const answerJournal: Answer = async (request, response, url) => {
    if (url.pathname === arrivalPath) return await ownPages.arrive(response, url);
    const isPortals = url.pathname === '/demo' || url.pathname.startsWith('/demo/');
    if (isPortals) return redirect(response, `${sites().portal}${url.pathname}${url.search}`);
    proxy(request, response);
  };

  return (request, response) => {
    const { portal: portalUrl, journal: journalUrl } = sites();
    const { host } = request.headers;
    const site = [portalUrl, journalUrl].find((one) => host === new URL(one).host);
    // Any other name that leads here (DNS rebinding) is another origin: sessions and framing would break.
    if (site === undefined) return sendHome(request, response, portalUrl);
    const url = ownUrl(request.url, site);
    if (url === null) return answerJson(response, 400, { message: 'not a path' });
    if (url.pathname === '/demo/') return redirect(response, `/demo${url.search}`);
    const answer = site === portalUrl ? answerPortal : answerJournal;
    Promise.resolve(answer(request, response, url)).catch((error: unknown) => {
      const refused = error instanceof Refused ? error : new Refused(502, 'the journal does not answer');
      if (refused !== error) failed(error);
      answerJson(response, refused.status, { message: refused.message });
    });
  };
}

function ownUrl(path: string | undefined, base: string): URL | null {
  if (path === undefined || !path.startsWith('/')) return null;
  const joined = `${base}${path}`;
  return URL.canParse(joined) ? new URL(joined) : null;
}

function isReading({ method }: IncomingMessage): boolean {
  return method === 'GET' || method === 'HEAD';
}

function redirect(response: ServerResponse, location: string): void {
  response.writeHead(307, { location, 'cache-control': 'no-store' }).end();
}

function sendHome(request: IncomingMessage, response: ServerResponse, base: string): void {
  const name = (request.headers.host ?? '').replace(/:\d+$/, '');
  if (isReading(request) && (name === '127.0.0.1' || name === '[::1]')) {
    return redirect(response, ownUrl(request.url, base)?.href ?? `${base}/demo`);
  }
  answerJson(response, 421, { message: `this is ${base}` });
}
