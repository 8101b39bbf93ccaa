import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Erasure, ErasureSubject } from '#contract/erasure.ts';
import { auditLog } from '#server/testing/audit-log.ts';
import { cardEvent, entryEvent, faultEvent, processEvent, templateEvent } from '#server/testing/events.ts';
import { startTestApp, type TestApp } from '#server/testing/test-app.ts';

type Headers = Record<string, string>;

const phone = '+7 (999) 123-45-67';
const national = '9991234567';
const email = 'ivan.petrov@example.test';
/** Every spelling that the events below have it in. */
const spelled = /999\D{0,8}123\D{0,4}45\D{0,4}67|petrov/i;

const http = {
  url: `https://api.example.test/send?phone=%2B7${national}`,
  requestBody: JSON.stringify({ to: Number(`7${national}`), note: `{"phone":"8 999 123 45 67"}` }),
};
const events = [
  cardEvent(0, { title: `Окна, ${phone}`, client: { id: `7${national}`, name: `Иван <${email}>` }, clientNote: phone }),
  templateEvent(1, { name: `Напомнить ${phone}` }),
  processEvent('p1', 2, { stateTitle: `Ждёт ${phone}`, stage: { id: 'NEW', name: `Звонок ${phone}` } }),
  entryEvent('p1', 3, { message: `Отправлено на 8 999 123 45 67, ${email}`, details: { http } }),
  faultEvent('p1', 4, { message: `Не доставлено: ${phone}`, activity: { name: 'A2', title: `Звонок ${phone}` } }),
  entryEvent('p1', 5, { message: `${'слово '.repeat(81)}позвонить ${phone}, ждёт` }),
  entryEvent('p1', 6, { message: 'Звонок на +7 (999) 123-45-68 и на 9991234568' }),
  // Somebody else, whom nobody erases.
  cardEvent(7, { card: { type: 'deal', id: '8' }, title: 'Двери, +7 (999) 765-43-21' }),
  processEvent('p2', 8, { card: { type: 'deal', id: '8' } }),
  faultEvent('p2', 9, { message: 'Не доставлено: +7 (999) 765-43-21' }),
];

async function start() {
  const app = await startTestApp();
  const key = await app.makeKey();
  expect((await app.send(events, key)).json().rejected).toEqual([]);
  const { cookie } = await app.makePerson('administrator');
  return { app, key, administrator: { cookie } };
}

async function post(app: TestApp, path: string, body: object, headers: Headers) {
  return await app.server.inject({ method: 'POST', url: `/api/v1/erasures${path}`, payload: body, headers });
}

