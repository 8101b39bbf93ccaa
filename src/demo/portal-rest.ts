import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import type { OurApplication } from './application-of-ours.ts';
import { deals } from './deals.ts';
import { answerJson, readBody } from './json-requests.ts';
import { mayRead, people, type PersonId } from './people.ts';
import type { PortalTokens } from './portal-tokens.ts';
import { slowMs, type Trouble } from './troubles.ts';

/** Handlers of the tabs that applications bound, by the placement. */
export type Placements = Map<string, string>;

export type PortalRestNeeds = {
  /** The portal's own address. */
  url: () => string;
  application: OurApplication;
  tokens: PortalTokens;
  placements: Placements;
  trouble: () => Trouble;
};

type Asked = { person: PersonId; params: Record<string, unknown> };

/** An error as the portal answers it. */
class RestError extends Error {
  override readonly name = 'RestError';
  readonly status: number;
  readonly code: string;
  constructor(status: number, code: string, description: string) {
    super(description);
    this.status = status;
    this.code = code;
  }
}

const dealType = 2;
/** A method of one word or more, which the portal answers itself; what has a user and a secret before it is a webhook of the journal. */
const methodPath = /^\/rest\/([a-z]+(?:\.[a-z]+)+|profile)(?:\.json)?$/;

/** True for an address that is the portal's REST or its authorisation server's. */
export function isPortalRest(pathname: string): boolean {
  return pathname === '/oauth/token/' || methodPath.test(pathname);
}

/** What our journal asks of a Bitrix24: a small part of its REST, the authorisation server beside it. It can also lie. */
export function createPortalRest(needs: PortalRestNeeds) {
  const { url, application, tokens, placements, trouble } = needs;

  const methods: Readonly<Record<string, (asked: Asked) => unknown>> = {
    'app.info': () => ({
      ID: '1',
      CODE: trouble() === 'application' ? 'local.another.application' : application.code,
      VERSION: 1,
      STATUS: 'L',
      INSTALLED: true,
      PAYMENT_EXPIRED: 'N',
      LANGUAGE_ID: 'ru',
      install: { uri: trouble() === 'portal' ? 'https://another-portal.example/' : `${url()}/` },
    }),
    profile: ({ person }) => ({
      ID: people[person].user,
      ADMIN: people[person].isAdmin,
      NAME: people[person].name,
      LAST_NAME: people[person].lastName,
      PERSONAL_GENDER: '',
      TIME_ZONE: 'Europe/Moscow',
    }),
    'crm.item.list': ({ person, params }) => {
      const ids = idsOf(params['filter']);
      const seen = deals.filter((deal) => mayRead(person, deal) && (ids === null || ids.includes(deal.id)));
      return { items: Number(params['entityTypeId']) === dealType ? seen.map(({ id }) => ({ id: Number(id) })) : [] };
    },
    'crm.type.list': () => ({ types: [] }),
    'placement.bind': ({ person, params }) => {
      const { PLACEMENT: placement, HANDLER: handler } = params;
      requireAdministrator(person);
      if (typeof placement !== 'string' || typeof handler !== 'string' || !URL.canParse(handler)) {
        throw new RestError(400, 'ERROR_ARGUMENT', 'PLACEMENT and HANDLER are needed');
      }
      placements.set(placement, handler);
      return true;
    },
    'event.bind': ({ person }) => {
      requireAdministrator(person);
      return true;
    },
  };

  async function call(method: string, params: Record<string, unknown>): Promise<unknown> {
    if (trouble() === 'slow') await pause(slowMs, undefined, { ref: false });
    const token = typeof params['auth'] === 'string' ? params['auth'] : '';
    const person = trouble() === 'signed-out' ? null : tokens.personOf(token);
    if (person === null) throw new RestError(401, 'expired_token', 'The access token provided has expired.');
    const answer = methods[method];
    if (answer === undefined) throw new RestError(404, 'ERROR_METHOD_NOT_FOUND', 'Method not found!');
    return answer({ person, params });
  }

  function refresh(params: Record<string, unknown>): unknown {
    const given = typeof params['refresh_token'] === 'string' ? params['refresh_token'] : '';
    const pair = trouble() === 'signed-out' ? null : tokens.refresh(given);
    if (params['grant_type'] !== 'refresh_token' || pair === null) {
      throw new RestError(400, 'invalid_grant', 'The refresh token is not valid.');
    }
    return {
      access_token: pair.accessToken,
      refresh_token: pair.refreshToken,
      expires_in: pair.expiresIn,
      scope: 'crm,placement',
      member_id: application.memberId,
      domain: new URL(url()).host,
      client_endpoint: `${url()}/rest/`,
      server_endpoint: `${url()}/rest/`,
      status: 'L',
    };
  }

  return async (request: IncomingMessage, response: ServerResponse, address: URL): Promise<void> => {
    if (trouble() === 'redirect') {
      return void response.writeHead(302, { location: `${url()}/demo` }).end();
    }
    try {
      const params = { ...Object.fromEntries(address.searchParams), ...(await readParams(request)) };
      const method = methodPath.exec(address.pathname)?.[1];
      if (method === undefined) return answerJson(response, 200, refresh(params));
      answerJson(response, 200, { result: await call(method, params), time: {} });
    } catch (error) {
      if (!(error instanceof RestError)) throw error;
      answerJson(response, error.status, { error: error.code, error_description: error.message });
    }
  };
}

function requireAdministrator(person: PersonId): void {
  if (!people[person].isAdmin) throw new RestError(403, 'ACCESS_DENIED', 'Access denied!');
}

/** The ids of `{"@id": [1, 2]}`, or null where the filter names none. */
function idsOf(filter: unknown): string[] | null {
  if (filter === null || typeof filter !== 'object' || !('@id' in filter)) return null;
  const ids = filter['@id'];
  return Array.isArray(ids) ? ids.map(String) : null;
}

async function readParams(request: IncomingMessage): Promise<Record<string, unknown>> {
  const text = await readBody(request);
  if (!(request.headers['content-type'] ?? '').startsWith('application/json')) {
    return Object.fromEntries(new URLSearchParams(text));
  }
  try {
    const body: unknown = JSON.parse(text);
    return body !== null && typeof body === 'object' ? { ...body } : {};
  } catch {
    throw new RestError(400, 'ERROR_ARGUMENT', 'The body is no JSON.');
  }
}
