import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { languageOf } from '#server/http/language.ts';
import type { JournalStore } from '#server/store/journal-store.ts';
import type { createRestAuthentication } from './authenticate.ts';
import type { CarryOut, GivenAnswer } from './call.ts';
import { failureOf, successOf, timeOf } from './envelope.ts';
import { RestError, restErrorOf } from './errors.ts';
import { registerOauth } from './oauth.ts';
import { readRestRequest } from './request.ts';

/** Bytes of a body: 50 commands of a batch, each with a long message. */
const bodyBytes = 8 * 1024 * 1024;
const retryAfterSeconds = 1;

/** `/rest/*` and `/oauth/token/`, with the portal's envelope and errors. Their bodies are read as they came. */
export async function registerRest(
  app: FastifyInstance,
  options: {
    store: JournalStore;
    authenticate: ReturnType<typeof createRestAuthentication>;
    carryOut: CarryOut;
    now(): number;
  },
): Promise<void> {
  const { store, authenticate, carryOut, now } = options;

  async function answer(request: FastifyRequest): Promise<GivenAnswer & { timeZone: string }> {
    const { method, credentials, parameters, requestId } = await readRestRequest(request);
    const { portalNo, caller } = await authenticate(credentials);
    const portal = await store.portals.byNo(portalNo);
    if (portal === null) throw new RestError('NO_AUTH_FOUND');
    const language = languageOf(request.headers['accept-language']);
    const given = await carryOut(method, { portal, caller, parameters, language, requestId });
    return { ...given, timeZone: portal.timeZone };
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
      if (known.status === 503 || known.status === 409) reply.header('retry-after', String(retryAfterSeconds));
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
    registerOauth(inner, store, now);
  });
}

/** Applications run in browsers on sites of their own; what they send is a token, never a cookie of ours. */
function openToOtherSites(reply: FastifyReply): void {
  reply.header('access-control-allow-origin', '*');
  reply.header('access-control-expose-headers', 'retry-after, idempotent-replay');
  reply.header('cross-origin-resource-policy', 'cross-origin');
  reply.header('cache-control', 'no-store');
}
