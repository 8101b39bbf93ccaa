import { auditLog } from './audit-log.ts';
import { startProvider, type TestProvider } from './oidc-provider.ts';
import { startTestApp, type TestApp } from './test-app.ts';

export const ours = 'http://journal.test';
export const redirectUri = `${ours}/api/v1/oidc/callback`;
export const anna = { subject: 'subject-1', email: 'Anna@Example.test', email_verified: true };

export async function start(auth?: 'client_secret_post'): Promise<{ app: TestApp; provider: TestProvider }> {
  const provider = await startProvider({ redirectUri, ...(auth === undefined ? {} : { auth }) });
  provider.person = anna;
  return { app: await startApp(provider), provider };
}

/** Tokens are checked by the real clock. */
export async function startApp({ issuer, clientId, clientSecret }: TestProvider): Promise<TestApp> {
  const oidc = { issuer: new URL(issuer), clientId, clientSecret };
  const app = await startTestApp({ config: { publicUrl: new URL(ours), oidc } });
  app.clock.now = Date.now();
  return app;
}

export async function invite(app: TestApp, email = 'anna@example.test'): Promise<number> {
  await app.store.portals.put('main', {});
  const account = { email, name: 'Анна', role: 'support' as const, password: '', portals: ['main'] };
  await app.store.accounts.add({ ...account, state: 'invited' }, false);
  return (await app.store.accounts.byEmail(email))?.accountNo ?? 0;
}

/** A browser on our side: it keeps our cookies. */
export function browser(app: TestApp) {
  const jar = new Map<string, string>();
  const get = async (url: string) => {
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
    // The provider sent it: another site.
    const answer = await app.get(url, { ...(cookie === '' ? {} : { cookie }), 'sec-fetch-site': 'cross-site' });
    for (const { name, value, maxAge } of answer.cookies as { name: string; value: string; maxAge?: number }[]) {
      if (value === '' || maxAge === 0) jar.delete(name);
      else jar.set(name, value);
    }
    return answer;
  };
  return {
    jar,
    get,
    begin: async (to = '') => await get(`/api/v1/oidc/start${to === '' ? '' : `?to=${encodeURIComponent(to)}`}`),
  };
}

/** The whole way, and where it ends. */
export async function signIn(app: TestApp, provider: TestProvider, at = browser(app), to = '') {
  const begun = await at.begin(to);
  const back = await provider.visit(String(begun.headers.location));
  const ended = await at.get(back.pathname + back.search);
  return { at, back, ended, location: String(ended.headers.location), sid: at.jar.get('sid') };
}

export const reasons = async (app: TestApp) =>
  (await auditLog(app))
    .filter(({ action }) => action === 'session.sign-in-refused')
    .map(({ details }) => JSON.parse(details).reason as string);
