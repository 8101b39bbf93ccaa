import { request } from 'node:http';
import { SignJWT } from 'jose';
import { describe, expect, it, vi } from 'vitest';
import { putConnection } from '#server/testing/frames.ts';
import { startTestApp } from '#server/testing/test-app.ts';

// A busy machine: passwords, processes and megabytes take their time.
vi.setConfig({ testTimeout: 60_000 });

describe('R19: where a request says it comes from', () => {
  it.each([
    ['nobody is trusted', [], '203.0.113.7', { 'x-forwarded-for': '198.51.100.1' }, '203.0.113'],
    ['nobody is trusted', [], '203.0.113.7', { forwarded: 'for=198.51.100.1' }, '203.0.113'],
    ['nobody is trusted', [], '203.0.113.7', { 'x-real-ip': '198.51.100.1' }, '203.0.113'],
    ['a stranger says it', ['10.0.0.0/8'], '203.0.113.7', { 'x-forwarded-for': '198.51.100.1' }, '203.0.113'],
    ['the proxy says it', ['10.0.0.0/8'], '10.1.1.1', { 'x-forwarded-for': '198.51.100.1' }, '198.51.100'],
    [
      'he lied to the proxy',
      ['10.0.0.0/8'],
      '10.1.1.1',
      { 'x-forwarded-for': '192.0.2.1, 198.51.100.1' },
      '198.51.100',
    ],
    ['the proxy says another header', ['10.0.0.0/8'], '10.1.1.1', { 'x-real-ip': '198.51.100.1' }, '10.1.1'],
  ])('is believed of named proxies only: %s', async (_name, trustProxy, remoteAddress, headers, network) => {
    const app = await startTestApp({ config: { trustProxy: [...trustProxy] } });
    await app.server.inject({
      method: 'POST',
      url: '/api/v1/launch/exchange',
      remoteAddress,
      headers,
      payload: { portal: 'nowhere', token: 'x' },
    });
    expect((await app.store.audit.last())?.network).toBe(network);
  });

  it('and where it says it goes changes nothing: a token for another host opens no frame', async () => {
    const app = await startTestApp();
    const key = 'a shared secret of the shop, 32 characters and more';
    await app.store.portals.put('shop', {});
    await putConnection(app, 'shop', { kind: 'signed', algorithm: 'HS256', key });
    const address = new URL(await app.listen());
    const now = Math.floor(app.clock.now / 1000);
    const open = async (aud: string, headers: Record<string, string>) => {
      const token = await new SignJWT({ role: 'support', jti: crypto.randomUUID() })
        .setProtectedHeader({ alg: 'HS256' })
        .setIssuer('shop')
        .setAudience(aud)
        .setSubject('anna')
        .setIssuedAt(now)
        .setExpirationTime(now + 60)
        .sign(new TextEncoder().encode(key));
      return await new Promise<number>((done, fail) => {
        const sent = request(
          new URL('/api/v1/launch/exchange', address),
          { method: 'POST', headers: { 'content-type': 'application/json', ...headers } },
          (answer) => {
            answer.resume();
            done(answer.statusCode ?? 0);
          },
        );
        sent.on('error', fail);
        sent.end(JSON.stringify({ portal: 'shop', token }));
      });
    };
    const evil = 'evil.example';
    expect(await open(`http://${evil}`, { host: evil })).toBe(401);
    expect(await open(`https://${evil}`, { 'x-forwarded-host': evil, 'x-forwarded-proto': 'https' })).toBe(401);
    // Without PUBLIC_URL it is where the connection came in.
    expect(await open(address.origin, { host: evil })).toBe(200);
    expect(await open(`localhost:${address.port}`, {})).toBe(200);
  });
});
