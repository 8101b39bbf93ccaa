import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import BetterSqlite3 from 'better-sqlite3';
import { describe, expect, it, vi } from 'vitest';
import type { AuditEvent } from '#contract/audit.ts';
import { makeClaimLink } from '#server/instance.ts';
import { type JournalStore, StorageFailed, StorageFull } from '#server/store/journal-store.ts';
import { cardEvent, entryEvent, processEvent } from '#server/testing/events.ts';
import { password, startTestApp, type TestApp } from '#server/testing/test-app.ts';
import { checkpointFile } from './checkpoints.ts';

// A busy machine: passwords take their time.
vi.setConfig({ testTimeout: 60_000 });

type Headers = Record<string, string>;
const own = { 'sec-fetch-site': 'same-origin' };

async function person(app: TestApp, role: 'administrator' | 'auditor' | 'support'): Promise<Headers> {
  return { ...own, cookie: (await app.makePerson(role)).cookie };
}

/** Changes the title of a portal: one event each time. */
async function change(app: TestApp, headers: Headers, portal: string, times = 1): Promise<void> {
  for (let n = 0; n < times; n++) {
    const answer = await app.server.inject({
      method: 'PUT',
      url: `/api/v1/portals/${portal}`,
      headers,
      payload: { title: `Портал ${n}` },
    });
    expect(answer.statusCode).toBe(200);
  }
}

type Page = { items: AuditEvent[]; next: string | null; previous: string | null };
async function list(app: TestApp, headers: Headers, query = ''): Promise<Page> {
  const answer = await app.get(`/api/v1/audit?${query}`, headers);
  expect([answer.statusCode, answer.body]).toEqual([200, answer.body]);
  return answer.json<Page>();
}

async function refusal(app: TestApp, headers: Headers, query: string): Promise<unknown> {
  const answer = await app.get(`/api/v1/audit?${query}`, headers);
  return [answer.statusCode, answer.json().code];
}

const seqs = ({ items }: Page) => items.map(({ seq }) => seq);

async function signIn(app: TestApp, email: string, secret: string) {
  return await app.server.inject({
    method: 'POST',
    url: '/api/v1/session',
    headers: own,
    payload: { email, password: secret },
  });
}

/** All that the server keeps on disk. */
function stored(app: TestApp): string {
  return readdirSync(app.directory, { withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ name }) => readFileSync(join(app.directory, name), 'latin1'))
    .join('\n');
}

