import { SignJWT } from 'jose';
import { describe, expect, it, vi } from 'vitest';
import type { Endpoint } from '#contract/endpoint.ts';
import { type EndpointName, endpoints } from '#contract/endpoints.ts';
import { defaultMaskRules } from '#contract/masking.ts';
import { makeClaimLink } from '#server/instance.ts';
import { cardEvent, entryEvent, faultEvent, processEvent } from '#server/testing/events.ts';
import { password, startTestApp, type TestApp } from '#server/testing/test-app.ts';

// A busy machine: passwords take their time.
vi.setConfig({ testTimeout: 60_000 });

type Headers = Record<string, string>;
/** Makes what an endpoint needs, and gives the one request that is to be noted. */
type Recipe = (app: TestApp) => Promise<{ params?: Headers; query?: string; body?: object; headers?: Headers }>;

const another = { name: 'Борис', email: 'boris@example.test', role: 'support' as const, portals: ['main'] };
const newPassword = 'several words in a row';

async function administrator(app: TestApp): Promise<Headers> {
  return { cookie: (await app.makePerson('administrator')).cookie };
}

/** The answer of an endpoint that only prepares the one in question. */
async function ask(app: TestApp, name: EndpointName, headers: Headers, recipe: Awaited<ReturnType<Recipe>>) {
  const answer = await call(app, name, { ...recipe, headers });
  expect([name, answer.statusCode, answer.body]).toEqual([name, 200, answer.body]);
  return answer.json<Record<string, string>>();
}

async function call(app: TestApp, name: EndpointName, recipe: Awaited<ReturnType<Recipe>>) {
  const { method, path }: Endpoint = endpoints[name];
  const { params = {}, query = '', body, headers = {} } = recipe;
  const url = path.replaceAll(/:(\w+)/g, (_, param: string) => params[param] ?? param);
  return await app.server.inject({
    method,
    url: `${url}?${query}`,
    // As our own pages ask.
    headers: { 'sec-fetch-site': 'same-origin', ...headers },
    ...(body && { payload: body }),
  });
}

/** A process of the portal main with an entry. */
async function filled(app: TestApp): Promise<Headers> {
  const key = await app.makeKey();
  await app.send([cardEvent(), processEvent('p1'), entryEvent('p1', 1)], key);
  return key;
}

async function invited(app: TestApp, headers: Headers): Promise<{ person: string; token: string }> {
  const made = await ask(app, 'invitePerson', headers, { body: another });
  return { person: made['person'] ?? '', token: made['link']?.split('#t=')[1] ?? '' };
}

const person: Recipe = async (app) => {
  const headers = await administrator(app);
  return { headers, params: { person: (await invited(app, headers)).person } };
};
/** What names the first entry of the filled journal. */
async function firstEntry(app: TestApp) {
  const answer = await app.get('/api/v1/processes/p1/entries', await app.makeKey());
  const { items } = answer.json<{ items: { entry: string }[] }>();
  return { process: 'p1', entry: items[0]?.entry ?? '' };
}
const key: Recipe = async (app) => {
  const headers = await administrator(app);
  const made = await ask(app, 'addKey', headers, { body: { title: 'Выгрузка', scopes: ['journal.read'] } });
  return { headers, params: { key: made['key'] ?? '' } };
};
/** A cause that something failed by, and another. */
async function cause(app: TestApp) {
  const writer = await app.makeKey();
  const messages = ['Не указан номер телефона', '(#131047) Re-engagement message'];
  const failures = messages.map((message, n) => faultEvent('p1', n, { message }));
  await app.send([cardEvent(), processEvent('p1'), ...failures], writer);
  const headers = { cookie: (await app.makePerson('support')).cookie };
  app.clock.now += 60_000;
  const answer = await app.get('/api/v1/failures', headers);
  const { causes } = answer.json<{ causes: { cause: string }[] }>();
  const [one, other] = causes.map((row) => row.cause);
  if (one === undefined || other === undefined) throw new Error(`two causes are needed: ${answer.body}`);
  return { headers, params: { cause: one }, into: other };
}
const erased = { kind: 'phone', value: '+7 999 123-45-67' };
const view = { name: 'Борис', search: 'search=boris@example.test', isShared: true };
const keptView: Recipe = async (app) => {
  const headers = await administrator(app);
  const made = await ask(app, 'addFailureView', headers, { body: view });
  return { headers, params: { view: made['view'] ?? '' } };
};
async function flag(app: TestApp) {
  await filled(app);
  const headers = await administrator(app);
  const made = await ask(app, 'putFlag', headers, { body: { process: 'p1', why: 'Спросить Бориса' } });
  return { headers, params: { flag: made['flag'] ?? '' } };
}
const digest = {
  webhookUrl: null,
  emails: ['boris@example.test'],
  language: 'ru',
  leastHours: 24,
  quietHours: null,
  renewSecret: false,
};
const ownWords = { title: 'Борис не ответил', text: 'Телефон boris@example.test', steps: ['Позвоните Борису'] };
const explanation = {
  ru: ownWords,
  en: { title: '', text: '', steps: [] },
  hit: 'no',
  fixer: 'manager',
  retry: 'now',
  matching: { phrases: ['Борис не ответил'], activityCode: null, before: [] },
};
const keptExplanation: Recipe = async (app) => {
  const headers = await administrator(app);
  const made = await ask(app, 'addExplanation', headers, { body: explanation });
  return { headers, params: { explanation: made['explanation'] ?? '' } };
};
const application = { title: 'Рассылка', user: '1', scopes: ['bizproc'] };

