import { mkdirSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fastify } from 'fastify';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { problemCodes } from '#contract/problem.ts';
import type { PortalRow } from '#server/store/journal-store.ts';
import { makeDirectory, startTestApp } from '#server/testing/test-app.ts';
import { registerClientFiles } from './client-files.ts';
import { registerProblems } from './problems.ts';
import { registerSecurityHeaders } from './security-headers.ts';

// A busy machine: passwords, processes and megabytes take their time.
vi.setConfig({ testTimeout: 60_000 });

const plain = { memberId: null, connection: null, connectionSecret: null, masking: null };
const portals: PortalRow[] = [
  { portalNo: 1, portal: 'main', title: null, timeZone: 'Europe/Moscow', origin: 'https://portal.example', ...plain },
  { portalNo: 2, portal: 'closed', title: null, timeZone: 'Europe/Moscow', origin: null, ...plain },
];

/** The pages, built: one page and one asset. */
async function startPages(all = portals) {
  const directory = makeDirectory();
  mkdirSync(join(directory, 'assets'));
  writeFileSync(join(directory, 'index.html'), '<!doctype html><title>Журнал</title>');
  writeFileSync(join(directory, 'assets', 'main-abc123.js'), 'export {};');
  const server = fastify({ routerOptions: { ignoreDuplicateSlashes: true } });
  onTestFinished(async () => await server.close());
  registerProblems(server);
  registerSecurityHeaders(server);
  await registerClientFiles(server, directory, {
    list: async () => all,
    find: async (name: string) => all.find(({ portal }) => portal === name) ?? null,
  } as never);
  return server;
}

const framedBy = (headers: Record<string, unknown>) =>
  /frame-ancestors ([^;]*)/.exec(String(headers['content-security-policy']))?.[1];

function expectSecure(headers: Record<string, unknown>): void {
  expect(headers['x-content-type-options']).toBe('nosniff');
  expect(headers['referrer-policy']).toBe('no-referrer');
  expect(headers['cross-origin-resource-policy']).toBe('same-origin');
  expect(headers['cross-origin-opener-policy']).toBe('same-origin-allow-popups');
  expect(headers['permissions-policy']).toContain('camera=()');
  const policy = String(headers['content-security-policy']);
  for (const part of [
    "default-src 'none'",
    "script-src 'self'",
    "object-src 'none'",
    "require-trusted-types-for 'script'",
  ]) {
    expect(policy).toContain(part);
  }
  expect(policy).not.toContain('unsafe');
  expect(headers['server'] ?? headers['x-powered-by']).toBeUndefined();
}

describe('every answer of the API has the security headers', () => {
  it.each([
    ['GET', '/api/v1/cards', 200],
    ['GET', '/api/v1/openapi.json', 200],
    ['GET', '/healthz', 200],
    ['GET', '/metrics', 200],
    ['GET', '/api/v1/nothing', 404],
    ['GET', '/api/v1/cards/deal/none', 404],
    ['GET', '/api/v1/cards?limit=0', 400],
    ['GET', `/api/v1/processes/${'x'.repeat(1500)}`, 404],
    ['GET', '/%zz', 400],
    ['POST', '/api/v1/session', 400],
    ['POST', '/nowhere', 404],
    ['DELETE', '/api/v1/cards', 404],
    ['OPTIONS', '/api/v1/events', 404],
  ] as const)('%s %s', async (method, url, status) => {
    const app = await startTestApp();
    const answer = await app.server.inject({ method, url, headers: await app.makeKey() });
    expect(answer.statusCode).toBe(status);
    expectSecure(answer.headers);
    expect([framedBy(answer.headers), answer.headers['x-frame-options']]).toEqual(["'none'", 'DENY']);
    expect(answer.headers['access-control-allow-origin']).toBeUndefined();
    if (status < 400) return;
    expect(answer.headers['content-type']).toContain('application/problem+json');
    expect(answer.headers['cache-control']).toBe('no-store');
    const problem = answer.json();
    expect(problemCodes).toContain(problem.code);
    expect(problem).toMatchObject({
      type: `urn:problem:${problem.code}`,
      status,
      requestId: expect.stringMatching(/^[\w-]{36}$/),
    });
  });

  it('also when it is too large', async () => {
    const app = await startTestApp();
    const payload = { email: 'x'.repeat(70_000), password: '' };
    const answer = await app.server.inject({ method: 'POST', url: '/api/v1/session', payload });
    expect(answer.statusCode).toBe(413);
    expectSecure(answer.headers);
  });

  it.each([
    ['an address that is too long', `GET /${'Canary'.repeat(10_000)} HTTP/1.1\r\nhost: x\r\n\r\n`, 431],
    ['what is no HTTP', 'Canary Canary\r\n\r\n', 400],
  ])('also to %s, which is repeated nowhere', async (_name, request, status) => {
    const app = await startTestApp();
    const socket = connect(Number(new URL(await app.listen()).port), '127.0.0.1');
    socket.write(request);
    const answer = await text(socket);
    const [head = '', body = ''] = answer.split('\r\n\r\n');
    const headers = Object.fromEntries(
      head
        .split('\r\n')
        .slice(1)
        .map((line) => line.split(': ') as [string, string]),
    );
    expect(head).toContain(`HTTP/1.1 ${status} `);
    expectSecure(headers);
    expect(JSON.parse(body)).toMatchObject({ code: 'invalid_request', status });
    expect(answer + app.log()).not.toContain('Canary');
    expect(app.log()).not.toContain(Buffer.from('Canary').join(','));
  });
});

