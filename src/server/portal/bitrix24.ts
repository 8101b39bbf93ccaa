import type { CardName } from '#server/access/sight.ts';
import type { Bitrix24Portal } from './connection.ts';
import { type Ask, type OutgoingAnswer, PortalUnreachable } from './outgoing.ts';
import { entityTypeOf } from './placement.ts';

/** One launch asks twice; together they may take no longer. */
const verifyWithinMs = 3_000;
const askWithinMs = 3_000;

/** The portal, or its authorisation server, does not take the token, or says that it is for something else. */
export class TokenRefused extends Error {
  readonly reason: 'token' | 'application' | 'portal' | 'profile';

  constructor(reason: TokenRefused['reason']) {
    super(`the access token was refused: ${reason}`);
    this.name = 'TokenRefused';
    this.reason = reason;
  }
}

/** The portal answered a method with an error of its own. */
export class MethodFailed extends Error {
  readonly code: string;
  readonly description: string;

  constructor(code: string, description: string) {
    super(`the portal answered ${code}`);
    this.name = 'MethodFailed';
    this.code = code;
    this.description = description;
  }
}

export type PortalUser = { user: string; name: string | null; isAdmin: boolean };

/** Errors that say: this token is no use here any more. */
const tokenErrors = new Set([
  'expired_token',
  'invalid_token',
  'wrong_token',
  'no_auth_found',
  'invalid_grant',
  'invalid_credentials',
  'authorization_error',
]);

/** A portal's REST, asked with a user's access token. Every address is the record's. */
export function createBitrix24(ask: Ask) {
  async function call(
    origin: string,
    portal: Bitrix24Portal,
    method: string,
    parameters: Readonly<Record<string, unknown>>,
    signal: AbortSignal,
  ): Promise<unknown> {
    const { allowPrivate } = portal.connection;
    const answer = await ask(new URL(`/rest/${method}`, origin), parameters, { allowPrivate, signal });
    return resultOf(answer);
  }

  return {
    /**
     * Who a token belongs to. First the authorisation server says that it is alive, of our application and of this
     * portal; only then the portal gets to see it. @throws TokenRefused, PortalUnreachable
     */
    async verify(portal: Bitrix24Portal, authId: string): Promise<PortalUser> {
      const signal = AbortSignal.timeout(verifyWithinMs);
      const { authServer, applicationCode } = portal.connection;
      const info = await call(authServer, portal, 'app.info', { auth: authId }, signal).catch(asRefusal);
      if (!isRecord(info)) throw new PortalUnreachable('app.info has no result', false);
      if (!codesOf(info).includes(applicationCode)) throw new TokenRefused('application');
      if (originOf(isRecord(info['install']) ? info['install']['uri'] : null) !== portal.origin) {
        throw new TokenRefused('portal');
      }
      const profile = await call(portal.origin, portal, 'profile', { auth: authId }, signal).catch(asRefusal);
      return userOf(profile);
    },

    /** Those of the given cards, all of one type, that the token's user may read. @throws TokenRefused, MethodFailed, PortalUnreachable */
    async readable<C extends CardName>(
      portal: Bitrix24Portal,
      authId: string,
      type: string,
      cards: readonly C[],
    ): Promise<C[]> {
      const parameters = {
        entityTypeId: entityTypeOf(type),
        filter: { '@id': cards.map(({ id }) => Number(id)) },
        select: ['id'],
        // The first page holds them all: there are no more than a page has.
        start: 0,
        auth: authId,
      };
      const signal = AbortSignal.timeout(askWithinMs);
      const result = await call(portal.origin, portal, 'crm.item.list', parameters, signal);
      const items = isRecord(result) && Array.isArray(result['items']) ? result['items'] : null;
      if (items === null) throw new PortalUnreachable('crm.item.list has no items', false);
      const ids = new Set(items.map((item: unknown) => (isRecord(item) ? String(item['id']) : '')));
      return cards.filter(({ id }) => ids.has(id));
    },

    /** Any method, for the installation. @throws TokenRefused, MethodFailed, PortalUnreachable */
    async call(
      portal: Bitrix24Portal,
      authId: string,
      method: string,
      parameters: Readonly<Record<string, unknown>>,
      signal: AbortSignal,
    ): Promise<unknown> {
      return await call(portal.origin, portal, method, { ...parameters, auth: authId }, signal);
    },
  };
}

export type Bitrix24 = ReturnType<typeof createBitrix24>;

function resultOf({ status, body }: OutgoingAnswer): unknown {
  const error = body['error'];
  if (typeof error === 'string' && error !== '') {
    if (tokenErrors.has(error.toLowerCase())) throw new TokenRefused('token');
    // Its own trouble, or too many questions: another time it will answer.
    if (status >= 500 || status === 429) throw new PortalUnreachable('the portal has trouble', false);
    const description = body['error_description'];
    throw new MethodFailed(error.slice(0, 100), typeof description === 'string' ? description.slice(0, 300) : '');
  }
  if (status === 401) throw new TokenRefused('token');
  if (status !== 200) throw new PortalUnreachable('the portal has trouble', false);
  return body['result'];
}

/** While a token is verified any error of the method itself is a refusal: the portal does not say who this is. */
function asRefusal(error: unknown): never {
  throw error instanceof MethodFailed ? new TokenRefused('token') : error;
}

/** Where an application's code stands in `app.info`: the portal's own way of writing it, and the authorisation server's. */
function codesOf(info: Record<string, unknown>): unknown[] {
  const app = isRecord(info['app']) ? info['app'] : {};
  return [info['CODE'], info['code'], info['client_id'], app['code'], app['CODE'], app['client_id']];
}

function originOf(address: unknown): string | null {
  return typeof address === 'string' && URL.canParse(address) ? new URL(address).origin : null;
}

function userOf(profile: unknown): PortalUser {
  if (!isRecord(profile)) throw new PortalUnreachable('profile has no result', false);
  const id = profile['ID'];
  const user = typeof id === 'number' ? String(id) : id;
  if (typeof user !== 'string' || !/^[1-9]\d{0,14}$/.test(user)) throw new TokenRefused('profile');
  const words = [profile['NAME'], profile['LAST_NAME']].filter((word) => typeof word === 'string');
  const name = words.join(' ').trim().slice(0, 200);
  return { user, name: name === '' ? null : name.toWellFormed(), isAdmin: profile['ADMIN'] === true };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
