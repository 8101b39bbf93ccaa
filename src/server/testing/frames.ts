import type { LightMyRequestResponse } from 'fastify';
import type { FakePortal } from './fake-portal.ts';
import type { TestApp } from './test-app.ts';

type Fields = Record<string, string | undefined>;

/** Says, as an administrator's key may, that a portal of ours is this Bitrix24. */
export async function connectBitrix24(
  app: TestApp,
  fake: FakePortal,
  { portal = 'main', change = {} }: { portal?: string; change?: Record<string, unknown> } = {},
): Promise<LightMyRequestResponse> {
  await app.store.portals.put(portal, { origin: fake.origin });
  const connection = {
    kind: 'bitrix24',
    memberId: fake.memberId,
    authServer: fake.origin,
    applicationCode: fake.applicationCode,
    applicationToken: fake.applicationToken,
    allowPrivate: true,
    ...change,
  };
  return await putConnection(app, portal, connection);
}

export async function putConnection(
  app: TestApp,
  portal: string,
  connection: Record<string, unknown>,
): Promise<LightMyRequestResponse> {
  const headers = await app.makeKey({ portal, scopes: ['admin'] });
  const url = `/api/v1/portals/${portal}/connection`;
  return await app.server.inject({ method: 'PUT', url, headers, payload: connection });
}

/** The form by which a portal opens us, with fields said otherwise or left out (undefined). */
export async function postForm(
  app: TestApp,
  fake: FakePortal,
  {
    authId = 'token-anna',
    path = '/launch/bitrix24',
    query = {},
    fields = {},
  }: { authId?: string; path?: string; query?: Fields; fields?: Fields } = {},
): Promise<LightMyRequestResponse> {
  const address = { DOMAIN: new URL(fake.origin).host, PROTOCOL: '0', LANG: 'ru', APP_SID: 'sid7', ...query };
  const form = {
    AUTH_ID: authId,
    AUTH_EXPIRES: '3600',
    REFRESH_ID: 'refresh-token',
    SERVER_ENDPOINT: 'https://elsewhere.example/rest/',
    APPLICATION_TOKEN: fake.applicationToken,
    member_id: fake.memberId,
    status: 'L',
    PLACEMENT: 'CRM_DEAL_DETAIL_TAB',
    PLACEMENT_OPTIONS: '{"ID":"7","URI":"/crm/deal/details/7/"}',
    ...fields,
  };
  return await app.server.inject({
    method: 'POST',
    url: `${path}?${encode(address)}`,
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    payload: encode(form),
  });
}

function encode(fields: Fields): string {
  const said = Object.entries(fields).filter((field): field is [string, string] => field[1] !== undefined);
  return new URLSearchParams(said).toString();
}

/** The one-time code in the address that a launch leads to. */
export function codeOf(answer: LightMyRequestResponse): string {
  return /#code=(.+)$/.exec(String(answer.headers.location))?.[1] ?? '';
}

export async function exchange(app: TestApp, body: Record<string, unknown>): Promise<LightMyRequestResponse> {
  return await app.server.inject({ method: 'POST', url: '/api/v1/launch/exchange', payload: body });
}

/** Opens a frame as the portal does, and gives its bearer as the header that carries it. */
export async function openFrame(
  app: TestApp,
  fake: FakePortal,
  options: Parameters<typeof postForm>[2] = {},
): Promise<{ authorization: string }> {
  const opened = await exchange(app, { code: codeOf(await postForm(app, fake, options)) });
  return { authorization: `Bearer ${opened.json().bearer as string}` };
}