describe('the audit log', () => {
  it('is read newest first, page by page, and says who did what to what, from where', async () => {
    const app = await startTestApp();
    const administrator = await person(app, 'administrator');
    await change(app, administrator, 'main', 5);
    const auditor = await person(app, 'auditor');
    const first = await list(app, auditor, 'limit=2');
    expect([seqs(first), first.previous]).toEqual([[5, 4], null]);
    expect(first.items[0]).toMatchObject({
      at: new Date(app.clock.now).toISOString(),
      portal: 'main',
      actor: { kind: 'person', name: 'administrator' },
      action: 'portal.change',
      object: { kind: 'portal', id: 'main' },
      details: { fields: ['title'] },
      network: '127.0.0',
    });
    const second = await list(app, auditor, `limit=2&cursor=${first.next}`);
    const third = await list(app, auditor, `limit=2&cursor=${second.next}`);
    expect([seqs(second), seqs(third), third.next]).toEqual([[3, 2], [1], null]);
  });

  it('notes that it was read: once for a listing, whose further pages nobody can make up', async () => {
    const app = await startTestApp();
    const administrator = await person(app, 'administrator');
    await change(app, administrator, 'main', 4);
    const auditor = await person(app, 'auditor');
    const { next } = await list(app, auditor, 'limit=1&action=portal.change');
    await list(app, auditor, `limit=2&action=portal.change&cursor=${next}`);
    const views = await list(app, auditor, 'action=audit.view');
    expect(views.items).toHaveLength(1);
    expect(views.items[0]?.details).toEqual({ filter: ['action'], action: 'portal.change', newest: 4 });

    // Another place, filter or reader has to begin with a first page, which is noted.
    const moved = String(next).replace(/^\d+/, '4000');
    expect(await refusal(app, auditor, `action=portal.change&cursor=${moved}`)).toEqual([400, 'cursor_invalid']);
    expect(await refusal(app, auditor, `action=key.make&cursor=${next}`)).toEqual([400, 'cursor_invalid']);
    expect(await refusal(app, administrator, `action=portal.change&cursor=${next}`)).toEqual([400, 'cursor_invalid']);
    for (const cursor of ['x', '4', '4.', `4.${'A'.repeat(43)}`, `0${next}`, `${next}A`, `${next}\u0000`])
      expect(await refusal(app, auditor, `action=portal.change&cursor=${encodeURIComponent(cursor)}`)).toEqual([
        400,
        'cursor_invalid',
      ]);
    const names = 'actor=anna@example.test&object=Anna';
    await list(app, auditor, names);
    expect(stored(app)).not.toContain('anna@example.test');
  });

  it('is filtered by action, actor, object and time', async () => {
    const app = await startTestApp();
    const administrator = await person(app, 'administrator');
    await change(app, administrator, 'main');
    app.clock.now += 60_000;
    const at = new Date(app.clock.now).toISOString();
    await change(app, administrator, 'second');
    const { email } = await app.makePerson('support');
    await signIn(app, email, password);
    const auditor = await person(app, 'auditor');
    const [signedIn] = (await list(app, auditor, 'action=session.sign-in')).items;
    expect(signedIn?.seq).toBe(3);
    expect(seqs(await list(app, auditor, 'object=second'))).toEqual([2]);
    expect(seqs(await list(app, auditor, `actorKind=person&actor=${signedIn?.actor.id}`))).toEqual([3]);
    expect(seqs(await list(app, auditor, `actorKind=visitor&actor=${signedIn?.actor.id}`))).toEqual([]);
    expect(seqs(await list(app, auditor, `action=portal.change&from=${at}`))).toEqual([2]);
    expect(seqs(await list(app, auditor, `to=${at}`))).toEqual([1]);
    expect(await refusal(app, auditor, 'action=nothing')).toEqual([400, 'invalid_request']);
  });

  it('names people and keys as they are called now, and nobody who is gone', async () => {
    const app = await startTestApp();
    const administrator = await person(app, 'administrator');
    const { cookie, email } = await app.makePerson('administrator');
    const account = await app.store.accounts.byEmail(email);
    await change(app, { ...own, cookie }, 'main');
    const nameOf = async () => (await list(app, administrator, 'action=portal.change')).items[0]?.actor.name;
    await app.store.accounts.change(account?.accountNo ?? 0, { name: 'Анна' });
    expect(await nameOf()).toBe('Анна');
    await app.store.accounts.remove(account?.accountNo ?? 0);
    expect(await nameOf()).toBeNull();
    const body = { title: 'Выгрузка', scopes: ['admin'] };
    const made = await app.server.inject({
      method: 'POST',
      url: '/api/v1/keys',
      headers: administrator,
      payload: body,
    });
    await change(app, { authorization: `Bearer ${made.json().secret}` }, 'main');
    expect(await nameOf()).toBe('Выгрузка');
  });

  it('shows a key what was done in its portal, and nothing of another or of the whole', async () => {
    const app = await startTestApp();
    const administrator = await person(app, 'administrator');
    for (const portal of ['main', 'second']) await change(app, administrator, portal);
    await change(app, administrator, 'main');
    await list(app, administrator);
    const key = await app.makeKey({ portal: 'second', scopes: ['admin'] });
    expect((await list(app, key)).items).toEqual([]);
    await change(app, administrator, 'second');
    expect((await list(app, key, 'action=portal.change')).items.map(({ portal }) => portal)).toEqual(['second']);
  });

  it('notes who reads a journal once in a quarter of an hour, and each export', async () => {
    const app = await startTestApp();
    const key = await app.makeKey();
    await app.send([cardEvent(), processEvent('p1'), entryEvent('p1', 1)], key);
    for (let n = 0; n < 3; n++) await app.get('/api/v1/processes/p1', key);
    for (let n = 0; n < 2; n++) await app.get('/api/v1/processes/p1/export?format=txt', key);
    app.clock.now += 16 * 60_000;
    await app.get('/api/v1/processes/p1', key);
    const rows = await app.store.audit.from(1, 10);
    expect(rows.map(({ action }) => action)).toEqual([
      'journal.view',
      'journal.export',
      'journal.export',
      'journal.view',
    ]);
  });

  it('notes refused sign-ins by a mark of the e-mail, alike for alike ones, and never the e-mail or the password', async () => {
    const app = await startTestApp();
    const { email } = await app.makePerson('support');
    await signIn(app, email, 'wrong password');
    await signIn(app, ` ${email.toUpperCase()}`, 'another wrong one');
    await signIn(app, 'ghost@example.test', 'wrong password');
    const rows = await app.store.audit.from(1, 10);
    expect(rows.map(({ action, actorKind }) => [action, actorKind])).toEqual(
      Array.from({ length: 3 }, () => ['session.sign-in-refused', 'nobody']),
    );
    const [first, second, ghost] = rows.map(({ details }) => (JSON.parse(details) as { email: string }).email);
    expect([first === second, first === ghost]).toEqual([true, false]);
    // Whose account they tried at can be asked for.
    expect(rows.map(({ object }) => object === null)).toEqual([false, false, true]);
    for (const text of [stored(app), app.log()]) {
      expect(text).not.toContain('ghost@');
      expect(text).not.toContain('another wrong one');
    }
  });
});

