import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, it, vi } from 'vitest';
import { auditLog } from '#server/testing/audit-log.ts';
import { type TestProvider } from '#server/testing/oidc-provider.ts';
import { invite, reasons, signIn, start } from '#server/testing/oidc-sign-in.ts';

// A busy machine, and a provider that makes its keys.
vi.setConfig({ testTimeout: 60_000 });

describe('a token that is not right', () => {
  const foreign = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;
  type Forge = (provider: TestProvider) => NonNullable<TestProvider['forge']>;
  const hour = 3600;
  const mutants: [string, Forge, RegExp][] = [
    [
      'has another nonce',
      ({ sign }) =>
        (claims, header) =>
          sign({ ...claims, nonce: 'another' }, header),
      /nonce/,
    ],
    [
      'has no nonce',
      ({ sign }) =>
        (claims, header) =>
          sign({ ...claims, nonce: undefined }, header),
      /nonce|INVALID_RESPONSE/,
    ],
    [
      'is of another issuer',
      ({ sign }) =>
        (claims, header) =>
          sign({ ...claims, iss: 'http://127.0.0.1:1' }, header),
      /iss/,
    ],
    [
      'is for another client',
      ({ sign }) =>
        (claims, header) =>
          sign({ ...claims, aud: 'another' }, header),
      /aud/,
    ],
    [
      'is for us and somebody else, who asked for it',
      ({ sign }) =>
        (claims, header) =>
          sign({ ...claims, aud: ['journal', 'b'], azp: 'b' }, header),
      /azp|aud|INVALID_RESPONSE/,
    ],
    [
      'has expired',
      ({ sign }) =>
        (claims, header) =>
          sign({ ...claims, exp: Number(claims['exp']) - hour }, header),
      /exp/,
    ],
    [
      'expired longer ago than clocks differ',
      ({ sign }) =>
        (claims, header) =>
          sign({ ...claims, exp: Math.floor(Date.now() / 1000) - 65 }, header),
      /exp/,
    ],
    [
      'has no subject',
      ({ sign }) =>
        (claims, header) =>
          sign({ ...claims, sub: undefined }, header),
      /./,
    ],
    [
      'is signed by nobody',
      () => (claims, header) =>
        `${[{ ...header, alg: 'none' }, claims].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.')}.`,
      /./,
    ],
    [
      'is signed by nobody, and says how',
      ({ sign }) =>
        (claims, header) =>
          `${sign(claims, header).split('.').slice(0, 2).join('.')}.`,
      /./,
    ],
    [
      'is signed by somebody else',
      ({ sign }) =>
        (claims, header) =>
          sign(claims, header, foreign),
      /./,
    ],
    [
      'was altered after it was signed',
      ({ sign }) =>
        (claims, header) => {
          const [head, , signature] = sign(claims, header).split('.');
          return [head, Buffer.from(JSON.stringify({ ...claims, sub: 'admin' })).toString('base64url'), signature].join(
            '.',
          );
        },
      /./,
    ],
    ['is no token', () => () => 'no token', /./],
  ];

  it.each(mutants)('because it %s signs nobody in, and is in the audit log', async (_, forge, reason) => {
    const { app, provider } = await start();
    const accountNo = await invite(app);
    provider.forge = forge(provider);
    const { location, sid } = await signIn(app, provider);
    expect([location, sid]).toEqual(['/sign-in?problem=wrong_credentials', undefined]);
    expect((await app.store.accounts.byNo(accountNo))?.state).toBe('invited');
    const [said = ''] = await reasons(app);
    expect(said).toMatch(reason);
    // What it holds is nobody's business.
    expect(JSON.stringify(await auditLog(app)) + app.log()).not.toContain('example.test');

    // The same way with the token as it is given: it was the token.
    provider.forge = (claims, header) => provider.sign(claims, header);
    app.clock.now += 1000;
    expect((await signIn(app, provider)).location).toBe('/');
  });

  it('that expired less long ago than clocks differ is taken', async () => {
    const { app, provider } = await start();
    await invite(app);
    provider.forge = (claims, header) => provider.sign({ ...claims, exp: Math.floor(Date.now() / 1000) - 20 }, header);
    expect((await signIn(app, provider)).location).toBe('/');
  });
});
