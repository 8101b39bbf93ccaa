import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { languageOf } from '#server/http/language.ts';
import type { FailedTries, RateLimit } from '#server/http/rate-limit.ts';
import type { JournalStore } from '#server/store/journal-store.ts';
import type { createRestAuthentication, Credentials } from './authenticate.ts';
import { commandsIn } from './batch.ts';
import type { CarryOut, GivenAnswer } from './call.ts';
import { failureOf, successOf, timeOf } from './envelope.ts';
import { RestError, type RestErrorCode, restErrorOf } from './errors.ts';
import { registerOauth } from './oauth.ts';
import { readRestRequest } from './request.ts';

/** Bytes of a body: 50 commands of a batch, each with a long message. */
const bodyBytes = 8 * 1024 * 1024;

/** `/rest/*` and `/oauth/token/`, with the portal's envelope and errors. Their bodies are read as they came. */
export async function registerRest(
  app: FastifyInstance,
  options: {
    store: JournalStore;
    authenticate: ReturnType<typeof createRestAuthentication>;
    carryOut: CarryOut;
    tries: FailedTries;
    /** Calls of one credential. */
    calls: RateLimit;
    now(): number;
  },
): Promise<void> {
  const { store, authenticate, carryOut, tries, calls, now } = options;

  async function answer(request: FastifyRequest): Promise<GivenAnswer & { timeZone: string }> {
    const { method, credentials, parameters, requestId } = await readRestRequest(request);
    const { portalNo, caller } = await authenticateOnce(request.ip, credentials);
    const wait = calls.take(caller.credential, method === 'batch' ? commandsIn(parameters) : 1);
    if (wait !== null) throw new RestError('QUERY_LIMIT_EXCEEDED', undefined, {}, wait);
    const portal = await store.portals.byNo(portalNo);
    if (portal === null) throw new RestError('NO_AUTH_FOUND');
    const language = languageOf(request.headers['accept-language']);
    const given = await carryOut(method, { portal, caller, parameters, language, requestId });
    return { ...given, timeZone: portal.timeZone };
  }

  /** Refuses who has failed too often before anything is looked up. A token that has expired was right once. */
  async function authenticateOnce(address: string, credentials: Credentials) {
    const secret = secretOf(credentials);
    const wait = tries.waitOf(address, secret);
    if (wait !== null) throw new RestError('QUERY_LIMIT_EXCEEDED', undefined, {}, wait);
    try {
      const caller = await authenticate(credentials);
      tries.succeeded(secret);
      return caller;
    } catch (error) {
      const isWrong = error instanceof RestError && wrongCodes.has(error.code);
      if (isWrong) tries.failed(address, secret);
      throw error;
    }
  }

  const handler = async (request: FastifyRequest, reply: FastifyReply): Promise<unknown> => {
    const startedAt = now();
    openToOtherSites(reply);
    try {
      const done = await answer(request);
      if (done.isRepeated) reply.header('idempotent-replay', 'true');
      return reply.send(successOf(done.answer, timeOf(startedAt, now(), done.timeZone)));
    } catch (error) {
      const known = restErrorOf(error) ?? new RestError('INTERNAL_SERVER_ERROR');
      if (known.status >= 500 && known.code !== 'QUERY_LIMIT_EXCEEDED')
        request.log.error({ err: error }, 'rest call failed');
      if (known.wait !== null) reply.header('retry-after', String(known.wait));
      return reply.status(known.status).send(failureOf(known));
    }
  };

  await app.register(async (inner) => {
    inner.removeAllContentTypeParsers();
    inner.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: bodyBytes }, (_request, body, done) =>
      done(null, body),
    );
    inner.setErrorHandler((error, request, reply) => {
      openToOtherSites(reply);
      const isOurs = (error as { statusCode?: number }).statusCode ?? 500;
      const known = isOurs < 500 ? new RestError('ERROR_ARGUMENT', 'The body cannot be read or is too large') : null;
      if (known === null) request.log.error({ err: error }, 'rest call failed');
      const sent = known ?? new RestError('INTERNAL_SERVER_ERROR');
      return reply.status(isOurs < 500 ? isOurs : sent.status).send(failureOf(sent));
    });
    inner.options('/rest/*', async (_request, reply) => {
      openToOtherSites(reply);
      reply.header('access-control-allow-methods', 'GET, POST');
      reply.header('access-control-allow-headers', 'authorization, content-type, idempotency-key');
      reply.header('access-control-max-age', '86400');
      return reply.status(204).send();
    });
    inner.route({ method: ['GET', 'POST'], url: '/rest/*', handler });
    registerOauth(inner, store, tries, now);
  });
}

const wrongCodes = new Set<RestErrorCode>(['INVALID_CREDENTIALS', 'invalid_token']);

function secretOf(credentials: Credentials): string {
  return credentials.kind === 'webhook' ? `${credentials.user}/${credentials.code}` : (credentials.token ?? '');
}

/** Applications run in browsers on sites of their own; what they send is a token, never a cookie of ours. */
function openToOtherSites(reply: FastifyReply): void {
  reply.header('access-control-allow-origin', '*');
  reply.header('access-control-expose-headers', 'retry-after, idempotent-replay');
  reply.header('cross-origin-resource-policy', 'cross-origin');
  reply.header('cache-control', 'no-store');
}
