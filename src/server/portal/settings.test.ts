import { generateKeyPairSync } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { startFakePortal } from '#server/testing/fake-portal.ts';
import { connectBitrix24, putConnection } from '#server/testing/frames.ts';
import { startTestApp, type TestApp } from '#server/testing/test-app.ts';

vi.setConfig({ testTimeout: 60_000 });

const publicKeyEncoding = { type: 'spki', format: 'pem' } as const;
const privateKeyEncoding = { type: 'pkcs8', format: 'pem' } as const;
const bitrix24 = {
  kind: 'bitrix24',
  memberId: 'abcdef0123456789',
  authServer: 'https://oauth.example',
  applicationCode: 'local.app',
};

async function connectionOf(app: TestApp, portal: string) {
  const { cookie } = await app.makePerson('administrator');
  const { items } = (await app.get('/api/v1/portals', { cookie })).json();
  return items.find((one: { portal: string }) => one.portal === portal)?.connection;
}

describe('how a portal opens our frame', () => {
  it('is nothing at first, and is shown without its secrets', async () => {
    const app = await startTestApp();
    await app.store.portals.put('main', { origin: 'https://portal.example' });
    expect(await connectionOf(app, 'main')).toEqual({ kind: 'none' });
    const answer = await putConnection(app, 'main', { ...bitrix24, applicationToken: 'application-token' });
    const shown = {
      ...bitrix24,
      hasApplicationToken: true,
      allowPrivate: false,
      supportUsers: [],
      installedAt: null,
    };
    expect([answer.json().connection, await connectionOf(app, 'main')]).toEqual([shown, shown]);
    expect(answer.body).not.toContain('application-token');
  });

  it('keeps a token that is not sent again, and forgets one that is null, or of another Bitrix24', async () => {
    const app = await startTestApp();
    await app.store.portals.put('main', { origin: 'https://portal.example' });
    const hasToken = async (change: Record<string, unknown>) =>
      (await putConnection(app, 'main', { ...bitrix24, ...change })).json().connection.hasApplicationToken;
    expect(await hasToken({ applicationToken: 'application-token' })).toBe(true);
    expect(await hasToken({ supportUsers: ['1'] })).toBe(true);
    expect(await hasToken({ memberId: 'another000000000' })).toBe(false);
    expect(await hasToken({ applicationToken: 'application-token' })).toBe(true);
    expect(await hasToken({ applicationToken: null })).toBe(false);
  });

  it('is of one portal alone: the same member id for another is a conflict', async () => {
    const app = await startTestApp();
    for (const portal of ['main', 'other'])
      await app.store.portals.put(portal, { origin: `https://${portal}.example` });
    expect((await putConnection(app, 'main', bitrix24)).statusCode).toBe(200);
    const answer = await putConnection(app, 'other', bitrix24);
    expect([answer.statusCode, answer.json().code]).toEqual([409, 'conflict']);
    expect(await connectionOf(app, 'other')).toEqual({ kind: 'none' });
    expect((await putConnection(app, 'main', { kind: 'none' })).statusCode).toBe(200);
    expect((await putConnection(app, 'other', bitrix24)).statusCode).toBe(200);
  });

  it('needs the portal and, for a Bitrix24, its address', async () => {
    const app = await startTestApp();
    const key = await app.makeKey({ portal: 'main', scopes: ['admin'] });
    const url = '/api/v1/portals/nowhere/connection';
    const nowhere = await app.server.inject({ method: 'PUT', url, headers: key, payload: bitrix24 });
    expect(nowhere.statusCode).toBe(404);
    expect((await putConnection(app, 'main', bitrix24)).statusCode).toBe(400);
  });

  it.each([
    ['an authorisation server with a path', { authServer: 'https://oauth.example/rest' }],
    ['one with a user', { authServer: 'https://me@oauth.example' }],
    ['one of another scheme', { authServer: 'ftp://oauth.example' }],
    ['no code', { applicationCode: '' }],
    ['a member id that is none', { memberId: '../../../etc' }],
    ['a token that is soon guessed', { applicationToken: '1' }],
  ])('is refused with %s', async (_name, change) => {
    const app = await startTestApp();
    await app.store.portals.put('main', { origin: 'https://portal.example' });
    expect((await putConnection(app, 'main', { ...bitrix24, ...change })).statusCode).toBe(400);
  });

  it('is an administrator’s to say; a key administrates its own portal', async () => {
    const app = await startTestApp();
    const fake = await startFakePortal();
    await connectBitrix24(app, fake);
    await app.store.portals.put('other', {});
    const { cookie } = await app.makePerson('support');
    expect((await app.get('/api/v1/portals', { cookie })).statusCode).toBe(403);
    const key = await app.makeKey({ portal: 'main', scopes: ['admin'] });
    const listed = (await app.get('/api/v1/portals', key)).json().items;
    expect(listed.map(({ portal }: { portal: string }) => portal)).toEqual(['main']);
    const put = async (portal: string) =>
      (
        await app.server.inject({
          method: 'PUT',
          url: `/api/v1/portals/${portal}/connection`,
          headers: key,
          payload: { kind: 'none' },
        })
      ).statusCode;
    expect([await put('other'), await put('main')]).toEqual([404, 200]);
  });

  it('is told of in the audit log', async () => {
    const app = await startTestApp();
    const fake = await startFakePortal();
    await connectBitrix24(app, fake);
    const event = (await app.store.audit.from(1, 100)).find(({ action }) => action === 'portal.connect');
    expect(event).toMatchObject({ objectKind: 'portal', object: 'main', actorKind: 'key' });
    expect(JSON.parse(event?.details ?? '')).toEqual({ kind: 'bitrix24', secretChanged: true });
  });
});