/** Signing in by OpenID Connect needs a provider: src/server/session/oidc.test.ts looks at what it leaves here. */
const elsewhere = ['endOidc'] as const satisfies EndpointName[];

const recipes: Partial<Record<EndpointName, Recipe>> = {
  claim: async (app) => {
    app.clock.now = Date.now();
    const link = await makeClaimLink(app.store, app.directory, 'http://localhost');
    const token = link.split('#t=')[1];
    return { body: { token, name: 'Анна', email: 'anna@example.test', password: newPassword } };
  },
  signIn: async (app) => ({ body: { email: (await app.makePerson('support')).email, password } }),
  signOut: async (app) => ({ headers: await administrator(app) }),
  acceptInvitation: async (app) => {
    const { token } = await invited(app, await administrator(app));
    return { body: { token, password: newPassword } };
  },
  changePassword: async (app) => ({ headers: await administrator(app), body: { password, newPassword } }),
  closeSession: async (app) => ({ headers: await administrator(app), params: { session: 'others' } }),
  addPerson: async (app) => ({
    headers: await administrator(app),
    body: { ...another, password: newPassword },
  }),
  invitePerson: async (app) => ({ headers: await administrator(app), body: another }),
  renewInvitation: person,
  changePerson: async (app) => ({ ...(await person(app)), body: { name: 'Борис Петрович' } }),
  removePerson: person,
  putPortal: async (app) => ({
    headers: await administrator(app),
    params: { portal: 'main' },
    body: { title: 'Портал' },
  }),
  putConnection: async (app) => ({
    headers: await administrator(app),
    params: { portal: 'main' },
    body: { kind: 'none' },
  }),
  addKey: async (app) => ({
    headers: await administrator(app),
    body: { title: 'Выгрузка', scopes: ['journal.read'] },
  }),
  rotateKey: async (app) => ({ ...(await key(app)), body: {} }),
  revokeKey: key,
  addApplication: async (app) => ({ headers: await administrator(app), body: application }),
  removeApplication: async (app) => {
    const headers = await administrator(app);
    const { clientId = '' } = await ask(app, 'addApplication', headers, { body: application });
    return { headers, params: { clientId } };
  },
  exchangeLaunch: async (app) => {
    app.clock.now = Date.now();
    const secret = 'a secret that the portal shares with us';
    const connection = { kind: 'signed', algorithm: 'HS256', key: secret };
    await ask(app, 'putConnection', await administrator(app), { params: { portal: 'main' }, body: connection });
    const token = await new SignJWT({ role: 'manager', card: { type: 'deal', id: '7' } })
      .setProtectedHeader({ alg: 'HS256' })
      .setSubject('17')
      .setIssuer('main')
      .setAudience('http://localhost')
      .setJti('launch-1')
      .setIssuedAt()
      .setExpirationTime('30s')
      .sign(new TextEncoder().encode(secret));
    return { body: { portal: 'main', token } };
  },
  putDigest: async (app) => ({
    headers: await administrator(app),
    params: { portal: 'main' },
    body: digest,
  }),
  testDigest: async (app) => {
    const headers = await administrator(app);
    await ask(app, 'putDigest', headers, { params: { portal: 'main' }, body: digest });
    return { headers, params: { portal: 'main' } };
  },
  resendDigest: async (app) => {
    const { params, headers } = await cause(app);
    const admin = await administrator(app);
    const portal = { portal: 'main' };
    const body = { ...digest, webhookUrl: 'https://127.0.0.1/hook' };
    await ask(app, 'putDigest', admin, { params: portal, body });
    const key = { cause: params.cause, event: 'new', eventAt: app.clock.now };
    await app.store.digests.add(1, key, ['webhook'], app.clock.now);
    await app.store.digests.change(1, { ...key, channel: 'webhook' }, { state: 'unknown' });
    const settings = await app.get('/api/v1/portals/main/digest', { ...headers, ...admin });
    const { deliveries } = settings.json<{ deliveries: { delivery: string }[] }>();
    return { headers: admin, params: { ...portal, delivery: deliveries[0]?.delivery ?? '' } };
  },
  putMasking: async (app) => ({ headers: await administrator(app), body: defaultMaskRules }),
  process: async (app) => ({ headers: await filled(app), params: { process: 'p1' } }),
  processExport: async (app) => ({ headers: await filled(app), params: { process: 'p1' }, query: 'format=csv' }),
  compareEntry: async (app) => ({ headers: await filled(app), params: await firstEntry(app) }),
  entryBundle: async (app) => ({ headers: await filled(app), params: await firstEntry(app) }),
  cardExport: async (app) => ({
    headers: await filled(app),
    params: { cardType: 'deal', cardId: '7' },
    query: 'format=xes',
  }),
  portalExport: async (app) => ({ headers: await filled(app), query: 'format=xes' }),
  failureExport: async (app) => ({ headers: await filled(app), query: 'format=csv&q=boris@example.test' }),
  revealEntry: async (app) => {
    await filled(app);
    return {
      headers: await administrator(app),
      params: await firstEntry(app),
      body: { reason: 'Клиент просит' },
    };
  },
  putCauseState: async (app) => ({ ...(await cause(app)), body: { state: 'acknowledged' } }),
  putCauseAssignee: async (app) => ({ ...(await cause(app)), body: { person: 'me' } }),
  addCauseComment: async (app) => ({ ...(await cause(app)), body: { text: 'Позвонили Борису' } }),
  mergeCause: async (app) => {
    const { into, ...recipe } = await cause(app);
    return { ...recipe, body: { into } };
  },
  splitCause: async (app) => {
    const { into, params, headers } = await cause(app);
    await ask(app, 'mergeCause', headers, { params, body: { into } });
    return { headers, params: { cause: into }, body: { merged: params.cause } };
  },
  actOnCauses: async (app) => {
    const { params, headers } = await cause(app);
    const action = { kind: 'state', state: 'acknowledged' };
    return { headers, body: { action, causes: [params.cause], isDryRun: false } };
  },
  previewErasure: async (app) => ({ headers: await administrator(app), body: erased }),
  startErasure: async (app) => ({ headers: await administrator(app), body: erased }),
  addFailureView: async (app) => ({ headers: await administrator(app), body: view }),
  changeFailureView: async (app) => ({ ...(await keptView(app)), body: { name: 'Звонки Борису' } }),
  removeFailureView: keptView,
  addExplanation: async (app) => ({ headers: await administrator(app), body: explanation }),
  changeExplanation: async (app) => ({ ...(await keptExplanation(app)), body: explanation }),
  removeExplanation: keptExplanation,
  auditExport: async (app) => ({
    headers: { cookie: (await app.makePerson('auditor')).cookie },
    query: 'format=csv',
  }),
  search: async (app) => ({ headers: await filled(app), query: `q=${encodeURIComponent('Борис boris@example.test')}` }),
  putFlag: async (app) => {
    await filled(app);
    return { headers: await administrator(app), body: { process: 'p1', why: 'Спросить Бориса' } };
  },
  changeFlag: async (app) => ({ ...(await flag(app)), body: { why: 'Ждём Бориса', dueAt: null } }),
  closeFlag: flag,
  reopenFlag: async (app) => {
    const put = await flag(app);
    await ask(app, 'closeFlag', put.headers, { params: put.params });
    return { ...put, body: { why: 'Борис снова спрашивает', dueAt: null } };
  },
  audit: async (app) => ({ headers: { cookie: (await app.makePerson('auditor')).cookie } }),
};

