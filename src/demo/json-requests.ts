import type { IncomingMessage, ServerResponse } from 'node:http';
import { plainSecurity } from './page-files.ts';

/** A request that the portal does not take. The message is for people. */
export class Refused extends Error {
  override readonly name = 'Refused';
  readonly status: number;
  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

const maxBytes = 10_000;

/**
 * The JSON body of a request that changes something. Only our own page may send it: another site can neither send JSON
 * without asking first nor hide its origin. Throws Refused.
 */
export async function readOwnJson(request: IncomingMessage, publicUrl: string): Promise<Record<string, unknown>> {
  if (request.headers.origin !== publicUrl) throw new Refused(403, 'only the demo page itself may do this');
  const type = (request.headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase();
  if (type !== 'application/json') throw new Refused(415, 'send application/json');
  const body = parse(await readBody(request));
  if (body === null || typeof body !== 'object' || Array.isArray(body)) throw new Refused(400, 'send one JSON object');
  return body as Record<string, unknown>;
}

/** The body as text. Throws Refused when it is too long. */
export async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > maxBytes) throw new Refused(413, `a body has at most ${maxBytes} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

export function answerJson(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Record<string, string | string[]> = {},
): void {
  if (response.destroyed || response.headersSent) return;
  response.writeHead(status, {
    'content-type': 'application/json; charset=utf-8',
    'cache-control': 'no-store',
    ...plainSecurity,
    ...headers,
  });
  response.end(JSON.stringify(body));
}
