import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { hashSecret, isSecret, makeToken } from '#server/access/key.ts';
import type { FailedTries } from '#server/http/rate-limit.ts';
import type { ApplicationRow, JournalStore } from '#server/store/journal-store.ts';
import { parametersOf, parseQuery, type Parameters } from './parameters.ts';

export const accessSeconds = 3600;
const refreshMs = 180 * 24 * 60 * 60 * 1000;
/** An answer may be lost on its way: a refresh token that was used works this much longer. */
const graceMs = 60_000;

type TokenStore = Pick<JournalStore, 'applications' | 'portals'>;

/** New tokens of an application: only their hashes are kept. */
export async function issueTokens(store: TokenStore, clientId: string, now: number) {
  const access = makeToken();
  const refresh = makeToken();
  await store.applications.addToken(access.hash, clientId, 'access', now + accessSeconds * 1000);
  await store.applications.addToken(refresh.hash, clientId, 'refresh', now + refreshMs);
  return { accessToken: access.token, refreshToken: refresh.token };
}

/** `/oauth/token/`: what clients call when their access token has expired. */
export function registerOauth(app: FastifyInstance, store: TokenStore, tries: FailedTries, now: () => number): void {
  const handler = async (request: FastifyRequest, reply: FastifyReply): Promise<unknown> => {
    reply.header('cache-control', 'no-store');
    const parameters = readParameters(request);
    const refuse = (status: number, error: string, description: string) =>
      reply.status(status).send({ error, error_description: description });

    const grant = parameters.text('grant_type');
    if (grant !== 'refresh_token') {
      return refuse(400, grant === null ? 'invalid_request' : 'unsupported_grant_type', 'grant_type is refresh_token');
    }
    const client = clientOf(parameters);
    const wait = tries.waitOf(request.ip, client.mark);
    if (wait !== null) {
      reply.header('retry-after', String(wait));
      return refuse(503, 'QUERY_LIMIT_EXCEEDED', 'Too many requests');
    }
    const application = await applicationOf(client, store);
    if (application === null) {
      tries.failed(request.ip, client.mark);
      return refuse(401, 'invalid_client', 'Client authentication failed');
    }
    tries.succeeded(client.mark);
    const token = parameters.text('refresh_token');
    const hash = hashSecret(typeof token === 'string' ? token : '');
    const found = await store.applications.byToken(hash, 'refresh');
    const isLive = found !== null && found.expiresAt > now() && found.application.clientId === application.clientId;
    if (!isLive) return refuse(400, 'invalid_grant', 'The refresh token is wrong or has expired');

    await store.applications.endToken(hash, now() + graceMs);
    const tokens = await issueTokens(store, application.clientId, now());
    // It is right before it was ever used.
    tries.succeeded(tokens.accessToken);
    const portal = await store.portals.byNo(application.portalNo);
    const origin = `${request.protocol}://${request.host}`;
    return reply.send({
      access_token: tokens.accessToken,
      refresh_token: tokens.refreshToken,
      expires: Math.floor(now() / 1000) + accessSeconds,
      expires_in: accessSeconds,
      scope: application.scopes.join(','),
      domain: request.host,
      server_endpoint: `${origin}/rest/`,
      client_endpoint: `${origin}/rest/`,
      status: 'L',
      member_id: portal?.portal ?? '',
      user_id: application.user,
    });
  };
  for (const url of ['/oauth/token', '/oauth/token/']) app.route({ method: ['GET', 'POST'], url, handler });
}

function readParameters(request: FastifyRequest): Parameters {
  const search = request.url.split('?')[1] ?? '';
  const body = Buffer.isBuffer(request.body) ? parseQuery(request.body.toString('utf8')) : {};
  return parametersOf(parseQuery(search), body);
}

type Client = { id: string | null; secret: string; mark: string };

function clientOf(parameters: Parameters): Client {
  const id = parameters.text('client_id') ?? null;
  const secret = parameters.text('client_secret') ?? '';
  return { id, secret, mark: `${id} ${secret}` };
}

/** Compares the secret of an unknown client like that of a known one. */
async function applicationOf({ id, secret }: Client, store: TokenStore): Promise<ApplicationRow | null> {
  const found = id === null ? null : await store.applications.find(id);
  return isSecret(secret, found?.secretHash ?? null) ? found : null;
}
