import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { endpoints } from '#contract/endpoints.ts';
import { entryEvent } from './testing/events.ts';
import { startTestApp } from './testing/test-app.ts';

// A busy machine: passwords, processes and megabytes take their time.
vi.setConfig({ testTimeout: 60_000 });

describe('health', () => {
  it('is told to everybody: alive, and ready while the store can write', async () => {
    let canWrite = true;
    const app = await startTestApp({
      store: (store) => ({ ...store, ready: async () => canWrite && (await store.ready()) }),
    });
    const status = async (path: string) => {
      const answer = await app.get(path);
      expect(answer.headers['cache-control']).toBe('no-store');
      return [answer.statusCode, answer.json().status];
    };
    expect([await status('/healthz'), await status('/readyz')]).toEqual([
      [200, 'alive'],
      [200, 'ready'],
    ]);
    canWrite = false;
    app.clock.now += 60_000;
    expect([await status('/healthz'), await status('/readyz')]).toEqual([
      [200, 'alive'],
      [503, 'not ready'],
    ]);
  });
});

describe('readiness', () => {
  it('is found out by writing, and asking often writes seldom', async () => {
    let writes = 0;
    const app = await startTestApp({
      store: (store) => ({
        ...store,
        ready: async () => {
          writes += 1;
          return await store.ready();
        },
      }),
    });
    const file = join(app.directory, 'journal.db-wal');
    const before = readFileSync(file);
    for (let time = 0; time < 20; time += 1) expect((await app.get('/readyz')).statusCode).toBe(200);
    expect(writes).toBe(1);
    expect(readFileSync(file).equals(before)).toBe(false);
  });
});

describe('metrics', () => {
  it('need a key or an administrator', async () => {
    const app = await startTestApp();
    const status = async (headers: Record<string, string>) => (await app.get('/metrics', headers)).statusCode;
    expect(await status({})).toBe(401);
    expect(await status({ authorization: 'Bearer nonsense' })).toBe(401);
    expect(await status({ cookie: (await app.makePerson('support')).cookie })).toBe(401);
    expect(await status({ cookie: (await app.makePerson('administrator')).cookie })).toBe(200);
    expect(await status(await app.makeKey({ scopes: ['bizproc'] }))).toBe(200);
  });

  it('count what came in, in the form that Prometheus reads, and name nobody', async () => {
    const app = await startTestApp();
    const key = await app.makeKey();
    const event = entryEvent('p1', 0, { message: 'секрет клиента' });
    await app.send([event, event, { kind: 'x' }, entryEvent('p1')], key);
    const answer = await app.get('/metrics', key);
    expect(answer.headers['content-type']).toContain('text/plain; version=0.0.4');
    const lines = answer.body.trimEnd().split('\n');
    expect(
      lines.filter((line) => !/^(# (HELP|TYPE) [a-z_]+ .+|[a-z_]+(\{[a-z]+="[a-z]+"\})? \d+)$/.test(line)),
    ).toEqual([]);
    expect(lines).toContain('journal_events_total{outcome="accepted"} 2');
    expect(lines).toContain('journal_events_total{outcome="duplicate"} 1');
    expect(lines).toContain('journal_events_total{outcome="rejected"} 1');
    expect(lines).toContain('journal_processes 1');
    expect(answer.body).not.toMatch(/секрет|main|p1|jk[A-Za-z0-9]{20}/);
  });
});

describe('the description of the API', () => {
  it('lists every endpoint with its parameters, a problem, and who may', async () => {
    const app = await startTestApp();
    const answer = await app.get('/api/v1/openapi.json');
    expect(answer.headers['content-type']).toContain('application/json');
    const { openapi, paths } = answer.json();
    expect(openapi).toBe('3.1.0');
    for (const [name, endpoint] of Object.entries(endpoints)) {
      const operation = paths[endpoint.path.replaceAll(/:(\w+)/g, '{$1}')][endpoint.method.toLowerCase()];
      expect(operation.operationId).toBe(name);
      expect(operation.summary).toBe(endpoint.summary);
      expect(operation.responses.default.content['application/problem+json']).toBeDefined();
      const inPath = operation.parameters.filter((one: { in: string }) => one.in === 'path');
      expect(inPath.map((one: { name: string }) => `:${one.name}`)).toEqual(endpoint.path.match(/:\w+/g) ?? []);
      expect(operation.security.length === 0).toBe(endpoint.access === 'public');
    }
    const events = paths['/api/v1/events'].post;
    expect(Object.keys(events.requestBody.content)).toEqual(['application/json', 'application/x-ndjson']);
    expect(Object.keys(events.responses)).toEqual(expect.arrayContaining(['200', '207', 'default']));
  });

  it('says nothing of an endpoint that does not answer', async () => {
    const app = await startTestApp();
    for (const [name, endpoint] of Object.entries(endpoints)) {
      expect(app.server.hasRoute({ method: endpoint.method, url: endpoint.path }), name).toBe(true);
    }
  });
});

describe('when the store cannot write', () => {
  it('reading goes on: a key and a session work although nobody can note that they were used', async () => {
    const app = await startTestApp({
      store: (store) => ({
        ...store,
        accounts: { ...store.accounts, keyUsed: async () => await Promise.reject(new Error('disk full')) },
      }),
    });
    expect((await app.get('/api/v1/cards', await app.makeKey())).statusCode).toBe(200);
  });

  it('a writer is told so, whether to come again, and when; a reader reads', async () => {
    const { StorageFull, StorageFailed } = await import('./store/journal-store.ts');
    let error: Error | null = null;
    const app = await startTestApp({
      store: (store) => ({
        ...store,
        write: async (...what) => (error === null ? await store.write(...what) : await Promise.reject(error)),
      }),
    });
    const key = await app.makeKey();
    await app.send(entryEvent('p1'), key);
    for (const [thrown, code, status] of [
      [new StorageFull('full'), 'storage_full', 503],
      [new StorageFailed('EIO'), 'storage_failed', 503],
      [new TypeError('a defect with a secret in it'), 'internal', 500],
    ] as const) {
      error = thrown;
      const answer = await app.send(entryEvent('p1'), key);
      expect([answer.statusCode, answer.json().code]).toEqual([status, code]);
      if (status === 503) expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0);
      expect(answer.body).not.toContain('secret');
      expect((await app.get('/api/v1/processes/p1/entries', key)).json().total).toBe(1);
    }
    error = null;
    expect((await app.send(entryEvent('p1'), key)).statusCode).toBe(200);
  });
});
