import { describe, expect, it, vi } from 'vitest';
import { auditLog, auditWords } from '#server/testing/audit-log.ts';
import { password, startTestApp, type TestApp } from '#server/testing/test-app.ts';

// A busy machine: passwords take their time.
vi.setConfig({ testTimeout: 60_000 });

const weekMs = 7 * 24 * 60 * 60 * 1000;
type Headers = Record<string, string>;

async function start(options: Parameters<typeof startTestApp>[0] = {}) {
  const app = await startTestApp(options);
  const administrator = await app.makePerson('administrator');
  const ask = async (method: 'GET' | 'POST' | 'PUT' | 'DELETE', url: string, payload?: object, headers?: Headers) =>
    await app.server.inject({
      method,
      url: `/api/v1${url}`,
      headers: headers ?? { cookie: administrator.cookie },
      ...(payload === undefined ? {} : { payload }),
    });
  const invite = async (change: object = {}) =>
    await ask('POST', '/people/invitations', {
      name: 'Борис',
      email: 'Boris@Example.test',
      role: 'support',
      portals: ['main'],
      ...change,
    });
  const accept = async (link: string, secret = 'a phrase of my own', headers: Headers = {}) =>
    await ask('POST', '/invitations/accept', { token: link.split('#t=')[1] ?? '', password: secret }, headers);
  const numberOf = async (email: string) => String((await app.store.accounts.byEmail(email))?.accountNo);
  return { app, administrator, ask, invite, accept, numberOf };
}

const signIn = async (app: TestApp, email: string, secret: string) =>
  await app.server.inject({ method: 'POST', url: '/api/v1/session', payload: { email, password: secret } });
const cookieOf = (answer: { headers: Record<string, unknown> }) =>
  String(answer.headers['set-cookie']).split(';')[0] ?? '';

