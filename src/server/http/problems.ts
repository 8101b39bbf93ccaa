import { randomUUID } from 'node:crypto';
import type { Socket } from 'node:net';
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Problem, type ProblemBody, type ProblemCode } from '#contract/problem.ts';
import { StorageFailed, StorageFull } from '#server/store/journal-store.ts';
import { securityHeaders } from './security-headers.ts';

/** Titles are for those who read the API by hand; pages have sentences of their own for each code. */
const titles: Readonly<Record<ProblemCode, string>> = {
  invalid_request: 'The request is not as the API describes it',
  invalid_json: 'The body is not valid JSON',
  invalid_event: 'An event is not as the contract describes it',
  unknown_kind: 'An event has a kind that is not known',
  event_too_large: 'An event is over the limit',
  body_too_large: 'The body is over the limit',
  too_deep: 'The JSON is nested too deep',
  unsupported_media_type: 'The Content-Type is not one that this address takes',
  unsupported_encoding: 'The Content-Encoding is not one that this address takes',
  not_signed_in: 'A session or a key is needed',
  wrong_credentials: 'The e-mail or the password is wrong',
  password_common: 'The password is among those that are guessed first',
  scope_missing: 'The key has no scope for this',
  forbidden: 'The role has no right to this',
  cross_site: 'The request came from another site',
  claim_invalid: 'The claim link is used up, expired or wrong',
  unclaimed: 'The instance has no administrator yet',
  not_found: 'There is nothing here, or nothing that may be seen',
  method_not_allowed: 'The address does not take this method',
  cursor_invalid: 'The cursor is not one of this list',
  conflict: 'It is there already',
  idempotency_key_reused: 'The Idempotency-Key was used for another request',
  idempotency_key_in_use: 'The request with this Idempotency-Key is still being carried out; wait',
  too_many_requests: 'Too many requests; wait',
  overloaded: 'The server has too much to do; wait',
  storage_full: 'The disk is full; reading goes on',
  storage_failed: 'The store cannot write now',
  portal_unreachable: 'The portal does not answer, so it cannot be asked who may see this',
  internal: 'The server failed',
};

const retryAfterSeconds: Partial<Record<ProblemCode, number>> = {
  overloaded: 1,
  too_many_requests: 5,
  idempotency_key_in_use: 1,
  storage_full: 60,
  storage_failed: 5,
  portal_unreachable: 5,
  unclaimed: 60,
};

export function sendProblem(reply: FastifyReply, problem: Problem, more: Record<string, unknown> = {}): FastifyReply {
  const body: ProblemBody = {
    type: `urn:problem:${problem.code}`,
    title: titles[problem.code],
    status: problem.status,
    code: problem.code,
    detail: problem.detail,
    requestId: reply.request.id,
  };
  const wait = problem.waitSeconds ?? retryAfterSeconds[problem.code];
  if (wait !== undefined) reply.header('retry-after', String(wait));
  if (problem.code === 'not_signed_in') reply.header('www-authenticate', 'Bearer');
  return reply
    .status(problem.status)
    .header('content-type', 'application/problem+json; charset=utf-8')
    .header('cache-control', 'no-store')
    .send(JSON.stringify({ ...body, ...more }));
}

/** Turns whatever was thrown into a problem. What we do not know tells nothing of its inside. `bodyLimit`: of the route, bytes. */
export function toProblem(error: unknown, bodyLimit?: number): Problem {
  if (error instanceof Problem) return error;
  if (error instanceof StorageFull) return new Problem('storage_full', null, { cause: error });
  if (error instanceof StorageFailed) return new Problem('storage_failed', null, { cause: error });
  const code = (error as Partial<FastifyError>).code;
  switch (code) {
    case 'FST_ERR_CTP_BODY_TOO_LARGE':
      return new Problem('body_too_large', bodyLimit === undefined ? null : `the limit is ${bodyLimit} bytes`);
    case 'FST_ERR_CTP_INVALID_MEDIA_TYPE':
      return new Problem('unsupported_media_type');
    case 'FST_ERR_CTP_EMPTY_JSON_BODY':
    case 'FST_ERR_CTP_INVALID_JSON_BODY':
      return new Problem('invalid_json');
    case 'FST_ERR_MAX_PARAM_LENGTH':
      return new Problem('not_found');
    default:
  }
  if (error instanceof SyntaxError) return new Problem('invalid_json');
  const status = (error as Partial<FastifyError>).statusCode;
  if (status !== undefined && status >= 400 && status < 500) return new Problem('invalid_request');
  return new Problem('internal', null, { cause: error });
}

/**
 * Answers what is no HTTP, or too much of it: no request was made of it, so nothing else would. What was sent goes
 * nowhere: an address that is too long may hold a secret like any other.
 */
export function answerUnreadable(error: Error & { code?: string }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || socket.destroyed) return;
  const status = unreadable[error.code ?? ''] ?? { code: 400, text: 'Bad Request' };
  const body: ProblemBody = {
    type: 'urn:problem:invalid_request',
    title: titles.invalid_request,
    status: status.code,
    code: 'invalid_request',
    detail: status.text,
    requestId: randomUUID(),
  };
  const text = JSON.stringify(body);
  const headers = {
    ...securityHeaders,
    'content-type': 'application/problem+json; charset=utf-8',
    'content-length': String(Buffer.byteLength(text)),
    'cache-control': 'no-store',
    connection: 'close',
  };
  const head = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  if (socket.writable) socket.write(`HTTP/1.1 ${status.code} ${status.text}\r\n${head.join('')}\r\n${text}`);
  socket.destroySoon();
}

const unreadable: Readonly<Record<string, { code: number; text: string }>> = {
  ERR_HTTP_REQUEST_TIMEOUT: { code: 408, text: 'Request Timeout' },
  HPE_HEADER_OVERFLOW: { code: 431, text: 'Request Header Fields Too Large' },
};

/** Every failure leaves as a problem; an address or an input is never repeated, since it may hold a secret. */
export function registerProblems(app: FastifyInstance): void {
  app.setErrorHandler((error, request, reply) => {
    const problem = toProblem(error, request.routeOptions.bodyLimit);
    if (problem.status >= 500) logFailure(request, problem);
    return sendProblem(reply, problem);
  });
}

function logFailure(request: FastifyRequest, problem: Problem): void {
  request.log.error(
    { route: request.routeOptions.url, code: problem.code, err: problem.cause ?? problem },
    'request failed',
  );
}
