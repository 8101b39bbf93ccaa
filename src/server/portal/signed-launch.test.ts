import { execFile } from 'node:child_process';
import { createPrivateKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import fc from 'fast-check';
import { SignJWT, UnsecuredJWT } from 'jose';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { cardEvent } from '#server/testing/events.ts';
import { exchange, putConnection } from '#server/testing/frames.ts';
import { makeDirectory, startTestApp, type TestApp } from '#server/testing/test-app.ts';

vi.setConfig({ testTimeout: 60_000 });

const secret = 'a shared secret of the shop, 32 characters and more';
const journal = 'https://journal.example';
let rsa: { publicKey: string; privateKey: string };
let ed: { publicKey: string; privateKey: string };
beforeAll(() => {
  const publicKeyEncoding = { type: 'spki', format: 'pem' } as const;
  const privateKeyEncoding = { type: 'pkcs8', format: 'pem' } as const;
  rsa = generateKeyPairSync('rsa', { modulusLength: 2048, publicKeyEncoding, privateKeyEncoding });
  ed = generateKeyPairSync('ed25519', { publicKeyEncoding, privateKeyEncoding });
});

type Algorithm = 'HS256' | 'RS256' | 'EdDSA';
const publicKeys = (): Record<Algorithm, string> => ({ HS256: secret, RS256: rsa.publicKey, EdDSA: ed.publicKey });
const privateKeys = (): Record<Algorithm, KeyObject | Uint8Array> => ({
  HS256: new TextEncoder().encode(secret),
  RS256: createPrivateKey(rsa.privateKey),
  EdDSA: createPrivateKey(ed.privateKey),
});

/** A server whose portal `shop` signs its launches. */
async function start(algorithm: Algorithm = 'HS256') {
  const app = await startTestApp({ config: { publicUrl: new URL(journal) } });
  await app.store.portals.put('shop', { origin: 'https://shop.example' });
  const answer = await putConnection(app, 'shop', { kind: 'signed', algorithm, key: publicKeys()[algorithm] });
  expect(answer.statusCode).toBe(200);
  return app;
}

let lastToken = 0;
/** What a portal says of a launch, as it should; `undefined` leaves a claim out. */
function claims(app: TestApp, change: Record<string, unknown> = {}): Record<string, unknown> {
  const now = Math.floor(app.clock.now / 1000);
  lastToken += 1;
  return {
    iss: 'shop',
    aud: journal,
    sub: 'anna',
    name: 'Анна',
    role: 'manager',
    card: { type: 'deal', id: 'order-7' },
    jti: `launch-${lastToken}`,
    iat: now,
    exp: now + 60,
    ...change,
  };
}

async function sign(payload: Record<string, unknown>, alg: Algorithm = 'HS256', header = {}): Promise<string> {
  const said = Object.fromEntries(Object.entries(payload).filter(([, value]) => value !== undefined));
  return await new SignJWT(said).setProtectedHeader({ alg, ...header }).sign(privateKeys()[alg]);
}

const open = async (app: TestApp, token: string, portal = 'shop') => await exchange(app, { portal, token });

describe('a signed launch', () => {
  it.each(['HS256', 'RS256', 'EdDSA'] as const)('by %s opens a frame on its card and no other', async (algorithm) => {
    const app = await start(algorithm);
    const key = await app.makeKey({ portal: 'shop' });
    const card = (id: string, title: string) => cardEvent(0, { card: { type: 'deal', id }, title });
    await app.send([card('order-7', 'Своя'), card('order-8', 'Чужая')], key);
    const opened = await open(app, await sign(claims(app), algorithm));
    expect(opened.json()).toMatchObject({ portal: 'shop', role: 'manager', card: { type: 'deal', id: 'order-7' } });
    const headers = { authorization: `Bearer ${opened.json().bearer as string}` };
    expect((await app.get('/api/v1/cards/deal/order-7', headers)).json().title).toBe('Своя');
    const [theirs, nobodys] = [
      await app.get('/api/v1/cards/deal/order-8', headers),
      await app.get('/api/v1/cards/deal/nothing', headers),
    ];
    expect([theirs.statusCode, theirs.json().detail]).toEqual([nobodys.statusCode, nobodys.json().detail]);
    const listed = (await app.get('/api/v1/cards', headers)).json();
    expect([listed.items.map(({ title }: { title: string }) => title), listed.next]).toEqual([['Своя'], null]);
    expect((await app.get('/api/v1/cards?q=Чужая', headers)).json().items).toEqual([]);
    expect((await app.get('/api/v1/session', headers)).json().person.name).toBe('Анна');
  });

  it('of a supporter needs no card and sees all of the portal', async () => {
    const app = await start();
    await app.send([cardEvent(0)], await app.makeKey({ portal: 'shop' }));
    const opened = await open(app, await sign(claims(app, { role: 'support', card: undefined })));
    expect(opened.json()).toMatchObject({ role: 'support', card: null });
    const headers = { authorization: `Bearer ${opened.json().bearer as string}` };
    expect((await app.get('/api/v1/cards/deal/7', headers)).statusCode).toBe(200);
  });

  it('may name us by origin or host, among others', async () => {
    const app = await start();
    for (const aud of [journal, 'journal.example', ['elsewhere', journal]])
      expect((await open(app, await sign(claims(app, { aud })))).statusCode).toBe(200);
  });

  it('opens one frame, however many bring it at once', async () => {
    const app = await start();
    const token = await sign(claims(app));
    const answers = await Promise.all(Array.from({ length: 50 }, async () => await open(app, token)));
    expect(answers.filter(({ statusCode }) => statusCode === 200)).toHaveLength(1);
    // Nor does another token with the same id.
    const again = await sign(claims(app, { jti: `launch-${lastToken}` }));
    expect((await open(app, again)).statusCode).toBe(401);
  });

  const now = (app: TestApp) => Math.floor(app.clock.now / 1000);
  const wrongs: [string, (app: TestApp) => Record<string, unknown>][] = [
    ['has no end', () => ({ exp: undefined })],
    ['has no beginning', () => ({ iat: undefined })],
    ['has ended', (app) => ({ iat: now(app) - 60, exp: now(app) })],
    ['lives longer than a minute', (app) => ({ exp: now(app) + 61 })],
    ['began long ago and is to live long', (app) => ({ iat: now(app) - 3600 })],
    ['is of the future', (app) => ({ iat: now(app) + 6, exp: now(app) + 66 })],
    ['ends before it began', (app) => ({ iat: now(app) + 4, exp: now(app) + 3 })],
    ['is for somebody else', () => ({ aud: 'https://other.example' })],
    ['is for nobody', () => ({ aud: undefined })],
    ['is of another portal', () => ({ iss: 'other' })],
    ['is of nobody', () => ({ iss: undefined })],
    ['has no user', () => ({ sub: undefined })],
    ['has an impossible user', () => ({ sub: 'a b' })],
    ['has no id', () => ({ jti: undefined })],
    ['has an id that is soon guessed', () => ({ jti: '1' })],
    ['has no role', () => ({ role: undefined })],
    ['is an administrator’s', () => ({ role: 'administrator' })],
    ['is a manager’s without a card', () => ({ card: undefined })],
    ['has a card of no type', () => ({ card: { type: 'thing', id: '7' } })],
    ['has times that are texts', (app) => ({ exp: String(now(app) + 30) })],
  ];
  it.each(wrongs)('that %s opens nothing', async (_name, change) => {
    const app = await start();
    const answer = await open(app, await sign(claims(app, change(app))));
    expect([answer.statusCode, answer.json().code, answer.json().detail]).toEqual([401, 'not_signed_in', null]);
  });

  it('is taken from a clock that is five seconds ahead', async () => {
    const app = await start();
    const token = await sign(claims(app, { iat: now(app) + 5, exp: now(app) + 65 }));
    expect((await open(app, token)).statusCode).toBe(200);
  });

  it('is of the algorithm that the administrator named, whatever it says of itself', async () => {
    const app = await start('RS256');
    const said = claims(app);
    // The public key is no secret: as a shared one it would sign for everybody.
    const confused = await new SignJWT(said)
      .setProtectedHeader({ alg: 'HS256' })
      .sign(new TextEncoder().encode(rsa.publicKey));
    const unsigned = new UnsecuredJWT(said).encode();
    const other = await sign(said, 'EdDSA');
    const critical = await sign(said, 'RS256', { crit: ['exp'] }).catch(() => 'a.b.c');
    for (const token of [confused, unsigned, other, critical, `${unsigned}x`, 'a.b.c', ''])
      expect((await open(app, token)).statusCode).toBe(401);
    expect((await open(app, await sign(said, 'RS256'))).statusCode).toBe(200);
  });

  it('is none with any character of it another', async () => {
    const app = await start();
    const token = await sign(claims(app));
    const last = token.lastIndexOf('.');
    await fc.assert(
      // The last character of a signature carries bits that nobody reads.
      fc.asyncProperty(fc.nat(token.length - 2), fc.constantFrom('A', 'z', '0', '-', '.'), async (at, sign) => {
        fc.pre(token[at] !== sign && at !== last);
        const altered = token.slice(0, at) + sign + token.slice(at + 1);
        expect((await open(app, altered)).statusCode).toBe(401);
      }),
      { numRuns: 200 },
    );
    expect((await open(app, token)).statusCode).toBe(200);
  });

  it('is nothing to a portal that signs none, or that there is not', async () => {
    const app = await start();
    await app.store.portals.put('plain', {});
    const token = await sign(claims(app));
    for (const portal of ['plain', 'nowhere']) expect((await open(app, token, portal)).statusCode).toBe(401);
  });

  it('that is refused is told of in the audit log with the reason, and so many of them only', async () => {
    const app = await start();
    const token = await sign(claims(app, { aud: 'https://other.example' }));
    for (let n = 0; n < 100; n++) await open(app, token);
    const refused = async () =>
      (await app.store.audit.from(1, 1000)).filter(({ action }) => action === 'launch.refused');
    expect(await refused()).toHaveLength(60);
    app.clock.now += 60_000;
    await open(app, token);
    const last = (await refused()).at(-1);
    expect(JSON.parse(last?.details ?? '{}')).toEqual({ reason: 'aud', unwritten: 40 });
    expect(last).toMatchObject({ actorKind: 'nobody', portalNo: 1 });
  });

  it('frames end when the administrator changes the key', async () => {
    const app = await start();
    const opened = await open(app, await sign(claims(app)));
    const headers = { authorization: `Bearer ${opened.json().bearer as string}` };
    expect((await app.get('/api/v1/session', headers)).statusCode).toBe(200);
    await putConnection(app, 'shop', { kind: 'signed', algorithm: 'HS256', key: 'y'.repeat(32) });
    expect((await app.get('/api/v1/session', headers)).statusCode).toBe(401);
    expect((await open(app, await sign(claims(app)))).statusCode).toBe(401);
  });

  it('is made by the ten lines of the README', async () => {
    const readme = readFileSync(fileURLToPath(new URL('../../../README.md', import.meta.url)), 'utf8');
    const example = /```js\n(\/\/ A signed launch[^]*?)```/.exec(readme)?.[1] ?? '';
    expect(example.trim().split('\n').length).toBeLessThanOrEqual(12);
    const file = join(makeDirectory(), 'launch.mjs');
    writeFileSync(file, example);
    const { stdout } = await promisify(execFile)(process.execPath, [file], { env: { JOURNAL_SECRET: secret } });
    const address = new URL(stdout.trim());
    expect(address.origin + address.pathname).toBe('https://journal.example/frame/cards/deal/7');
    const app = await start();
    app.clock.now = Date.now();
    const token = new URLSearchParams(address.hash.slice(1)).get('token') ?? '';
    const opened = await open(app, token, address.searchParams.get('portal') ?? '');
    expect(opened.json()).toMatchObject({ portal: 'shop', role: 'manager', card: { type: 'deal', id: '7' } });
  });
});
