import { connect } from 'node:net';
import { once } from 'node:events';
import { describe, expect, it } from 'vitest';
import { openRestPortal } from '#server/testing/rest-portal.ts';
import { startTestApp } from '#server/testing/test-app.ts';

/** The part of a webhook's code that nobody may see: `jk`, a public id of 8 letters, the secret. */
const secretOf = (code: string) => code.slice(10);

async function start() {
  const app = await startTestApp();
  const portal = await openRestPortal(app);
  await portal.process('p1');
  const token = await portal.step('p1');
  const secrets = [
    secretOf(portal.code),
    portal.accessToken,
    portal.refreshToken,
    portal.clientSecret,
    token.slice(-64),
  ];
  const findIn = (text: string) => secrets.filter((secret) => text.includes(secret));
  return { app, portal, token, findIn };
}

describe('a secret that is sent', () => {
  it('is in no answer, no log line and no metric, whatever goes wrong', async () => {
    const { app, portal, token, findIn } = await start();
    const { code, hookAddress, accessToken } = portal;
    const json = { 'content-type': 'application/json' };
    const requests = [
      { url: `${hookAddress}/bizproc.activity.log`, payload: { EVENT_TOKEN: token, LOG_MESSAGE: `x ${token}` } },
      { url: `${hookAddress}/bizproc.activity.log`, payload: { EVENT_TOKEN: `${token}0`, LOG_MESSAGE: 'x' } },
      { url: `${hookAddress}/no.such.method?auth=${accessToken}` },
      { url: `/rest/2/${code}/profile` },
      { url: `/rest/1/${code}x/profile` },
      { url: `/rest/1/${code}` },
      { url: `/rest/1/${code}/` },
      { url: `/rest/${code}` },
      { url: `/rest/1/${code}/%zz` },
      { url: `/rest/1/${code}/%00` },
      { url: `/rest/1/${code}/${'x'.repeat(3000)}` },
      { url: `/rest/${'x'.repeat(3000)}?auth=${accessToken}` },
      { url: `/rset/1/${code}/profile` },
      { url: `/api/v1/${code}` },
      { url: `/api/rest/1/${code}/profile?auth=${accessToken}` },
      { url: `/${code}` },
      { url: `//rest/../rest/1/${code}/../profile` },
      { url: `${hookAddress}/batch`, payload: { cmd: { [code]: `profile?auth=${accessToken}`, [accessToken]: code } } },
      { url: `${hookAddress}/bizproc.activity.log`, payload: 'x'.repeat(9 * 1024 * 1024), headers: json },
      { url: `${hookAddress}/bizproc.activity.log`, payload: `{"a": "${accessToken}`, headers: json },
      {
        url: `${hookAddress}/bizproc.activity.log`,
        payload: accessToken,
        headers: { 'content-type': `x/${accessToken}` },
      },
      { url: `${hookAddress}/bizproc.activity.log`, payload: accessToken, headers: { 'content-type': accessToken } },
      {
        url: `/oauth/token/?client_secret=${portal.clientSecret}&refresh_token=${portal.refreshToken}&client_id=x&grant_type=refresh_token`,
      },
      { url: `/oauth/token/${portal.clientSecret}` },
    ];
    for (const { url, payload, headers = {} } of requests as {
      url: string;
      payload?: string;
      headers?: Record<string, string>;
    }[]) {
      for (const method of ['POST', 'GET', 'HEAD', 'PUT', 'DELETE', 'OPTIONS', 'PATCH'] as const) {
        const isBody = payload !== undefined && method !== 'GET' && method !== 'HEAD';
        const answer = await app.server.inject({ method, url, headers, ...(isBody ? { payload } : {}) });
        expect([method, url.slice(0, 200), answer.statusCode < 500]).toEqual([method, url.slice(0, 200), true]);
        // A batch answers by the names that its caller gave: nobody else reads them.
        if (url.endsWith('/batch')) continue;
        expect([method, url, findIn(answer.body + JSON.stringify(answer.headers))]).toEqual([method, url, []]);
      }
    }
    const { cookie } = await app.makePerson('administrator');
    const shown = [
      ...[
        '/metrics',
        '/healthz',
        '/readyz',
        '/api/v1/silent-writes',
        '/api/v1/applications',
        '/api/v1/rest-methods',
      ].map((url) => app.get(url, { cookie })),
      ...['/api/v1/processes/p1/entries', '/api/v1/processes/p1/waiting-steps'].map((url) =>
        app.get(url, portal.engine),
      ),
    ];
    for (const answer of await Promise.all(shown)) {
      expect([answer.statusCode, findIn(answer.body)]).toEqual([200, []]);
    }
    expect(app.log().length).toBeGreaterThan(1000);
    expect(findIn(app.log())).toEqual([]);
  }, 30_000);

  it('is in no answer to what is no HTTP at all', async () => {
    const { app, portal, findIn } = await start();
    const { port } = new URL(await app.listen());
    const lines = [
      `GET ${portal.hookAddress}/profile HTTP/9.9\r\n\r\n`,
      `GET ${portal.hookAddress}/profile\r\n\r\n`,
      `${portal.hookAddress}/profile\r\n\r\n`,
      `GET ${portal.hookAddress}/profile HTTP/1.1\r\nhost: x\r\nbad header ${portal.accessToken}\r\n\r\n`,
      `GET ${portal.hookAddress}/${'x'.repeat(100_000)} HTTP/1.1\r\nhost: x\r\n\r\n`,
      `POST ${portal.hookAddress}/profile HTTP/1.1\r\nhost: x\r\ncontent-length: -5\r\n\r\n`,
      `POST ${portal.hookAddress}/profile HTTP/1.1\r\nhost: x\r\ntransfer-encoding: chunked\r\n\r\nzz\r\n`,
      `GET http://${portal.code}/rest/profile HTTP/1.1\r\nhost: ${portal.code}\r\nconnection: close\r\n\r\n`,
      `CONNECT ${portal.code}:443 HTTP/1.1\r\nhost: x\r\n\r\n`,
    ];
    for (const line of lines) {
      const socket = connect(Number(port), '127.0.0.1');
      let text = '';
      socket.setEncoding('utf8').on('data', (part: string) => (text += part));
      socket.on('error', () => undefined);
      socket.write(line);
      await once(socket, 'close');
      expect([line.slice(0, 20), findIn(text)]).toEqual([line.slice(0, 20), []]);
      expect(text).not.toMatch(/^HTTP\/1.1 5/);
    }
    expect(findIn(app.log())).toEqual([]);
  }, 30_000);
});