describe('an audit log that somebody changed in the store', () => {
  async function filled(): Promise<{ app: TestApp; auditor: Headers; sql(text: string): void }> {
    const app = await startTestApp();
    await change(app, await person(app, 'administrator'), 'main', 5);
    const sql = (text: string) => {
      const database = new BetterSqlite3(join(app.directory, 'journal.db'));
      expect(database.prepare(text).run().changes).toBeGreaterThan(0);
      database.close();
    };
    return { app, auditor: await person(app, 'auditor'), sql };
  }
  const verified = async (app: TestApp, headers: Headers) =>
    (await app.get('/api/v1/audit/verification', headers)).json<unknown>();

  it.each([
    ["update audit_event set action = 'journal.view' where seq = 3", 3, 'changed'],
    ['update audit_event set hash = (select hash from audit_event where seq = 1) where seq = 4', 4, 'changed'],
    ['delete from audit_event where seq = 2', 2, 'missing'],
    ['update audit_event set seq = 77 where seq = 3', 3, 'missing'],
    ['delete from audit_event where seq > 3', 4, 'tail-missing'],
    [
      'insert into audit_event select 0, at, portal_no, actor_kind, actor, action, object_kind, object, details, request_id, network, hash from audit_event where seq = 1',
      0,
      'changed',
    ],
  ])('is found: %s', async (text, seq, reason) => {
    const { app, auditor, sql } = await filled();
    expect(await verified(app, auditor)).toEqual({ events: 5, intact: true, firstBad: null });
    sql(text);
    expect(await verified(app, auditor)).toMatchObject({ intact: false, firstBad: { seq, reason } });
  });

  it('ends where the server said when it stopped: in a file beside the store, and in its own log', async () => {
    const { app } = await filled();
    await app.stop();
    const kept = JSON.parse(readFileSync(checkpointFile(app.directory), 'utf8')) as { seq: number; hash: string };
    expect(kept).toEqual({ seq: 5, hash: expect.stringMatching(/^[0-9a-f]{64}$/), count: 5 });
    const lines = app.log().trim().split('\n');
    const line = lines.findLast((one) => one.includes('audit checkpoint')) ?? '{}';
    expect(JSON.parse(line)).toMatchObject({ audit: kept, msg: 'audit checkpoint' });
  });

  it('can be read still, where it makes no sense', async () => {
    const { app, auditor, sql } = await filled();
    sql("update audit_event set action = 'nonsense' where seq = 2");
    sql("update audit_event set details = 'no json', portal_no = 99 where seq = 3");
    expect(seqs(await list(app, auditor))).toEqual([5, 4, 3, 1]);
  });
});

