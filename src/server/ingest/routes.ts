import type { FastifyRequest } from 'fastify';
import { maxBodyBytes } from '#contract/event.ts';
import { Problem, type ProblemCode, problemCodes } from '#contract/problem.ts';
import { type Registrar, route } from '#server/http/endpoint.ts';
import { sendProblem } from '#server/http/problems.ts';
import { onceByKey, type Repeats } from '#server/http/repeats.ts';
import { decodeBody, readBody } from './event-body.ts';
import type { Ingest } from './ingest.ts';

/** `POST /api/v1/events`. Its body is read as it came, so it stands in a context of its own. */
export async function registerEvents(registrar: Registrar, ingest: Ingest, repeats: Repeats): Promise<void> {
  await registrar.app.register(async (app) => {
    app.removeAllContentTypeParsers();
    app.addContentTypeParser(
      ['application/json', 'application/x-ndjson', 'application/ndjson'],
      { parseAs: 'buffer' },
      (_request, body, done) => done(null, body),
    );

    const bodyLimit = maxBodyBytes;
    route({ ...registrar, app, bodyLimit }, 'events', async ({ caller, request, reply }) => {
      if (caller?.kind !== 'key') throw new Problem('scope_missing', 'a key with the scope journal.write is needed');
      if (!Buffer.isBuffer(request.body)) throw new Problem('invalid_json', 'the body is empty');
      const body = await decodeBody(request.body, request.headers['content-encoding']);
      const events = readBody(body, isNdjson(request));
      if (events.length === 0) return { accepted: 0, duplicates: 0, rejected: [] };

      // Ids are unique for their source: a key is one.
      const answer = await onceByKey(repeats, { request, reply, caller }, body, () =>
        ingest.take(caller.portalNo, `key ${caller.keyId}`, events),
      );
      if (answer.rejected.length === 0) return answer;
      if (answer.rejected.length < events.length) return reply.status(207).send(answer);
      const first = answer.rejected[0];
      const code = answer.rejected.every((one) => one.code === first?.code) ? codeOf(first?.code) : 'invalid_event';
      return sendProblem(
        reply,
        new Problem(code, first === undefined ? null : `event ${first.index}: ${first.message}`),
        answer,
      );
    });
  });
}

/** What is wrong with every event is what is wrong with the request. */
function codeOf(code: string | undefined): ProblemCode {
  return problemCodes.find((known) => known === code) ?? 'invalid_event';
}

function isNdjson(request: FastifyRequest): boolean {
  return (request.headers['content-type'] ?? '').toLowerCase().includes('ndjson');
}
