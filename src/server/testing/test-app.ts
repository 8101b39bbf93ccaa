import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { FastifyInstance, InjectOptions, LightMyRequestResponse } from 'fastify';
import { pino } from 'pino';
import { onTestFinished } from 'vitest';
import type { Role, Scope } from '#contract/session.ts';
import { makeKey as newKey, makeToken } from '#server/access/key.ts';
import { createApp } from '#server/app.ts';
import type { Config } from '#server/config.ts';
import type { JournalStore } from '#server/store/journal-store.ts';
import { openStore } from '#server/store/open.ts';
import { noon } from './noon.ts';

/** The password of everybody whom `makePerson` makes, and what is stored of it: deriving takes a third of a second. */
export const password = 'correct horse battery';
const storedPassword = 'scrypt$gjP6hyzDkrgVkcxKKgTJ7g$o0DDEfKqb54WEc61eI1lI2R4EdxA7d0R71OpJi8jnlM';

type Answer = LightMyRequestResponse;
type Headers = Record<string, string>;

export type TestApp = {
  server: FastifyInstance;
  store: JournalStore;
  directory: string;
  /** What the server believes the time is. */
  clock: { now: number };
  /** Everything that was logged, at every level. */
  log(): string;
  get(url: string, headers?: Headers): Promise<Answer>;
  /** Sends events: an object or a list as JSON, a text as NDJSON. */
  send(events: unknown, headers: Headers, more?: { gzip?: boolean }): Promise<Answer>;
  /** Makes a key and gives it as the header that carries it. */
  makeKey(options?: {
    portal?: string;
    scopes?: Scope[];
    expiresAt?: number | null;
  }): Promise<{ authorization: string }>;
  /** Makes an account and signs it in without asking for the password. */
  makePerson(role: Role, portals?: readonly string[]): Promise<{ cookie: string; email: string }>;
  /** Looks for causes that people are to be told of, as the server does each minute. */
  look(): Promise<void>;
  /** Listens on a free port; for what only a socket shows. */
  listen(): Promise<string>;
  /** Waits until everything that was sent can be searched for. */
  searchable(): Promise<void>;
  stop(): Promise<void>;
};

export type TestAppOptions = {
  config?: Partial<Config>;
  store?: (store: JournalStore) => JournalStore;
  /** What an earlier one left behind. */
  directory?: string;
};

/** Pages of one line: no test of the server may depend on whether the client is built. */
function makePages(directory: string): string {
  const pages = join(directory, 'pages');
  mkdirSync(pages, { recursive: true });
  writeFileSync(join(pages, 'index.html'), '<!doctype html><title>Журнал</title>');
  return pages;
}

/** A whole server on a fresh store, without a socket. It goes away when the test ends. */
export async function startTestApp(options: TestAppOptions = {}): Promise<TestApp> {
  const app = await makeTestApp(options);
  onTestFinished(app.stop);
  return app;
}

/** The same for several tests; whoever makes it stops it. */
export async function makeTestApp({
  config,
  store: wrap = (store) => store,
  directory = makeDirectory(),
}: TestAppOptions = {}): Promise<TestApp> {
  const clock = { now: noon };
  const lines: string[] = [];
  const store = wrap(await openStore(directory, { purpose: 'journal' }));
  const { server, searchable, digests, stop } = await createApp({
    config: { ...defaults, dataDir: directory, ...config },
    store,
    secret: Buffer.alloc(32, 7),
    logger: pino({ level: 'trace' }, { write: (line: string) => void lines.push(line) }),
    onClaim: () => undefined,
    now: () => clock.now,
    clientDir: makePages(directory),
  });
  speakAsBrowser(server);
  let isStopped = false;

  return {
    server,
    store,
    directory,
    clock,
    log: () => lines.join(''),
    get: async (url, headers = {}) => await server.inject({ method: 'GET', url, headers }),
    async send(events, headers, { gzip = false } = {}) {
      const isText = typeof events === 'string' || Buffer.isBuffer(events);
      const body = isText ? Buffer.from(events) : Buffer.from(JSON.stringify(events));
      return await server.inject({
        method: 'POST',
        url: '/api/v1/events',
        headers: {
          'content-type': isText ? 'application/x-ndjson' : 'application/json',
          ...(gzip ? { 'content-encoding': 'gzip' } : {}),
          ...headers,
        },
        payload: gzip ? gzipSync(body) : body,
      });
    },
    async makeKey({ portal = 'main', scopes = readWrite, expiresAt = null } = {}) {
      const { portalNo } = await store.portals.put(portal, {});
      const { keyId, key, secretHash } = newKey();
      await store.accounts.addKey({ keyId, portalNo, user: '1', scopes, secretHash, expiresAt, now: clock.now });
      return { authorization: `Bearer ${key}` };
    },
    async makePerson(role, portals = ['main']) {
      for (const portal of portals) await store.portals.put(portal, {});
      const email = `${role}-${makeToken().token.slice(0, 6).toLowerCase()}@example.test`;
      await store.accounts.add({ email, name: role, role, password: storedPassword, portals: [...portals] }, false);
      const account = await store.accounts.byEmail(email);
      const { token, hash } = makeToken();
      const about = { session: hash.slice(0, 12), browser: null, network: null };
      await store.accounts.openSession(hash, account?.accountNo ?? 0, clock.now, about);
      return { cookie: `sid=${token}`, email };
    },
    look: digests.look,
    listen: async () => await server.listen({ host: '127.0.0.1', port: 0 }),
    searchable,
    async stop() {
      if (isStopped) return;
      isStopped = true;
      await stop();
      await store.close();
    },
  };
}

/** A session is a browser's, and a browser says that a page of ours asks. A test that says otherwise is heard. */
function speakAsBrowser(server: FastifyInstance): void {
  const inject = server.inject.bind(server);
  server.inject = ((options: InjectOptions) => {
    const headers = options.headers ?? {};
    const says = headers['cookie'] === undefined || 'origin' in headers || 'sec-fetch-site' in headers;
    return inject(says ? options : { ...options, headers: { ...headers, 'sec-fetch-site': 'same-origin' } });
  }) as typeof server.inject;
}

const readWrite: Scope[] = ['journal.read', 'journal.write'];

const defaults: Config = {
  host: '127.0.0.1',
  port: 0,
  dataDir: '',
  publicUrl: null,
  trustProxy: [],
  admin: null,
  oidc: null,
  mail: null,
  retentionDays: 365,
  restCallsPerSecond: 1_000,
  logLevel: 'trace',
  demo: false,
};

const directories: string[] = [];
process.once('exit', () => {
  for (const directory of directories) rmSync(directory, { recursive: true, force: true });
});

/** A directory that goes away with the test process. */
export function makeDirectory(): string {
  const directory = mkdtempSync(join(tmpdir(), 'journal-test-'));
  directories.push(directory);
  return directory;
}