describe('a key by which a portal signs', () => {
  const rsa = (modulusLength: number) =>
    generateKeyPairSync('rsa', { modulusLength, publicKeyEncoding, privateKeyEncoding });
  const ed = generateKeyPairSync('ed25519', { publicKeyEncoding, privateKeyEncoding });
  const ec = generateKeyPairSync('ec', { namedCurve: 'P-256', publicKeyEncoding, privateKeyEncoding });

  it('is shown by the beginning of its hash, stays when it is not sent again, and is asked for with another algorithm', async () => {
    const app = await startTestApp();
    await app.store.portals.put('shop', {});
    const first = await putConnection(app, 'shop', { kind: 'signed', algorithm: 'EdDSA', key: ed.publicKey });
    expect(first.json().connection).toEqual({
      kind: 'signed',
      algorithm: 'EdDSA',
      keyFingerprint: expect.stringMatching(/^[0-9a-f]{16}$/),
    });
    const again = await putConnection(app, 'shop', { kind: 'signed', algorithm: 'EdDSA' });
    expect(again.json().connection).toEqual(first.json().connection);
    expect((await putConnection(app, 'shop', { kind: 'signed', algorithm: 'RS256' })).statusCode).toBe(400);
  });

  it.each([
    ['a private one', 'EdDSA', () => ed.privateKey],
    ['an RSA one of 1024 bits', 'RS256', () => rsa(1024).publicKey],
    ['an Ed25519 one for RS256', 'RS256', () => ed.publicKey],
    ['an RSA one for EdDSA', 'EdDSA', () => rsa(2048).publicKey],
    ['one of another curve', 'EdDSA', () => ec.publicKey],
    ['none at all', 'RS256', () => 'x'.repeat(40)],
    ['a damaged one', 'EdDSA', () => ed.publicKey.replace('MCowBQ', 'MCowBR')],
    ['a short secret', 'HS256', () => 'x'.repeat(31)],
  ])('is refused when it is %s, and is not repeated', async (_name, algorithm, key) => {
    const app = await startTestApp();
    await app.store.portals.put('shop', {});
    const text = key();
    const answer = await putConnection(app, 'shop', { kind: 'signed', algorithm, key: text });
    expect([answer.statusCode, answer.json().code]).toEqual([400, 'invalid_request']);
    expect(answer.body + app.log()).not.toContain(text.slice(30, 60));
  });

  it('that both sides share is on no disk as it is, nor is the application’s token', async () => {
    const app = await startTestApp();
    const fake = await startFakePortal();
    await app.store.portals.put('shop', {});
    const key = 'canary shared secret, long enough for a key';
    expect((await putConnection(app, 'shop', { kind: 'signed', algorithm: 'HS256', key })).statusCode).toBe(200);
    await connectBitrix24(app, fake, { change: { applicationToken: 'canary-application-token' } });
    const files = readdirSync(app.directory, { recursive: true, withFileTypes: true }).filter((file) => file.isFile());
    expect(files.length).toBeGreaterThan(1);
    for (const file of files) expect(readFileSync(join(file.parentPath, file.name), 'latin1')).not.toMatch(/canary/);
    expect(app.log()).not.toContain('canary');
  });
});