describe('what cannot be noted is not done', () => {
  /** A store whose audit log can be made to fail, or to wait. */
  function failing() {
    const state = { error: null as Error | null, gate: null as Promise<void> | null };
    const wrap = (store: JournalStore): JournalStore => ({
      ...store,
      audit: {
        ...store.audit,
        async append(make) {
          await state.gate;
          if (state.error !== null) throw state.error;
          await store.audit.append(make);
        },
      },
    });
    return { state, wrap };
  }

  async function start() {
    const { state, wrap } = failing();
    const app = await startTestApp({ store: wrap });
    const key = await app.makeKey();
    await app.send([cardEvent(), processEvent('p1'), entryEvent('p1', 1, { message: 'Барабашка' })], key);
    return { app, state, key, administrator: await person(app, 'administrator') };
  }

  it.each([
    [new StorageFull(), 'storage_full'],
    [new StorageFailed(), 'storage_failed'],
  ])('and answers 503: %o', async (error, code) => {
    const { app, state, key, administrator } = await start();
    const { items } = (await app.get('/api/v1/processes/p1/entries', key)).json<{ items: { entry: string }[] }>();
    const auditor = await person(app, 'auditor');
    const { email } = await app.makePerson('support');
    const before = await app.store.care.counts();
    const people = (await app.store.accounts.list()).map(({ email, state }) => [email, state]);
    const portals = await app.store.portals.list();
    state.error = error;
    const ask = async (method: 'GET' | 'POST' | 'PUT' | 'DELETE', url: string, headers: Headers, payload?: object) =>
      await app.server.inject({ method, url: `/api/v1${url}`, headers, ...(payload && { payload }) });
    const answers = [
      await ask('GET', '/processes/p1/export?format=json', key),
      await ask('POST', `/processes/p1/entries/${items[0]?.entry}/reveal`, administrator, { reason: 'Клиент просит' }),
      await ask('PUT', '/portals/main', administrator, { title: 'Другое имя' }),
      await ask('PUT', '/portals/new', administrator, { title: 'Новый' }),
      await ask('POST', '/people', administrator, {
        name: 'Б',
        email: 'b@example.test',
        password: 'several words in a row',
        role: 'support',
        portals: [],
      }),
      await ask('POST', '/people/invitations', administrator, {
        name: 'В',
        email: 'v@example.test',
        role: 'support',
        portals: [],
      }),
      await ask('POST', '/keys', administrator, { title: 'Выгрузка', scopes: ['journal.read'] }),
      await ask('PUT', '/masking', administrator, { roles: [], kinds: [], fields: [] }),
      await ask('GET', '/audit', auditor),
      await signIn(app, email, password),
      await signIn(app, email, 'wrong password'),
    ];
    for (const answer of answers) {
      expect([answer.statusCode, answer.json().code]).toEqual([503, code]);
      expect(answer.body).not.toContain('Барабашка');
      expect(answer.headers['set-cookie']).toBeUndefined();
    }
    expect(await app.store.care.counts()).toEqual(before);
    expect((await app.store.accounts.list()).map(({ email, state }) => [email, state])).toEqual(people);
    expect(await app.store.portals.list()).toEqual(portals);
    // Reading goes on; that it was not noted is said.
    expect((await app.get('/api/v1/processes/p1', key)).statusCode).toBe(200);
    expect(app.log()).toContain('the audit log could not be written');
  });

  it('leaves an instance unclaimed, and its link good', async () => {
    const { state, wrap } = failing();
    const app = await startTestApp({ store: wrap });
    app.clock.now = Date.now();
    const token = (await makeClaimLink(app.store, app.directory, 'http://localhost')).split('#t=')[1];
    const payload = { token, name: 'Анна', email: 'anna@example.test', password: 'several words in a row' };
    const claim = async () => await app.server.inject({ method: 'POST', url: '/api/v1/claim', headers: own, payload });
    state.error = new StorageFull();
    expect((await claim()).statusCode).toBe(503);
    expect(await app.store.accounts.count()).toBe(0);
    state.error = null;
    expect((await claim()).statusCode).toBe(200);
  });

  it('and nothing leaves before the event is on disk', async () => {
    const { app, state, key } = await start();
    let open = (): void => undefined;
    state.gate = new Promise((resolve) => (open = resolve));
    let isAnswered = false;
    const address = await app.listen();
    const answer = fetch(`${address}/api/v1/processes/p1/export?format=json`, { headers: key }).finally(
      () => (isAnswered = true),
    );
    // Whatever the export does without the event it has done when another request has come and gone.
    for (let turn = 0; turn < 5; turn++)
      await (await fetch(`${address}/api/v1/processes/p1/entries`, { headers: key })).text();
    expect([isAnswered, await app.store.audit.last()]).toEqual([false, null]);
    open();
    expect(await (await answer).text()).toContain('Барабашка');
    expect(await app.store.audit.last()).toMatchObject({ seq: 1, action: 'journal.export' });
  });
});
