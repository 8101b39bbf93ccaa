import { once } from 'node:events';
import { chmodSync, rmSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { join } from 'node:path';
import type { Logger } from 'pino';
import * as z from 'zod/mini';
import { maxBodyBytes } from '#contract/event.ts';
import { PortalId } from '#contract/ids.ts';
import { Problem } from '#contract/problem.ts';
import { ErasureSubject } from '#contract/erasure.ts';
import type { Audit } from './audit/create.ts';
import type { CommandErasing } from './erasing-of.ts';
import { readBody } from './ingest/event-body.ts';
import type { Ingest } from './ingest/ingest.ts';
import type { Redacting } from './redacting.ts';
import type { JournalStore } from './store/journal-store.ts';

/** Names of unix sockets are cut short by the system beyond this. */
const longestPath = 103;

const RedactOrder = z.object({
  portal: z._default(z.nullable(PortalId), null),
  after: z._default(z.nullable(z.object({ table: z.number(), key: z.array(z.union([z.string(), z.number()])) })), null),
  total: z._default(z.record(z.string(), z.number()), {}),
});

const EraseOrder = z.object({
  portal: PortalId,
  subject: z._default(z.nullable(ErasureSubject), null),
  erasure: z._default(z.nullable(z.string()), null),
});

/** Where a running server takes orders from the command line. */
export function controlPath(dataDir: string): string {
  return join(dataDir, 'control.sock');
}

export type Control = { close(): Promise<void> };

/**
 * Opens a socket in the data directory for commands that need the store while the server has it. No key is asked for:
 * only who may open the directory reaches it. `GET /status` → `{pid}`; `GET /audit` → `{newest}`, the last event of the
 * audit log that the server knows of; `POST /import?portal=P&source=S` with NDJSON → the answer of the events API; `POST
 * /redact/{portals,part,begin,end}` with JSON, see redacting.ts; `POST /erase/{preview,begin,job}` with JSON, see
 * erasing-of.ts. Where it cannot be opened, the server runs on without it. The caller holds the store's lock, so a
 * socket that is there already is a dead one.
 */
export async function openControl(options: {
  dataDir: string;
  portals: JournalStore['portals'];
  ingest: Ingest;
  audit: Pick<Audit, 'newest'>;
  redacting: Redacting;
  erasing: CommandErasing;
  logger: Logger;
}): Promise<Control> {
  const { dataDir, portals, ingest, audit, redacting, erasing, logger } = options;
  const path = controlPath(dataDir);
  let isClosing = false;

  const server = createServer((request, response) => {
    answer(request).then(
      (json) => send(response, 200, json),
      (error: unknown) => {
        const problem = error instanceof Problem ? error : new Problem('internal');
        if (problem.code === 'internal') logger.error({ err: error }, 'an order from the command line failed');
        send(response, problem.status, { code: problem.code, detail: problem.detail });
      },
    );
  });

  async function answer(request: IncomingMessage): Promise<unknown> {
    const url = new URL(request.url ?? '/', 'http://control');
    if (request.method === 'GET' && url.pathname === '/status') return { pid: process.pid };
    if (request.method === 'GET' && url.pathname === '/audit') return { newest: audit.newest() };
    if (request.method === 'POST' && url.pathname.startsWith('/redact/'))
      return await redact(url.pathname, JSON.parse((await bodyOf(request)).toString('utf8')));
    if (request.method === 'POST' && url.pathname.startsWith('/erase/'))
      return await erase(url.pathname, JSON.parse((await bodyOf(request)).toString('utf8')));
    if (request.method !== 'POST' || url.pathname !== '/import') throw new Problem('not_found');
    const portal = PortalId.safeParse(url.searchParams.get('portal'));
    const source = url.searchParams.get('source') ?? '';
    if (!portal.success || source === '') throw new Problem('invalid_request', 'portal and source are needed');
    const events = readBody(await bodyOf(request), true);
    const { portalNo } = (await portals.find(portal.data)) ?? (await portals.put(portal.data, {}));
    return await ingest.take(portalNo, source, events);
  }

  async function redact(path: string, body: unknown): Promise<unknown> {
    const read = RedactOrder.safeParse(body);
    if (!read.success) throw new Problem('invalid_request');
    const { portal, after, total } = read.data;
    if (path === '/redact/portals') return await redacting.portals();
    if (path === '/redact/part' && portal !== null) return await redacting.part(portal, after);
    if (path === '/redact/begin') return await redacting.begin(portal);
    if (path === '/redact/end') return await redacting.end(portal, total);
    throw new Problem('not_found');
  }

  async function erase(path: string, body: unknown): Promise<unknown> {
    const read = EraseOrder.safeParse(body);
    if (!read.success) throw new Problem('invalid_request');
    const { portal, subject, erasure } = read.data;
    if (path === '/erase/preview' && subject !== null) return await erasing.preview(portal, subject);
    if (path === '/erase/begin' && subject !== null) return await erasing.begin(portal, subject);
    if (path === '/erase/job' && erasure !== null) return await erasing.job(portal, erasure);
    throw new Problem('not_found');
  }

  function send(response: ServerResponse, status: number, json: unknown): void {
    // A connection that stays open would hold a server that is to stop.
    if (isClosing) response.setHeader('connection', 'close');
    response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' }).end(JSON.stringify(json ?? null));
  }

  const why = process.platform === 'win32' ? 'this system has no unix sockets' : null;
  const tooLong = Buffer.byteLength(path) > longestPath ? 'the path of DATA_DIR is too long for a socket' : null;
  try {
    if (why !== null || tooLong !== null) throw new Error(why ?? tooLong ?? '');
    rmSync(path, { force: true });
    // The socket is made within `listen`: nobody else may reach it, not even for the moment before chmod.
    const before = process.umask(0o177);
    const listening = once(server.listen({ path }), 'listening');
    process.umask(before);
    await listening;
    chmodSync(path, 0o600);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    logger.warn({ reason }, 'no control socket: import has to wait until the server is stopped');
  }

  return {
    async close() {
      if (!server.listening) return;
      isClosing = true;
      const closed = once(server, 'close');
      server.close();
      await closed;
    },
  };
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  let bytes = 0;
  for await (const part of request as AsyncIterable<Buffer>) {
    bytes += part.length;
    if (bytes > maxBodyBytes) throw new Problem('body_too_large', `the limit is ${maxBodyBytes} bytes`);
    parts.push(part);
  }
  return Buffer.concat(parts);
}
