import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test, vi } from 'vitest';
import { type AppCredentials, startWhatsappApp } from './whatsapp-app.ts';

type Call = { method: string; parameters: Record<string, unknown> };

/** A portal that says `true` to everything, but what `refuse` says. */
async function openPortal(refuse: (call: Call) => { status: number; error: string } | null = () => null) {
  const calls: Call[] = [];
  const server = createServer((request, response) => {
    let text = '';
    request.setEncoding('utf8').on('data', (part: string) => (text += part));
    request.on('end', () => {
      const method = new URL(request.url ?? '', 'http://portal').pathname.split('/').at(-1) ?? '';
      const isJson = request.headers['content-type']?.includes('json') === true;
      const call = { method, parameters: isJson ? JSON.parse(text) : Object.fromEntries(new URLSearchParams(text)) };
      calls.push(call);
      const refused = refuse(call);
      const tokens = {
        access_token: 'fresh',
        refresh_token: 'next',
        expires: String(Math.floor(Date.now() / 1000) + 3600),
      };
      const body =
        request.url?.startsWith('/oauth/') === true
          ? { ...tokens, expires_in: '3600', status: 'L' }
          : { result: true, time: { operating: 0 } };
      response.writeHead(refused?.status ?? 200, { 'content-type': 'application/json' });
      response.end(
        JSON.stringify(refused === null ? body : { error: refused.error, error_description: refused.error }),
      );
    });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { calls, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

async function start(portal: Awaited<ReturnType<typeof openPortal>>, expires = Math.floor(Date.now() / 1000) + 3600) {
  const kept: AppCredentials[] = [];
  const app = await startWhatsappApp({
    portalUrl: portal.url,
    memberId: 'demo',
    credentials: {
      clientId: 'local.1',
      clientSecret: 'secret',
      accessToken: 'first',
      refreshToken: 'refresh',
      expires,
    },
    applicationToken: 'of the portal',
    refreshed: (credentials) => kept.push(credentials),
    failed: (error) => expect.fail(String(error)),
    stepMs: 1,
  });
  onTestFinished(app.stop);
  const handle = async (fields: Record<string, string>) =>
    (await fetch(app.handler, { method: 'POST', body: new URLSearchParams(fields) })).status;
  const step = { event_token: 'token', 'properties[phone]': '+7 900', 'auth[application_token]': 'of the portal' };
  const sent = (method: string) =>
    portal.calls.filter((call) => call.method === method).map(({ parameters }) => parameters);
  return { app, kept, handle, step, sent };
}

test('it registers its robot, and mends its address when it is registered already', async () => {
  const { app, sent } = await start(await openPortal());
  const [robot] = sent('bizproc.robot.add');
  expect(robot).toMatchObject({ CODE: 'demo_whatsapp', HANDLER: app.handler, USE_SUBSCRIPTION: 'Y', auth: 'first' });
  // The portal wants a dot in the host of a handler.
  expect(new URL(app.handler).hostname).toBe('127.0.0.1');
  const again = await start(
    await openPortal(({ method }) =>
      method === 'bizproc.robot.add' ? { status: 400, error: 'ERROR_ACTIVITY_ALREADY_INSTALLED' } : null,
    ),
  );
  expect(again.sent('bizproc.robot.update')).toMatchObject([
    { CODE: 'demo_whatsapp', FIELDS: { HANDLER: again.app.handler } },
  ]);
});

test('a call of the portal becomes messages and an answer; each third message fails', async () => {
  const { handle, step, sent } = await start(await openPortal());
  for (let n = 1; n <= 3; n++) {
    expect(await handle(step)).toBe(200);
    await vi.waitUntil(() => sent('bizproc.event.send').length === n, { timeout: 10_000 });
  }
  expect(sent('bizproc.event.send')).toMatchObject([
    { EVENT_TOKEN: 'token', RETURN_VALUES: { status: 'delivered' }, LOG_MESSAGE: 'Доставлено' },
    { RETURN_VALUES: { status: 'delivered' } },
    { RETURN_VALUES: { status: 'failed', errorCode: 131047 } },
  ]);
  const messages = sent('bizproc.activity.log').map(({ LOG_MESSAGE }) => LOG_MESSAGE);
  expect(messages).toHaveLength(6);
  expect(messages[0]).toBe('Сообщение для +7 900 принято приложением');
  expect(messages.at(-1)).toContain('(#131047)');
}, 30_000);

test('nobody but the portal can call it', async () => {
  const portal = await openPortal();
  const { app, handle, step, sent } = await start(portal);
  expect(await handle({ ...step, 'auth[application_token]': 'guessed' })).toBe(403);
  expect(await handle({ event_token: 'token' })).toBe(403);
  expect(await handle({ ...step, more: 'x'.repeat(200_000) })).toBe(413);
  expect((await fetch(app.handler)).status).toBe(404);
  expect(sent('bizproc.activity.log')).toEqual([]);
});

test('tokens that were refreshed are kept', async () => {
  const portal = await openPortal();
  const { kept, sent } = await start(portal, 1);
  expect(kept).toMatchObject([
    { clientId: 'local.1', clientSecret: 'secret', accessToken: 'fresh', refreshToken: 'next' },
  ]);
  expect(sent('bizproc.robot.add')).toMatchObject([{ auth: 'fresh' }]);
});