async function erase(app: TestApp, subject: ErasureSubject, headers: Headers): Promise<Erasure> {
  const begun = (await post(app, '', subject, headers)).json<Erasure>();
  expect(begun).toMatchObject({ kind: subject.kind });
  for (;;) {
    const now = (await app.get(`/api/v1/erasures/${begun.erasure}`, headers)).json<Erasure>();
    if (now.endedAt !== null) return now;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

/** Files of the data directory that have a text in them, in whatever case. */
function filesWith(app: TestApp, text: string | RegExp): string[] {
  const shape = typeof text === 'string' ? new RegExp(text, 'i') : text;
  return readdirSync(app.directory).filter((name) => {
    if (name === 'pages') return false;
    const bytes = readFileSync(join(app.directory, name));
    return shape.test(bytes.toString('utf8')) || shape.test(bytes.toString('latin1'));
  });
}

/** Everything that a key can read of the journal. */
async function readAll(app: TestApp, key: Headers): Promise<string> {
  const paths = ['cards', 'cards/deal/7', 'cards/deal/7/processes', 'cards/deal/7/timeline', 'processes/p1'];
  const lists = ['processes/p1/entries', 'processes/p1/steps', 'processes/p1/export?format=json', 'failures'];
  const answers = [];
  for (const path of [...paths, ...lists]) answers.push((await app.get(`/api/v1/${path}`, key)).body);
  return answers.join('\n');
}

describe('a phone that is erased', () => {
  it('is gone from every text, and from the files of the store', async () => {
    const { app, key, administrator } = await start();
    expect(await readAll(app, key)).toMatch(spelled);
    const done = await erase(app, { kind: 'phone', value: '8 (999) 123-45-67' }, administrator);
    await erase(app, { kind: 'email', value: email.toUpperCase() }, administrator);
    expect(done).toMatchObject({ state: 'done', subject: '+7 ••• •••-45-67', by: { kind: 'person' } });
    expect(done.counts).toMatchObject({ cards: 1, processes: 1, entries: 3 });
    expect(filesWith(app, spelled)).toEqual([]);
    expect(filesWith(app, national)).toEqual([]);
    const all = await readAll(app, key);
    expect(all).not.toMatch(spelled);
    expect(all).toContain('Окна, ‹erased:phone›');
    expect(all).toContain('Иван <‹erased:email›>');
    expect(all).toContain('+7 (999) 123-45-68 и на 9991234568');
    expect(app.log()).not.toMatch(spelled);
    expect(await app.store.care.miscounts(10)).toEqual([]);
  });

  it('leaves everybody else as he is', async () => {
    const { app, key, administrator } = await start();
    const read = async () => (await app.get('/api/v1/processes/p2/entries', key)).body;
    const before = await read();
    await erase(app, { kind: 'phone', value: phone }, administrator);
    expect(await read()).toBe(before);
    const found = await app.get('/api/v1/cards?q=%D0%B4%D0%B2%D0%B5%D1%80%D0%B8', key);
    expect(found.json().items).toHaveLength(1);
  });

  it('leaves JSON that still reads as it did', async () => {
    const { app, key, administrator } = await start();
    await erase(app, { kind: 'phone', value: phone }, administrator);
    const { items } = (await app.get('/api/v1/processes/p1/entries', key)).json();
    const { entry } = (await app.get(`/api/v1/processes/p1/entries/${items[0].entry}`, key)).json();
    const sent = JSON.parse(entry.details.http.requestBody);
    expect(sent).toEqual({ to: '‹erased:phone›', note: '{"phone":"‹erased:phone›"}' });
    expect(entry.details.http.url).toBe('https://api.example.test/send?phone=‹erased:phone›');
  });

  it('is erased twice without doing anything the second time', async () => {
    const { app, administrator } = await start();
    await erase(app, { kind: 'phone', value: phone }, administrator);
    const again = await erase(app, { kind: 'phone', value: phone }, administrator);
    expect(again.counts).toEqual({ cards: 0, processes: 0, entries: 0, texts: 0 });
  });

  it('is one job however often it is asked for while it runs', async () => {
    const { app, administrator } = await start();
    const subject = { kind: 'phone', value: phone };
    const [one, other] = await Promise.all([
      post(app, '', subject, administrator),
      post(app, '', subject, administrator),
    ]);
    expect(one.json().erasure).toBe(other.json().erasure);
  });
});

describe('a card that is erased', () => {
  it('goes with its journals, and what is counted without it is right', async () => {
    const { app, key, administrator } = await start();
    const token = { process: 'p1', activity: { name: 'A9', title: `Ждём ${phone}` }, useSubscription: true };
    const issued = await app.server.inject({
      method: 'POST',
      url: '/api/v1/event-tokens',
      headers: key,
      payload: token,
    });
    expect(issued.statusCode).toBe(200);
    const done = await erase(app, { kind: 'card', value: 'deal:7' }, administrator);
    expect(done).toMatchObject({ subject: 'deal:7', counts: { cards: 1, processes: 1, entries: 4, texts: 0 } });
    for (const path of ['cards/deal/7', 'processes/p1'])
      expect((await app.get(`/api/v1/${path}`, key)).statusCode).toBe(404);
    expect(filesWith(app, 'Не доставлено: \\+7 \\(999\\) 123')).toEqual([]);
    expect(filesWith(app, 'Ждём')).toEqual([]);
    expect(await app.store.care.miscounts(10)).toEqual([]);
    expect(await app.store.care.strayEntries()).toBe(0);
    app.clock.now += 60_000;
    const { causes } = (await app.get('/api/v1/failures', key)).json();
    expect(causes.map((row: { failures: number }) => row.failures)).toEqual([1]);
  });

  it('comes in as new with what is told of it later', async () => {
    const { app, key, administrator } = await start();
    await erase(app, { kind: 'card', value: 'deal:7' }, administrator);
    await app.send([cardEvent(100, { title: 'Снова' }), processEvent('p1', 101), entryEvent('p1', 102)], key);
    const card = (await app.get('/api/v1/cards/deal/7', key)).json();
    expect(card).toMatchObject({ title: 'Снова', counts: { active: 1, completed: 0, failed: 0 } });
    expect((await app.get('/api/v1/processes/p1/entries', key)).json().items).toHaveLength(1);
  });
});

describe('a preview', () => {
  it('says what would be touched, and touches nothing', async () => {
    const { app, key, administrator } = await start();
    const before = await readAll(app, key);
    const seen = (await post(app, '/preview', { kind: 'phone', value: phone }, administrator)).json();
    expect(seen).toMatchObject({ subject: '+7 ••• •••-45-67', isWhole: true });
    expect(await readAll(app, key)).toBe(before);
    const done = await erase(app, { kind: 'phone', value: phone }, administrator);
    expect(done.counts).toEqual(seen.counts);
    const card = (await post(app, '/preview', { kind: 'card', value: 'deal:8' }, administrator)).json();
    expect(card.counts).toEqual({ cards: 1, processes: 1, entries: 1, texts: 0 });
  });

  it.each([
    ['phone', '12345'],
    ['email', 'ivan'],
    ['card', 'thing:7'],
  ] as const)('of a %s that is none is refused without saying it again', async (kind, value) => {
    const { app, administrator } = await start();
    const answer = await post(app, '/preview', { kind, value }, administrator);
    expect([answer.statusCode, answer.json().code]).toEqual([400, 'invalid_request']);
    expect(answer.body).not.toContain(value);
  });
});

describe('what is kept of an erasure', () => {
  it('names nobody: neither the audit log, nor the list, nor the ledger', async () => {
    const { app, administrator } = await start();
    await post(app, '/preview', { kind: 'phone', value: phone }, administrator);
    await erase(app, { kind: 'phone', value: phone }, administrator);
    const events = await auditLog(app);
    expect(events.map(({ action, actorKind }) => `${action} ${actorKind}`).slice(-3)).toEqual([
      'erasure.preview person',
      'erasure.begin person',
      'erasure.end server',
    ]);
    expect(JSON.stringify(events)).not.toMatch(spelled);
    const { items } = (await app.get('/api/v1/erasures', administrator)).json();
    expect(items).toHaveLength(1);
    expect(JSON.stringify(items)).not.toMatch(spelled);
    const ledger = readFileSync(join(app.directory, 'erasures.ndjson'), 'utf8').trim().split('\n');
    expect(ledger).toHaveLength(1);
    expect(JSON.parse(ledger[0] ?? '')).toMatchObject({ portal: 'main', kind: 'phone', hash: expect.any(String) });
    expect(await app.store.erasures.open()).toEqual([]);
  });

  it('is for administrators of the portal only', async () => {
    const { app, administrator } = await start();
    const support = { cookie: (await app.makePerson('support')).cookie };
    const key = await app.makeKey({ scopes: ['admin'] });
    await app.store.portals.put('other', {});
    const done = await erase(app, { kind: 'phone', value: phone }, administrator);
    for (const headers of [support, key])
      expect((await post(app, '', { kind: 'phone', value: phone }, headers)).statusCode).toBe(403);
    const elsewhere = await app.get(`/api/v1/erasures/${done.erasure}?portal=other`, administrator);
    expect(elsewhere.statusCode).toBe(404);
  });
});