describe('an invitation', () => {
  it('is a link for a week, by which its owner sets the password and is signed in', async () => {
    const { app, invite, accept, ask } = await start({ config: { publicUrl: new URL('http://journal.example') } });
    const invited = await invite();
    expect(invited.statusCode).toBe(200);
    const { person, link, expiresAt } = invited.json();
    expect(link).toMatch(/^http:\/\/journal\.example\/invitation#t=[\w-]{43}$/);
    expect(Date.parse(expiresAt)).toBe(app.clock.now + weekMs);
    const listed = (await ask('GET', '/people')).json().items.find((one: { person: string }) => one.person === person);
    expect(listed).toMatchObject({
      email: 'boris@example.test',
      state: 'invited',
      isExternal: false,
      signedInAt: null,
    });
    expect((await signIn(app, 'boris@example.test', '')).json().code).toBe('wrong_credentials');

    const accepted = await accept(link);
    expect(accepted.json().person).toEqual({ name: 'Борис', email: 'boris@example.test', role: 'support' });
    expect((await app.get('/api/v1/session', { cookie: cookieOf(accepted) })).statusCode).toBe(200);
    expect((await signIn(app, 'boris@example.test', 'a phrase of my own')).statusCode).toBe(200);
    expect((await accept(link)).json().code).toBe('claim_invalid');
    expect((await auditWords(app)).slice(0, 4)).toEqual([
      `person.invite ${person}`,
      `session.sign-in-refused ${person}`,
      `person.accept ${person}`,
      `session.sign-in ${person}`,
    ]);
  });

  it('without a public address leads to the one that the administrator used', async () => {
    const { ask } = await start();
    const payload = { name: 'Борис', email: 'b@example.test', role: 'support', portals: [] };
    const answer = await ask('POST', '/people/invitations', payload);
    expect(answer.json().link).toMatch(/^http:\/\/localhost(:80)?\/invitation#t=/);
  });

  it('is taken by one of twenty who come at once', async () => {
    const { app, invite, accept } = await start();
    const { link } = (await invite()).json();
    const secrets = Array.from({ length: 20 }, (_, n) => `a phrase of number ${n}`);
    const answers = await Promise.all(secrets.map(async (secret) => await accept(link, secret)));
    const statuses = answers.map(({ statusCode }) => statusCode);
    expect(statuses.filter((status) => status === 200)).toHaveLength(1);
    expect(statuses.filter((status) => status === 404 || status === 429)).toHaveLength(19);
    const winner = secrets[statuses.indexOf(200)] ?? '';
    expect((await signIn(app, 'boris@example.test', winner)).statusCode).toBe(200);
    expect((await auditWords(app)).filter((words) => words.startsWith('person.accept'))).toHaveLength(1);
  });

  it('is taken once also when two servers ask the store at once', async () => {
    const { app, invite } = await start();
    const { link } = (await invite()).json();
    const { hashSecret } = await import('#server/access/key.ts');
    const hash = hashSecret(String(link.split('#t=')[1]));
    const taken = await Promise.all(
      Array.from({ length: 20 }, async () => await app.store.accounts.takeInvitation(hash, app.clock.now)),
    );
    expect(taken.filter((account) => account !== null)).toHaveLength(1);
  });

  it('is void after a week, when there is a newer one, and when the account is blocked or gone', async () => {
    const { app, invite, accept, ask } = await start();
    const { person, link: first } = (await invite()).json();
    const { link: second } = (await ask('POST', `/people/${person}/invitation`)).json();
    expect((await accept(first)).json().code).toBe('claim_invalid');
    await ask('PUT', `/people/${person}`, { isBlocked: true });
    expect((await accept(second)).json().code).toBe('claim_invalid');
    expect((await ask('POST', `/people/${person}/invitation`)).json().code).toBe('conflict');
    await ask('PUT', `/people/${person}`, { isBlocked: false });
    expect((await accept(second)).json().code).toBe('claim_invalid');
    const { link: third } = (await ask('POST', `/people/${person}/invitation`)).json();
    await ask('DELETE', `/people/${person}`);
    expect((await accept(third)).json().code).toBe('claim_invalid');
    const [early, late] = [(await invite()).json(), (await invite({ email: 'late@example.test' })).json()];
    app.clock.now += weekMs - 1;
    expect((await accept(early.link)).statusCode).toBe(200);
    app.clock.now += 1;
    expect((await accept(late.link)).json().code).toBe('claim_invalid');
  });

  it('for a forgotten password leaves the old one until it is used, and then ends every session', async () => {
    const { app, ask, accept, numberOf } = await start();
    const { email, cookie } = await app.makePerson('manager');
    const { link } = (await ask('POST', `/people/${await numberOf(email)}/invitation`)).json();
    expect((await app.get('/api/v1/session', { cookie })).statusCode).toBe(200);
    const accepted = await accept(link);
    expect((await app.get('/api/v1/session', { cookie })).statusCode).toBe(401);
    expect((await app.get('/api/v1/session', { cookie: cookieOf(accepted) })).statusCode).toBe(200);
    expect((await signIn(app, email, password)).statusCode).toBe(401);
  });

  it('stands in the store as a hash, and in no log', async () => {
    const { app, invite, accept, ask } = await start();
    const { link } = (await invite()).json();
    const token = String(link.split('#t=')[1]);
    await accept(`x#t=${token}x`);
    const list = await ask('GET', '/people');
    await accept(link);
    const { readFileSync, readdirSync } = await import('node:fs');
    for (const name of readdirSync(app.directory, { recursive: true, withFileTypes: true })) {
      if (name.isFile())
        expect(readFileSync(`${name.parentPath}/${name.name}`, 'latin1'), name.name).not.toContain(token);
    }
    expect(app.log() + list.body + JSON.stringify(await auditLog(app))).not.toContain(token);
  });

  it('refuses a password that is guessed first, an e-mail that is taken and a portal that is not there', async () => {
    const { invite, accept } = await start();
    const { link } = (await invite()).json();
    for (const common of ['qwertyqwerty', 'QAZwsxedcrfv', 'aaaaaaaaaaaaa', ' 123456789qwe ']) {
      expect((await accept(link, common)).json().code, common).toBe('password_common');
    }
    expect((await accept(link, 'eleven char')).json().code).toBe('invalid_request');
    expect((await invite()).json().code).toBe('conflict');
    expect((await invite({ email: 'c@example.test', portals: ['nowhere'] })).json().code).toBe('invalid_request');
    expect((await accept(link)).statusCode).toBe(200);
  });

  it('hears no other site, and slows down who guesses', async () => {
    const { invite, accept } = await start();
    const { link } = (await invite()).json();
    expect((await accept(link, undefined, { 'sec-fetch-site': 'cross-site' })).json().code).toBe('cross_site');
    for (let n = 0; n < 5; n++) expect((await accept('#t=guess')).statusCode).toBe(404);
    const slowed = await accept(link);
    expect([slowed.statusCode, slowed.headers['retry-after']]).toEqual([429, '1']);
  });
});

describe('the last administrator', () => {
  it('can be neither demoted nor blocked nor removed', async () => {
    const { app, administrator, ask, numberOf } = await start();
    const own = await numberOf(administrator.email);
    // One who cannot sign in is no other.
    await app.store.accounts.add(
      { email: 'x@example.test', name: '', role: 'administrator', password: '', portals: [], state: 'invited' },
      false,
    );
    const before = (await auditLog(app)).length;
    for (const change of [{ role: 'auditor' }, { isBlocked: true }]) {
      const answer = await ask('PUT', `/people/${own}`, change);
      expect([answer.statusCode, answer.json().code]).toEqual([409, 'conflict']);
    }
    expect((await ask('DELETE', `/people/${own}`)).statusCode).toBe(409);
    expect((await auditLog(app)).length).toBe(before);
    expect((await ask('PUT', `/people/${own}`, { name: 'Анна', portals: ['main'] })).statusCode).toBe(200);

    await app.makePerson('administrator');
    expect((await ask('PUT', `/people/${own}`, { role: 'auditor' })).statusCode).toBe(200);
  });

  it('is left when two administrators take the right from each other at once', async () => {
    const { app } = await start();
    const { email } = await app.makePerson('administrator');
    const accounts = (await app.store.accounts.list()).filter(({ role }) => role === 'administrator');
    const [one = 0, other = 0] = accounts.map(({ accountNo }) => accountNo);
    expect(email).not.toBe('');
    const changed = await Promise.all([
      app.store.accounts.change(one, { role: 'manager' }),
      app.store.accounts.remove(other),
      app.store.accounts.change(one, { state: 'blocked' }),
      app.store.accounts.change(other, { state: 'invited' }),
    ]);
    expect(changed).toContain(true);
    const left = (await app.store.accounts.list()).filter(
      ({ role, state }) => role === 'administrator' && state === 'active',
    );
    expect(left).toHaveLength(1);
  });
});

describe('a change of what somebody may', () => {
  it.each([
    ['role', { role: 'auditor' }],
    ['portals', { portals: [] }],
    ['being blocked', { isBlocked: true }],
  ])('of his %s ends his sessions', async (_, change) => {
    const { app, ask, numberOf } = await start();
    const { email, cookie } = await app.makePerson('support');
    const person = await numberOf(email);
    expect((await ask('PUT', `/people/${person}`, { name: 'Новое имя' })).json().name).toBe('Новое имя');
    expect((await app.get('/api/v1/session', { cookie })).statusCode).toBe(200);
    expect((await ask('PUT', `/people/${person}`, change)).json()).toMatchObject({ person });
    expect((await app.get('/api/v1/session', { cookie })).statusCode).toBe(401);
    expect((await auditWords(app)).filter((words) => words === `person.change ${person}`)).toHaveLength(2);
  });

  it('of himself leaves him signed in where he is, and nowhere else', async () => {
    const { app, administrator, ask, numberOf } = await start();
    await app.makePerson('administrator');
    const elsewhere = cookieOf(await signIn(app, administrator.email, password));
    const own = await numberOf(administrator.email);
    expect((await ask('PUT', `/people/${own}`, { role: 'support' })).json().role).toBe('support');
    expect((await app.get('/api/v1/session', administrator)).json().person.role).toBe('support');
    expect((await app.get('/api/v1/session', { cookie: elsewhere })).statusCode).toBe(401);
    expect((await ask('GET', '/people')).json().code).toBe('forbidden');
  });

  it('lets nobody in who is blocked, with the same words as for a wrong password, and again when he is freed', async () => {
    const { app, ask, numberOf } = await start();
    const { email } = await app.makePerson('support');
    const person = await numberOf(email);
    await ask('PUT', `/people/${person}`, { isBlocked: true });
    const [right, wrong] = [await signIn(app, email, password), await signIn(app, email, 'another phrase')];
    const plain = (answer: typeof right) => ({ ...answer.json(), requestId: '', status: answer.statusCode });
    expect(plain(right)).toEqual(plain(wrong));
    expect((await ask('PUT', `/people/${person}`, { isBlocked: false })).json().state).toBe('active');
    expect((await signIn(app, email, password)).statusCode).toBe(200);
  });

  it('is not noted by the name of him', async () => {
    const { app, ask, numberOf } = await start();
    const { email } = await app.makePerson('support');
    await ask('PUT', `/people/${await numberOf(email)}`, { name: 'Тайное имя', role: 'manager' });
    const log = JSON.stringify(await auditLog(app));
    expect(log).not.toContain('Тайное имя');
    expect(log).not.toContain(email);
    expect((await auditLog(app)).at(-1)?.details).toContain('manager');
  });
});

describe('an account that is removed', () => {
  it('is gone with its sessions, and its number is never given again', async () => {
    const { app, ask, numberOf } = await start();
    const { email, cookie } = await app.makePerson('support');
    const person = await numberOf(email);
    expect((await ask('DELETE', `/people/${person}`)).statusCode).toBe(200);
    expect((await app.get('/api/v1/session', { cookie })).statusCode).toBe(401);
    expect((await ask('DELETE', `/people/${person}`)).statusCode).toBe(404);
    const next = await app.makePerson('support');
    expect(Number(await numberOf(next.email))).toBeGreaterThan(Number(person));
    expect((await app.get('/api/v1/session', { cookie })).statusCode).toBe(401);
  });
});

describe('what cannot be noted', () => {
  it('is not done', async () => {
    let isFull = false;
    const { StorageFull } = await import('#server/store/journal-store.ts');
    const { app, ask, invite, numberOf } = await start({
      store: (store) => ({
        ...store,
        audit: {
          ...store.audit,
          append: async (make) => {
            if (isFull) throw new StorageFull('the disk is full');
            await store.audit.append(make);
          },
        },
      }),
    });
    const { email, cookie } = await app.makePerson('support');
    const person = await numberOf(email);
    isFull = true;
    const answers = [
      await invite(),
      await ask('PUT', `/people/${person}`, { isBlocked: true }),
      await ask('DELETE', `/people/${person}`),
      await ask('POST', `/people/${person}/invitation`),
      await ask('DELETE', '/account/sessions/others', undefined, { cookie }),
      await ask('POST', '/keys', { title: 'Ключ', scopes: ['journal.read'] }),
    ];
    expect(answers.map((answer) => answer.json().code)).toEqual(answers.map(() => 'storage_full'));
    expect(await app.store.accounts.byEmail('boris@example.test')).toBeNull();
    expect((await app.store.accounts.byEmail(email))?.state).toBe('active');
    const main = await app.store.portals.find('main');
    expect(await app.store.accounts.keysOf(main?.portalNo ?? 0)).toEqual([]);
  });
});