describe('pages', () => {
  it('are given for every address that is no file and no API, and framed by nobody', async () => {
    const server = await startPages();
    for (const url of ['/', '/cards/deal/7', '/frames', '/cards/deal/7?x=/frame/']) {
      const answer = await server.inject(url);
      expect([url, answer.statusCode, answer.headers['content-type']]).toEqual([url, 200, 'text/html; charset=utf-8']);
      expect(answer.headers['cache-control']).toBe('no-cache');
      expectSecure(answer.headers);
      expect([framedBy(answer.headers), answer.headers['x-frame-options']]).toEqual(["'none'", 'DENY']);
    }
  });

  it('are not given for what is an API or an asset that is not there, nor to what is no reading', async () => {
    const server = await startPages();
    for (const url of ['/api/v2/x', '/rest/1/x/profile', '/assets/old-1.js']) {
      expect((await server.inject(url)).json().code).toBe('not_found');
    }
    expect((await server.inject({ method: 'POST', url: '/cards' })).statusCode).toBe(404);
  });

  it('have assets that are kept for ever, as what they are', async () => {
    const server = await startPages();
    const answer = await server.inject('/assets/main-abc123.js');
    expect(answer.statusCode).toBe(200);
    expect(answer.headers['content-type']).toContain('javascript');
    expect(answer.headers['cache-control']).toBe('public, max-age=31536000, immutable');
    expectSecure(answer.headers);
    for (const url of [
      '/assets/../../package.json',
      '/assets/%2e%2e/%2e%2e/package.json',
      '/assets/..%5c..%5cpackage.json',
    ]) {
      expect((await server.inject(url)).body).not.toContain('dependencies');
    }
  });

  it('for a frame name the one portal that may frame them, and no other', async () => {
    const server = await startPages();
    const framed = async (url: string) => framedBy((await server.inject(url)).headers);
    expect(await framed('/frame/cards/deal/7?portal=main')).toBe('https://portal.example');
    const { headers } = await server.inject('/frame/cards/deal/7?portal=main');
    expect([headers['x-frame-options'], headers['cache-control']]).toEqual([undefined, 'no-store']);
    for (const page of ['home', 'failures', 'failures/known-1', 'search', 'flags', 'quiet', 'audit']) {
      expect(await framed(`/frame/${page}?portal=main`), page).toBe('https://portal.example');
      expect(await framed(`/${page}?portal=main`), page).toBe("'none'");
    }
    for (const url of [
      '/frame/x?portal=closed',
      '/frame/x?portal=unknown',
      '/frame/x?portal=',
      '/frame/x',
      '/frame/x?portal=main%0D%0Ax',
    ]) {
      expect(await framed(url), url).toBe("'none'");
    }
    const alone = await startPages(portals.slice(0, 1));
    expect(framedBy((await alone.inject('/frame/x')).headers)).toBe('https://portal.example');
  });
});

describe('a portal’s origin', () => {
  it('is an origin and nothing that could widen the policy', async () => {
    const app = await startTestApp();
    const { cookie } = await app.makePerson('administrator');
    const put = async (origin: string | null) =>
      (
        await app.server.inject({
          method: 'PUT',
          url: '/api/v1/portals/main',
          headers: { cookie },
          payload: { origin },
        })
      ).statusCode;
    for (const origin of ['https://portal.example', 'http://localhost:8080', null])
      expect(await put(origin), String(origin)).toBe(200);
    const wrong = [
      '*',
      'https://*',
      'https://a.example https://b.example',
      "https://a.example; script-src 'unsafe-inline'",
      'javascript:x',
    ];
    for (const origin of [
      ...wrong,
      'https://a.example/path',
      'https://A.example',
      'https://a.example\r\nx: y',
      'null',
      '',
    ]) {
      expect(await put(origin), origin).toBe(400);
    }
  });
});
