import { Busboy } from '@fastify/busboy';
import type { FastifyRequest } from 'fastify';
import { maxDepth } from '#contract/event.ts';
import { idempotencyKeyOf } from '#server/http/repeats.ts';
import { isWithinDepth } from '#server/ingest/normalise.ts';
import type { Credentials } from './authenticate.ts';
import type { RequestId } from './method.ts';
import { isRecord, parametersOf, type Parameters, parseQuery } from './parameters.ts';

export type RestRequest = {
  method: string;
  credentials: Credentials;
  parameters: Parameters;
  /** What the client sends again on a retry; null when it sends none. */
  requestId: RequestId | null;
};

const mostIdLength = 255;

/**
 * Reads a call as the portal does: its address in either form, parameters from the query and whatever body there is.
 * A body that cannot be read counts as none.
 * @throws Problem invalid_request for an Idempotency-Key that is too long to be kept
 */
export async function readRestRequest(request: FastifyRequest): Promise<RestRequest> {
  const [path, search] = splitOnce(request.url, '?');
  const body = await readBody(request);
  const parameters = parametersOf(parseQuery(search), body);
  // Doubled slashes collapse: a client joins an endpoint that ends in a slash with a method.
  const parts = path.split('/').filter((part) => part !== '');
  const [, ...rest] = parts.map(decode);
  const isWebhook = rest.length >= 3;
  const name = (isWebhook ? rest.slice(2) : rest).join('/');
  return {
    method: name.toLowerCase().replace(/\.json$/, ''),
    credentials: isWebhook
      ? { kind: 'webhook', user: rest[0] ?? '', code: rest[1] ?? '' }
      : {
          kind: 'token',
          token: bearerOf(request) ?? parameters.text('auth') ?? parameters.text('access_token') ?? null,
        },
    parameters,
    requestId: requestIdOf(request, parameters),
  };
}

async function readBody(request: FastifyRequest): Promise<Record<string, unknown>> {
  const { body } = request;
  if (!Buffer.isBuffer(body) || body.length === 0) return {};
  const type = (request.headers['content-type'] ?? '').toLowerCase();
  if (type.includes('json')) return parseJson(body);
  if (type.startsWith('multipart/form-data')) return await parseMultipart(body, request.headers['content-type'] ?? '');
  // Forms, and bodies without a type: the portal reads both as a query string.
  return parseQuery(body.toString('utf8'));
}

function parseJson(body: Buffer): Record<string, unknown> {
  if (!isWithinDepth(body, maxDepth)) return {};
  try {
    const value: unknown = JSON.parse(body.toString('utf8'));
    return isRecord(value) ? value : {};
  } catch {
    return {};
  }
}

/** Fields only: no method of ours takes a file. */
function parseMultipart(body: Buffer, type: string): Promise<Record<string, unknown>> {
  return new Promise((done) => {
    const pairs: string[] = [];
    // A field is as long as it is: cut short it would be written as if it were whole.
    const limits = { fields: 5000, files: 50, fieldSize: body.length + 1 };
    const finish = (): void => done(parseQuery(pairs.join('&')));
    try {
      const parser = new Busboy({ headers: { 'content-type': type }, limits });
      parser.on('field', (name, value) => pairs.push(`${encodeURIComponent(name)}=${encodeURIComponent(value)}`));
      // A file that ends too early says so on its own stream; nobody listening, that would end the process.
      parser.on('file', (_name, stream) => stream.on('error', finish).resume());
      parser.on('finish', finish);
      parser.on('error', finish);
      parser.end(body);
    } catch {
      // No boundary: the portal reads nothing of such a body.
      finish();
    }
  });
}

function bearerOf(request: FastifyRequest): string | null {
  return /^bearer +(\S{1,300})$/i.exec((request.headers.authorization ?? '').slice(0, 400))?.[1] ?? null;
}

function requestIdOf(request: FastifyRequest, parameters: Parameters): RequestId | null {
  const key = idempotencyKeyOf(request);
  if (key !== null) return { kind: 'key', id: key };
  const id = parameters.text('bx24_request_id');
  return typeof id === 'string' && id !== '' && id.length <= mostIdLength ? { kind: 'retry', id } : null;
}

function splitOnce(text: string, separator: string): [string, string] {
  const at = text.indexOf(separator);
  return at === -1 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)];
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
