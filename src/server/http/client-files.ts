import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Problem } from '#contract/problem.ts';
import type { JournalStore } from '#server/store/journal-store.ts';
import { createPreloads } from './page-preloads.ts';
import { sendProblem } from './problems.ts';
import { contentSecurityPolicy } from './security-headers.ts';

/**
 * The built pages. Every address that is no file and no API is a page of the app; under `/frame/` one portal may frame
 * it, elsewhere nobody.
 */
export async function registerClientFiles(
  app: FastifyInstance,
  directory: string,
  portals: JournalStore['portals'],
): Promise<void> {
  const page = createPage(directory);
  if ((await page()) !== null) {
    await app.register(fastifyStatic, {
      root: directory,
      wildcard: true,
      index: false,
      preCompressed: true,
      setHeaders(reply, path) {
        // Names of assets hold a hash of their content.
        const isHashed = path.includes('/assets/');
        reply.header('cache-control', isHashed ? 'public, max-age=31536000, immutable' : 'no-cache');
      },
    });
  }

  // A folder without an index file: the static plugin would answer that the address is wrong.
  app.get('/', async (_request, reply) => reply.callNotFound());

  app.setNotFoundHandler(async (request, reply) => {
    const path = request.url.split('?', 1)[0] ?? '';
    const isApi = path.startsWith('/api/') || path.startsWith('/rest/') || path.startsWith('/assets/');
    if (isApi || (request.method !== 'GET' && request.method !== 'HEAD'))
      return sendProblem(reply, new Problem('not_found'));
    const built = await page();
    if (built === null) {
      return reply.status(503).type('text/plain; charset=utf-8').send('The pages are not built. Run: npm start\n');
    }
    return await sendPage(built, portals, request, reply);
  });
}

type Page = { html: string; preloads(path: string, search: string): string };

/** Reads the page anew when a build has replaced it; its assets have other names then. */
function createPage(directory: string): () => Promise<Page | null> {
  const file = join(directory, 'index.html');
  let known: (Page & { at: number }) | null = null;
  return async () => {
    try {
      const { mtimeMs } = await stat(file);
      if (known?.at !== mtimeMs) {
        known = { at: mtimeMs, html: await readFile(file, 'utf8'), preloads: await createPreloads(directory) };
      }
      return known;
    } catch {
      return null;
    }
  };
}

async function sendPage(page: Page, portals: JournalStore['portals'], request: FastifyRequest, reply: FastifyReply) {
  // Split by hand: not every address that comes in is a URL that can be parsed.
  const [path = '', search = ''] = request.url.split('?', 2);
  let head = page.preloads(path, search);
  if (path.startsWith('/frame/')) {
    const named = new URLSearchParams(search).get('portal');
    const all = named === null ? await portals.list() : [await portals.find(named)];
    const portal = all.length === 1 ? all[0] : null;
    reply.header('content-security-policy', contentSecurityPolicy(portal?.origin ?? null));
    reply.removeHeader('x-frame-options');
    // The page speaks to the window around it, and must know to whom before anybody has opened a session: to the very
    // origin that this answer lets frame it. Checked when it was stored, so it needs no escaping.
    if (portal?.origin != null) head += `<meta name="framed-by" content="${portal.origin}" />`;
  }
  // The address may be wrong; the app says so with the words of its language.
  return (
    reply
      // In a portal's frame nothing is kept: it ends with what it was opened with.
      .header('cache-control', path.startsWith('/frame/') ? 'no-store' : 'no-cache')
      .type('text/html; charset=utf-8')
      .send(page.html.replace('</head>', `${head}</head>`))
  );
}
