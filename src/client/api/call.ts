import * as z from 'zod/mini';
import type { Endpoint } from '#contract/endpoint.ts';
import type { BodyOf, EndpointName, ResponseOf } from '#contract/endpoints.ts';
import { Problem, ProblemBody } from '#contract/problem.ts';
import type { ProblemCode } from '#contract/problem.ts';
import { credentials, fetchAsReader } from './as-reader.ts';
import { rowOf } from './row-of.ts';
import { addressOf } from './url-of.ts';
import type { UrlInput } from './url-of.ts';

/** No answer came from our server: the network is down, or something before the server answered in its place. */
export class Unreachable extends Error {
  constructor(cause?: unknown) {
    super('the server cannot be reached', { cause });
    this.name = 'Unreachable';
  }
}

type Body<N extends EndpointName> = [BodyOf<N>] extends [undefined] ? { body?: undefined } : { body: BodyOf<N> };
export type CallInput<N extends EndpointName> = UrlInput<N> & Body<N> & { signal?: AbortSignal };

/**
 * Calls an endpoint by its name and gives the answer as its schema reads it. Fails with `Problem` when the server
 * refused, with `Unreachable` when nobody answered, and with the signal's reason when it was aborted.
 */
export async function call<N extends EndpointName>(
  name: N,
  ...[input]: object extends CallInput<N> ? [input?: CallInput<N>] : [input: CallInput<N>]
): Promise<ResponseOf<N>> {
  const found = rowOf(name);
  const row = found instanceof Promise ? await found : found;
  const response = await send(row, addressOf(row, input), input?.body, input?.signal);
  if (!response.ok) throw await problemOf(response);
  if (row.response === undefined) return undefined as ResponseOf<N>;
  const parsed = z.safeParse(row.response, await json(response));
  if (!parsed.success) {
    throw new Problem('internal', `the answer of ${name} does not fit the contract`, {
      requestId: response.headers.get('x-request-id') ?? '',
      cause: parsed.error,
    });
  }
  return parsed.data as ResponseOf<N>;
}

async function send(row: Endpoint, url: string, body: unknown, signal?: AbortSignal): Promise<Response> {
  const headers: Record<string, string> = { accept: 'application/json', 'accept-language': languageInUse() };
  const init: RequestInit = { method: row.method };
  if (body !== undefined) {
    headers['content-type'] = 'application/json';
    init.body = JSON.stringify(body);
  }
  if (signal !== undefined) init.signal = signal;
  try {
    // What is public may be the very call that says who reads.
    if (row.access === 'public') return await fetch(url, { ...init, headers, credentials: credentials() });
    return await fetchAsReader(url, { ...init, headers });
  } catch (error) {
    if (signal?.aborted || error instanceof Problem || error instanceof Unreachable) throw error;
    throw new Unreachable(error);
  }
}

async function json(response: Response): Promise<unknown> {
  try {
    return await response.json();
  } catch (error) {
    throw new Unreachable(error);
  }
}

/** The language of the page: what it is written in is what its data should come in. */
export function languageInUse(): string {
  return document.documentElement.lang || 'ru';
}

/** Where something other than our server answered (a proxy's own page), the status is all there is. */
const codeByStatus: Readonly<Record<number, ProblemCode>> = {
  400: 'invalid_request',
  401: 'not_signed_in',
  403: 'forbidden',
  404: 'not_found',
  413: 'body_too_large',
  429: 'too_many_requests',
  503: 'overloaded',
};

export async function problemOf(response: Response): Promise<Error> {
  const isProblem = response.headers.get('content-type')?.startsWith('application/problem+json') ?? false;
  if (isProblem) {
    const parsed = ProblemBody.safeParse(await response.json().catch(() => null));
    if (parsed.success) {
      const { code, detail, requestId } = parsed.data;
      return new Problem(code, detail, { requestId });
    }
  }
  if (response.status === 502 || response.status === 504) return new Unreachable();
  return new Problem(codeByStatus[response.status] ?? 'internal', null, {
    requestId: response.headers.get('x-request-id') ?? '',
  });
}
