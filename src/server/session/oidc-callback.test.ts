import { describe, expect, it, vi } from 'vitest';
import { auditLog } from '#server/testing/audit-log.ts';
import { browser, invite, reasons, start } from '#server/testing/oidc-sign-in.ts';

// A busy machine, and a provider that makes its keys.
vi.setConfig({ testTimeout: 60_000 });

describe('an address that somebody comes back to', () => {
  /** Up to the provider and back, and no further. */
  async function comeBack() {
    const { app, provider } = await start();
    await invite(app);
    const at = browser(app);
    const begun = await at.begin();
    const back = await provider.visit(String(begun.headers.location));
    return { app, provider, at, back };
  }
  const end = async (at: ReturnType<typeof browser>, back: URL) =>
    String((await at.get(back.pathname + back.search)).headers.location);
  const problem = '/sign-in?problem=wrong_credentials';

  it('with the code of another browser is refused: the state is not its own, and the code is still good there', async () => {
    const { app, at, back } = await comeBack();
    const thief = browser(app);
    await thief.begin();
    expect(await end(thief, back)).toBe(problem);
    expect(await end(browser(app), back)).toBe(problem);
    expect((await reasons(app))[1]).toBe('no_attempt');
    expect(await end(at, back)).toBe('/');
  });

  it('with the code of another browser and its own state is refused by the verifier', async () => {
    const { app, back } = await comeBack();
    const thief = browser(app);
    const begun = await thief.begin();
    const own = new URL(back);
    own.searchParams.set('state', new URL(String(begun.headers.location)).searchParams.get('state') ?? '');
    expect(await end(thief, own)).toBe(problem);
    expect((await reasons(app))[0]).toMatch(/invalid_grant/);
  });

  it.each<[string, (back: URL) => void, RegExp]>([
    ['another issuer', ({ searchParams }) => searchParams.set('iss', 'https://evil.example'), /./],
    ['no issuer', ({ searchParams }) => searchParams.delete('iss'), /./],
    ['two states', ({ searchParams }) => searchParams.append('state', 'x'), /./],
    ['no state', ({ searchParams }) => searchParams.delete('state'), /./],
    ['another code', ({ searchParams }) => searchParams.set('code', 'x'), /invalid_grant/],
    [
      'a refusal of the provider',
      ({ searchParams }) => (searchParams.delete('code'), searchParams.set('error', 'access_denied')),
      /access_denied/,
    ],
  ])('with %s is refused', async (_, change, reason) => {
    const { app, at, back } = await comeBack();
    change(back);
    expect(await end(at, back)).toBe(problem);
    expect((await reasons(app))[0]).toMatch(reason);
  });

  it('twice signs in once', async () => {
    const { app, at, back } = await comeBack();
    const cookie = at.jar.get('oidc') ?? '';
    expect(await end(at, back)).toBe('/');
    expect(await end(at, back)).toBe(problem);
    const again = browser(app);
    again.jar.set('oidc', cookie);
    expect(await end(again, back)).toBe(problem);
  });

  it('later than in ten minutes, or with a cookie that was altered, is refused', async () => {
    const late = await comeBack();
    late.app.clock.now += 10 * 60 * 1000;
    expect(await end(late.at, late.back)).toBe(problem);
    const altered = await comeBack();
    const [text = '', signature = ''] = (altered.at.jar.get('oidc') ?? '').split('.');
    const kept = JSON.parse(Buffer.from(text, 'base64url').toString('utf8'));
    const other = Buffer.from(JSON.stringify({ ...kept, to: '/elsewhere' })).toString('base64url');
    altered.at.jar.set('oidc', `${other}.${signature}`);
    expect(await end(altered.at, altered.back)).toBe(problem);
    expect([await reasons(late.app), await reasons(altered.app)]).toEqual([['no_attempt'], ['no_attempt']]);
  });

  it('again and again is slowed down, and not noted without end', async () => {
    const { app, at, back } = await comeBack();
    const stranger = browser(app);
    for (let n = 0; n < 5; n++) await end(stranger, back);
    for (let n = 0; n < 5; n++) expect(await end(stranger, back)).toBe('/sign-in?problem=too_many_requests');
    expect(await reasons(app)).toHaveLength(5);
    app.clock.now += 1000;
    const begun = await at.begin();
    expect(begun.statusCode).toBe(303);
  });

  it('leaves nothing of code, state, verifier and secret in our log', async () => {
    const { app, provider, at, back } = await comeBack();
    const { verifier, nonce } = JSON.parse(
      Buffer.from((at.jar.get('oidc') ?? '').split('.')[0] ?? '', 'base64url').toString('utf8'),
    );
    await end(at, back);
    const said = app.log() + JSON.stringify(await auditLog(app));
    const secrets = [
      back.searchParams.get('code'),
      back.searchParams.get('state'),
      verifier,
      nonce,
      provider.clientSecret,
    ];
    for (const secret of secrets) expect(said).not.toContain(secret);
  });
});
