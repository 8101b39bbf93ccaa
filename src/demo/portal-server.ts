import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { ApplicationRobots } from './application-robots.ts';
import { moveDeal, runRobots, tellDeals } from './deals-endpoint.ts';
import type { JournalApi } from './journal-api.ts';
import { answerJson, Refused } from './json-requests.ts';
import { servePageFile } from './page-files.ts';
import type { Passwords } from './people.ts';
import { changePerson, tellPerson } from './person-endpoint.ts';
import type { Proxy } from './proxy.ts';
import type { RecentFailures } from './recent-failures.ts';
import type { Robots } from './robots.ts';
import type { Run } from './run.ts';

/** What the portal's own endpoints need; it exists when the journal has been started and filled. */
export type Portal = {
  api: JournalApi;
  passwords: Passwords;
  robots: Robots;
  applicationRobots: ApplicationRobots;
  failures: RecentFailures;
  active: () => readonly Run[];
};

export type PortalServerOptions = {
  portal: () => Portal | null;
  publicUrl: () => string;
  proxy: Proxy;
  failed: (error: unknown) => void;
};

/** One origin for both: the portal's page and the journal that it frames. */
export function createPortalServer({ portal, publicUrl, proxy, failed }: PortalServerOptions): Server {
  async function answer(request: IncomingMessage, response: ServerResponse, url: URL): Promise<void> {
    const { method = 'GET' } = request;
    if (method === 'GET' && servePageFile(url, response)) return;
    const ready = portal();
    if (ready === null) throw new Refused(503, 'the demo is starting');
    const needs = { ...ready, publicUrl: publicUrl() };
    const asked = `${method} ${url.pathname}`;
    const [, deal, action] = /^\/demo\/deals\/([^/]{1,64})\/(run|stage)$/.exec(url.pathname) ?? [];
    if (asked === 'GET /demo/deals') return tellDeals(response, needs);
    if (asked === 'GET /demo/person') return tellPerson(request, response, needs);
    if (asked === 'POST /demo/person') return changePerson(request, response, needs);
    if (method === 'POST' && deal !== undefined && action === 'run') return runRobots(request, response, deal, needs);
    if (method === 'POST' && deal !== undefined && action === 'stage') return moveDeal(request, response, deal, needs);
    throw new Refused(404, 'not here');
  }

  return createServer((request, response) => {
    const base = publicUrl();
    // Another name that leads here (DNS rebinding, or `localhost`) is another origin: sessions and framing would break.
    if (request.headers.host !== new URL(base).host) return redirect(request, response, base);
    const url = ownUrl(request.url, base);
    if (url === null) return answerJson(response, 400, { message: 'not a path' });
    if (url.pathname === '/demo/') return void response.writeHead(308, { location: `/demo${url.search}` }).end();
    if (url.pathname !== '/demo' && !url.pathname.startsWith('/demo/')) return proxy(request, response);
    answer(request, response, url).catch((error: unknown) => {
      const refused = error instanceof Refused ? error : new Refused(502, 'the journal does not answer');
      if (refused !== error) failed(error);
      answerJson(response, refused.status, { message: refused.message });
    });
  });
}

function ownUrl(path: string | undefined, base: string): URL | null {
  if (path === undefined || !path.startsWith('/')) return null;
  const joined = `${base}${path}`;
  return URL.canParse(joined) ? new URL(joined) : null;
}

function redirect(request: IncomingMessage, response: ServerResponse, base: string): void {
  const name = (request.headers.host ?? '').replace(/:\d+$/, '');
  const isGet = request.method === 'GET' || request.method === 'HEAD';
  if (isGet && (name === 'localhost' || name === '127.0.0.1' || name === '[::1]')) {
    const url = ownUrl(request.url, base);
    response.writeHead(307, { location: url?.href ?? `${base}/demo` }).end();
    return;
  }
  answerJson(response, 421, { message: `this is ${base}` });
}

/** Listens and gives the address that people use. Rejects when the port is taken. */
export function listen(server: Server, host: string, port: number): Promise<string> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const isTaken = error.code === 'EADDRINUSE';
      reject(isTaken ? new Error(`port ${port} is taken, by another demo perhaps: PORT chooses another one`) : error);
    });
    server.listen(port, host, () => {
      const { port: taken } = server.address() as AddressInfo;
      resolve(`http://${host.includes(':') ? `[${host}]` : host}:${taken}`);
    });
  });
}