const noted = Object.entries<Endpoint>(endpoints)
  .filter(([, { audit }]) => audit !== undefined)
  .map(([name, endpoint]) => ({ name: name as EndpointName, ...endpoint }));

describe('what the contract says is noted', () => {
  it('has a recipe here, so that whoever adds an endpoint shows that it is', () => {
    expect([...Object.keys(recipes), ...elsewhere].toSorted()).toEqual(noted.map(({ name }) => name).toSorted());
  });

  it.each(noted.filter(({ name }) => name in recipes))('leaves one event: $name', async ({ name, audit, path }) => {
    const app = await startTestApp({ config: { publicUrl: new URL('http://localhost') } });
    const recipe = await recipes[name]?.(app);
    const before = (await app.store.audit.last())?.seq ?? 0;
    const answer = await call(app, name, recipe ?? {});
    expect([answer.statusCode < 400, answer.body]).toEqual([true, answer.body]);
    const left = await app.store.audit.from(before + 1, 10);
    expect(left.map(({ action }) => action)).toEqual([audit]);
    // What stands in the address is what it was about: but "all others" name none, what is split off is the other cause,
    // a card is named by its type and its id, and a digest that is sent again is of a cause.
    const last = path.split('/').findLast((part) => part.startsWith(':'));
    if (last !== undefined && !['cardExport', 'closeSession', 'resendDigest', 'splitCause'].includes(name))
      expect(left[0]?.object).toBe(recipe?.params?.[last.slice(1)]);
    // A keyed mark and a checksum have digits of their own.
    expect(left[0]?.details.replace(/"(?:text|sha256)":"[\da-f]+"/, '')).not.toMatch(
      /boris|Борис|@|Выгрузка|several|\d{5}/i,
    );
    const { cookie } = await app.makePerson('auditor');
    expect((await app.get('/api/v1/audit/verification', { cookie })).json()).toMatchObject({ intact: true });
  });
});
