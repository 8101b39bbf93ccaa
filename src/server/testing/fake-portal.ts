import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import { onTestFinished } from 'vitest';

/** What a portal, or its authorisation server, does instead of answering a method. */
export type Lie =
  | 'silent'
  | 'redirecting'
  | 'html'
  | 'broken'
  | 'huge'
  | 'cut'
  | 'signed-out'
  /** The truth, after something else has happened. */
  | { first: () => Promise<unknown> }
  | { status?: number; answer: unknown };

export type FakeUser = {
  id: number;
  name: string;
  isAdmin: boolean;
  /** Cards that the portal shows him, by number of type and id: `2:7` is deal 7. */
  cards: Set<string>;
};

export type FakePortal = {
  origin: string;
  memberId: string;
  applicationCode: string;
  applicationToken: string;
  /** By access token. A token that is not here is no good. */
  users: Map<string, FakeUser>;
  addUser(token: string, user?: Partial<FakeUser>): FakeUser;
  /** By method; `*` for all. */
  lies: Map<string, Lie>;
  /** Every question that came in, in order. */
  asked: { method: string; body: Record<string, unknown> }[];
  askedFor(method: string): Record<string, unknown>[];
  /** What it has bound, by placement or event. */
  bound: Map<string, string>;
  /** The portal's own card types. */
  types: number[];
  stop(): Promise<void>;
};

let portals = 0;

/** A Bitrix24 and its authorisation server in one, on a port of this machine: as much of it as opens our frame. It can lie. */
export async function makeFakePortal(): Promise<FakePortal> {
  portals += 1;
  const portal: FakePortal = {
    origin: '',
    memberId: `member${portals}000000000`,
    applicationCode: 'local.app',
    applicationToken: `application-token-${portals}`,
    users: new Map(),
    addUser(token, user = {}) {
      const one = { id: 11, name: 'Анна', isAdmin: false, cards: new Set<string>(), ...user };
      portal.users.set(token, one);
      return one;
    },
    lies: new Map(),
    asked: [],
    askedFor: (method) => portal.asked.filter((one) => one.method === method).map(({ body }) => body),
    bound: new Map(),
    types: [],
    stop: async () => {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
  const server = createServer((request, response) => void answer(portal, request, response));
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  portal.origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return portal;
}

export async function startFakePortal(): Promise<FakePortal> {
  const portal = await makeFakePortal();
  onTestFinished(portal.stop);
  return portal;
}

async function answer(portal: FakePortal, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const method = (request.url ?? '').replace('/rest/', '');
  const body = (await json(request).catch(() => ({}))) as Record<string, unknown>;
  portal.asked.push({ method, body });
  const lie = portal.lies.get(method) ?? portal.lies.get('*');
  const isTrue = typeof lie === 'object' && 'first' in lie;
  if (isTrue) await lie.first();
  else if (lie !== undefined && lie !== 'signed-out') return tell(lie, portal, response);
  const user = lie === undefined || isTrue ? portal.users.get(String(body['auth'])) : undefined;
  if (user === undefined) {
    return send(response, 401, { error: 'expired_token', error_description: 'The access token provided has expired.' });
  }
  const { status = 200, result } = carryOut(portal, user, method, body);
  send(response, status, result);
}

function carryOut(
  portal: FakePortal,
  user: FakeUser,
  method: string,
  body: Record<string, unknown>,
): { status?: number; result: unknown } {
  const only = (result: unknown) => ({ result: { result, time: { start: 1, finish: 2 } } });
  const failed = (status: number, error: string, description: string) => ({
    status,
    result: { error, error_description: description },
  });
  switch (method) {
    case 'app.info':
      return only({ CODE: portal.applicationCode, STATUS: 'L', INSTALLED: true, install: { uri: portal.origin } });
    case 'profile':
      return only({ ID: String(user.id), ADMIN: user.isAdmin, NAME: user.name, LAST_NAME: '', TIME_ZONE: '' });
    case 'crm.item.list': {
      const ids = (body['filter'] as { '@id': unknown[] })['@id'].map(String);
      const seen = ids.filter((id) => user.cards.has(`${String(body['entityTypeId'])}:${id}`));
      return only({ items: seen.map((id) => ({ id: Number(id) })) });
    }
    case 'crm.type.list':
      return only({ types: portal.types.map((entityTypeId) => ({ id: entityTypeId, entityTypeId, title: 'Свой' })) });
    case 'placement.bind':
    case 'event.bind': {
      const code = String(body['PLACEMENT'] ?? body['event']);
      if (!user.isAdmin) return failed(403, 'ACCESS_DENIED', 'Access denied!');
      if (portal.bound.has(code)) return failed(400, 'ERROR_CORE', `Unable to set: Handler already binded`);
      portal.bound.set(code, String(body['HANDLER'] ?? body['handler']));
      return only(true);
    }
    default:
      return failed(404, 'ERROR_METHOD_NOT_FOUND', 'Method not found!');
  }
}

function tell(
  lie: Exclude<Lie, 'signed-out' | { first: unknown }>,
  portal: FakePortal,
  response: ServerResponse,
): void {
  switch (lie) {
    case 'silent':
      return;
    case 'redirecting':
      response.writeHead(302, { location: `${portal.origin}/rest/elsewhere` }).end();
      return;
    case 'html':
      response.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html><title>Вход</title>');
      return;
    case 'broken':
      return send(response, 500, { error: 'INTERNAL_SERVER_ERROR', error_description: 'Internal server error' });
    case 'huge':
      return send(response, 200, { result: { filling: 'x'.repeat(200_000) } });
    case 'cut':
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': '1000' }).write('{"result":');
      setTimeout(() => response.destroy(), 20);
      return;
    default:
      send(response, lie.status ?? 200, lie.answer);
  }
}

function send(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}