describe('a secret that is wrong', () => {
  it('takes as long to refuse as a right one of another user, whichever part of it is wrong', async () => {
    const { app, portal } = await start();
    const { code } = portal;
    const last = code.at(-1) === 'a' ? 'b' : 'a';
    const addresses = {
      anotherUser: `/rest/2/${code}/profile`,
      mistyped: `/rest/1/${code.slice(0, -1)}${last}/profile`,
      unknown: `/rest/1/${'x'.repeat(code.length)}/profile`,
    };
    const bodies = new Set<string>();
    const spent: Record<string, number[]> = {};
    for (let round = 0; round < 150; round++) {
      for (const [name, url] of Object.entries(addresses)) {
        const startedAt = performance.now();
        const answer = await app.server.inject({ method: 'GET', url });
        (spent[name] ??= []).push(performance.now() - startedAt);
        bodies.add(`${answer.statusCode} ${answer.body}`);
      }
    }
    expect([...bodies]).toEqual([
      '401 {"error":"INVALID_CREDENTIALS","error_description":"Invalid request credentials"}',
    ]);
    const median = (times: number[] = []) => times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)] ?? 0;
    // The look-up by the public id takes a little; that id is no secret.
    for (const times of Object.values(spent))
      expect(Math.abs(median(times) - median(spent['anotherUser']))).toBeLessThan(2);
  }, 20_000);
});
