import { spawn } from 'node:child_process';
import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { DigestMessage, DigestSettings, DigestTest, NewDigestRules } from '#contract/digest.ts';
import { after, templateEvent } from '#server/testing/events.ts';
import { fail, pass, says, worth } from '#server/testing/failures.ts';
import { type FakeSmtp, readMail, startFakeSmtp } from '#server/testing/fake-smtp.ts';
import { type FakeWebhook, startFakeWebhook } from '#server/testing/fake-webhook.ts';
import { startFakePortal } from '#server/testing/fake-portal.ts';
import { connectBitrix24 } from '#server/testing/frames.ts';
import { makeDirectory, startTestApp, type TestApp, type TestAppOptions } from '#server/testing/test-app.ts';

type Headers = Record<string, string>;
const hour = 3600;
const publicUrl = new URL('http://journal.example/');
const rules: NewDigestRules = {
  webhookUrl: null,
  emails: [],
  language: 'ru',
  leastHours: 1,
  quietHours: null,
  renewSecret: false,
};

async function started({ config, ...options }: TestAppOptions = {}) {
  const [hook, smtp] = [await startFakeWebhook(), await startFakeSmtp()];
  const app = await startTestApp({ ...options, config: { publicUrl, mail: smtp.server, ...config } });
  await connectBitrix24(app, await startFakePortal());
  const key = await app.makeKey();
  const admin = { cookie: (await app.makePerson('administrator')).cookie };
  return { app, hook, smtp, key, admin };
}

async function put(app: TestApp, headers: Headers, change: Partial<NewDigestRules>) {
  const payload = { ...rules, ...change };
  const answer = await app.server.inject({ method: 'PUT', url: '/api/v1/portals/main/digest', headers, payload });
  expect([answer.statusCode, answer.body]).toEqual([200, answer.body]);
  return answer.json<{ digest: DigestSettings; secret: string | null }>();
}
async function state(app: TestApp, headers: Headers, cause: string, body: object) {
  const url = `/api/v1/causes/${cause}/state`;
  const answer = await app.server.inject({ method: 'PUT', url, headers, payload: body });
  expect(answer.statusCode).toBe(200);
}
const settings = async (app: TestApp, headers: Headers) =>
  (await app.get('/api/v1/portals/main/digest', headers)).json<DigestSettings>();
const resend = async (app: TestApp, headers: Headers, delivery = '') =>
  await app.server.inject({
    method: 'POST',
    url: `/api/v1/portals/main/digest/deliveries/${delivery}/resend`,
    headers,
  });
const messages = (hook: FakeWebhook) => hook.posted.map(({ body }) => JSON.parse(body) as DigestMessage);
const told = (hook: FakeWebhook) => messages(hook).map(({ event, cause }) => [event, cause.cause]);
const texts = (smtp: FakeSmtp) => smtp.mails.map(({ source }) => readMail(source).text);
/** Time passes, and the server looks. */
async function later(app: TestApp, seconds: number): Promise<void> {
  pass(app, seconds);
  await app.look();
}

describe('a cause', () => {
  it('is told of once when it is new, on every way, and not for a hundred failures more', async () => {
    const { app, hook, smtp, key, admin } = await started();
    const emails = ['anna@example.test', 'boris@example.test'];
    await put(app, admin, { webhookUrl: hook.url, emails });
    await app.send([worth('7', 'c1', 1000), worth('8', 'c1', 500), templateEvent(0, { name: 'Напоминание' })], key);
    await fail(app, key, [{ at: 1 }, { at: 2, card: '8' }, { at: 3, card: '8' }]);
    await later(app, 60);
    expect(messages(hook)).toMatchObject([
      {
        event: 'new',
        portal: { portal: 'main' },
        cause: { cause: 'wa-window', url: 'http://journal.example/failures/wa-window?portal=main' },
        since: after(1),
        failures: 3,
        cards: 2,
        clients: 1,
        amounts: [{ value: 1500, currency: 'RUB' }],
        robot: 'Отправить сообщение',
        template: 'Напоминание',
        assignee: null,
      },
    ]);
    expect(smtp.mails.map(({ from, to }) => [from, to])).toEqual([['journal@example.test', emails]]);
    expect(texts(smtp)[0]).toContain('Сбои: 3\n');
    expect(texts(smtp)[0]).toContain('http://journal.example/failures/wa-window?portal=main');
    await fail(
      app,
      key,
      Array.from({ length: 100 }, (_, n) => ({ at: 61 + n })),
    );
    for (let minute = 0; minute < 5; minute += 1) await later(app, hour);
    expect([hook.posted.length, smtp.mails.length]).toEqual([1, 1]);
  });

  it('that the portal explains itself is told of by the portal’s words, on every way', async () => {
    const { app, hook, smtp, key, admin } = await started();
    await put(app, admin, { webhookUrl: hook.url, emails: ['anna@example.test'], language: 'en' });
    const made = await app.server.inject({
      method: 'POST',
      url: '/api/v1/explanations',
      headers: admin,
      payload: {
        ru: { title: 'Касса не отвечает', text: 'Чек не пробит.', steps: [] },
        en: { title: 'The till is silent', text: 'There is no receipt.', steps: [] },
        hit: 'yes',
        fixer: 'administrator',
        retry: 'fix',
        matching: { phrases: ['касса', 'нет связи'], activityCode: null, before: [] },
      },
    });
    expect([made.statusCode, made.body]).toEqual([200, made.body]);
    await fail(
      app,
      key,
      [1, 2].map((at) => ({ at, says: `Касса № ${at} молчит: нет связи с ОФД` })),
    );
    await later(app, 60);
    const url = 'http://journal.example/failures/own%3A1?portal=main';
    expect(messages(hook)).toMatchObject([
      { event: 'new', cause: { cause: 'own:1', title: 'The till is silent', url }, failures: 2 },
    ]);
    const [mail] = smtp.mails.map(({ source }) => readMail(source));
    expect(mail?.headers.get('subject')).toContain('The till is silent');
    expect(mail?.text).toContain('A new cause of failures: The till is silent');
    expect(mail?.text).not.toContain('ОФД');
    // The page of the settings speaks to who reads it.
    const { deliveries } = await settings(app, { ...admin, 'accept-language': 'ru' });
    expect(new Set(deliveries.map(({ title }) => title))).toEqual(new Set(['Касса не отвечает']));
  });

  it('that was there before anybody wanted to be told is no news', async () => {
    const { app, hook, key, admin } = await started();
    await fail(app, key, [{ at: -100 }]);
    await put(app, admin, { webhookUrl: hook.url });
    await fail(app, key, [{ at: 5 }, { at: 6, says: says['wa-key'] }]);
    await later(app, 60);
    expect(told(hook)).toEqual([['new', 'wa-key']]);
  });

  it('that was imported as history is no news', async () => {
    const { app, hook, key, admin } = await started();
    await put(app, admin, { webhookUrl: hook.url });
    await later(app, 10 * hour);
    await fail(app, key, [{ at: hour }]);
    await later(app, 60);
    expect(hook.posted).toEqual([]);
  });

  it('that comes back after it was resolved is told of again, once', async () => {
    const { app, hook, key, admin } = await started();
    await put(app, admin, { webhookUrl: hook.url });
    await fail(app, key, [{ at: 1 }]);
    await later(app, 60);
    pass(app, 2 * hour);
    await state(app, admin, 'wa-window', { state: 'resolved' });
    await later(app, 60);
    await fail(app, key, [{ at: 2 * hour + 200 }, { at: 2 * hour + 210 }]);
    await later(app, 300);
    await fail(app, key, [{ at: 2 * hour + 400 }]);
    await later(app, 2 * hour);
    expect(told(hook)).toEqual([
      ['new', 'wa-window'],
      ['returned', 'wa-window'],
    ]);
    expect(messages(hook)[1]).toMatchObject({ since: after(2 * hour + 200), failures: 2 });
    expect(messages(hook)[1]?.digest).not.toBe(messages(hook)[0]?.digest);
  });

  it('whose mute ends by too many failures is told of, and one whose mute runs out is not', async () => {
    const { app, hook, key, admin } = await started();
    await put(app, admin, { webhookUrl: hook.url });
    await fail(app, key, [{ at: 1 }, { at: 2, says: says['wa-key'] }]);
    await later(app, 60);
    expect(hook.posted).toHaveLength(2);
    await state(app, admin, 'wa-window', { state: 'muted', mutedRatePerHour: 2 });
    await state(app, admin, 'wa-key', { state: 'muted', mutedUntil: after(hour) });
    await fail(app, key, [{ at: 70 }, { at: 80 }]);
    await later(app, 60);
    expect(hook.posted).toHaveLength(2);
    await fail(app, key, [{ at: 2 * hour, says: says['wa-key'] }]);
    await later(app, 2 * hour);
    await fail(
      app,
      key,
      [90, 91, 92, 93].map((at) => ({ at: 2 * hour + at })),
    );
    await later(app, 120);
    await later(app, hour);
    expect(told(hook).slice(2)).toEqual([['too-often', 'wa-window']]);
  });

  it('that somebody took on before its turn came is not told of', async () => {
    const { app, hook, key, admin } = await started();
    hook.answer = 'silent';
    await put(app, admin, { webhookUrl: hook.url });
    await fail(app, key, [{ at: 1 }]);
    await later(app, 60);
    await state(app, admin, 'wa-window', { state: 'acknowledged' });
    await later(app, hour);
    expect(hook.posted).toHaveLength(1);
    expect((await settings(app, admin)).deliveries).toMatchObject([{ state: 'settled', tries: 1, dueAt: null }]);
  });

  it('waits for the least time between two digests of it, and for the end of quiet hours', async () => {
    const { app, hook, key, admin } = await started();
    // Noon of the test is 15:00 in Moscow.
    await put(app, admin, { webhookUrl: hook.url, leastHours: 5, quietHours: { from: '22:00', to: '09:00' } });
    await fail(app, key, [{ at: 1 }]);
    await later(app, 60);
    expect(hook.posted).toHaveLength(1);
    await state(app, admin, 'wa-window', { state: 'resolved' });
    await fail(app, key, [{ at: 100 }]);
    await later(app, 60);
    await later(app, 4 * hour);
    expect(hook.posted).toHaveLength(1);
    await later(app, hour);
    expect(told(hook)).toHaveLength(2);
    pass(app, 4 * hour);
    await fail(app, key, [{ at: 9 * hour, says: says['wa-key'] }]);
    await later(app, 60);
    expect(told(hook)).toHaveLength(2);
    await later(app, 9 * hour);
    expect(told(hook)[2]).toEqual(['new', 'wa-key']);
  });
});

describe('a digest', () => {
  it('is signed, so that whoever gets it knows who it is from', async () => {
    const { app, hook, key, admin } = await started();
    const { secret } = await put(app, admin, { webhookUrl: hook.url });
    await fail(app, key, [{ at: 1 }]);
    await later(app, 60);
    const [{ headers, body, path } = { headers: {}, body: '', path: '' }] = hook.posted;
    const time = String(headers['x-journal-timestamp']);
    const signature = createHmac('sha256', secret ?? '')
      .update(`${time}.${body}`)
      .digest('hex');
    expect(headers['x-journal-signature']).toBe(`sha256=${signature}`);
    expect(headers['x-journal-digest']).toBe(messages(hook)[0]?.digest);
    expect(path).toBe('/hook?room=7');
    // Shown once; another when it is asked for.
    expect((await put(app, admin, { webhookUrl: hook.url })).secret).toBeNull();
    expect((await put(app, admin, { webhookUrl: hook.url, renewSecret: true })).secret).not.toBe(secret);
    expect(JSON.stringify(await settings(app, admin))).not.toContain(secret);
  });

  it('holds nothing personal and no secret, and neither does what is noted and logged of it', async () => {
    const { app, hook, smtp, key, admin } = await started();
    const { secret } = await put(app, admin, { webhookUrl: hook.url, emails: ['anna@example.test'] });
    const personal = ['79991234567', 'ivan@client.example', 'Иванов', 'sk_live_abcdefghijklmnop1234'];
    const message = `Не понимаю, Иванов: +${personal[0]} ${personal[1]} ${personal[3]}`;
    await app.send([worth('7', 'Иванов', 10)], key);
    const activity = { name: 'A1', title: `Позвонить +${personal[0]} ${personal[1]}`, code: 'call' };
    await fail(app, key, [{ at: 1, says: message, fields: { activity } }]);
    await later(app, 60);
    expect([hook.posted.length, smtp.mails.length]).toEqual([1, 1]);
    const left = [hook.posted[0]?.body, JSON.stringify(hook.posted[0]?.headers), smtp.mails[0]?.source, texts(smtp)[0]];
    const events = await app.store.audit.from(1, 1000);
    const kept = [JSON.stringify(events), app.log()];
    for (const text of [...left, ...kept]) {
      for (const one of personal) expect(text?.replaceAll(/[\s()-]/g, '')).not.toContain(one);
      expect(text).not.toContain(secret);
    }
    for (const text of kept) expect(text).not.toMatch(/room=7|anna@example/);
    expect(events.map(({ action }) => action).filter((action) => action === 'digest.send')).toHaveLength(2);
  });

  it('is tried again until somebody takes it', async () => {
    const { app, hook, key, admin } = await started();
    hook.answer = 503;
    await put(app, admin, { webhookUrl: hook.url });
    await fail(app, key, [{ at: 1 }]);
    await later(app, 60);
    await app.look();
    expect(hook.posted).toHaveLength(1);
    expect((await settings(app, admin)).deliveries).toMatchObject([
      { state: 'waiting', fault: 'refused', status: 503, tries: 1, triedAt: after(60), dueAt: after(120) },
    ]);
    await later(app, 60);
    await later(app, 60);
    expect(hook.posted).toHaveLength(2);
    hook.answer = 200;
    await later(app, 60);
    await later(app, hour);
    expect(messages(hook).map(({ digest }) => digest)).toHaveLength(3);
    expect(new Set(messages(hook).map(({ digest }) => digest)).size).toBe(1);
    expect((await settings(app, admin)).deliveries).toMatchObject([{ state: 'sent', fault: null, tries: 3 }]);
  });

  it('is given up after a day, and its page says so', async () => {
    const { app, hook, key, admin } = await started();
    hook.answer = 302;
    await put(app, admin, { webhookUrl: hook.url });
    await fail(app, key, [{ at: 1 }]);
    for (let tries = 0; tries < 40; tries += 1) await later(app, hour);
    // The session is over by then.
    const { deliveries } = await settings(app, await app.makeKey({ scopes: ['admin'] }));
    expect(deliveries).toMatchObject([{ state: 'given-up', fault: 'redirected', dueAt: null, cause: 'wa-window' }]);
    expect(hook.posted.length).toBeLessThan(25);
    expect(hook.posted).toHaveLength(deliveries[0]?.tries ?? 0);
    expect(app.log()).toContain('a digest was given up');
  });

  it('that the mail server refuses for good is not tried again', async () => {
    const { app, smtp, key, admin } = await started();
    smtp.verdict = '554 no';
    await put(app, admin, { emails: ['anna@example.test'] });
    await fail(app, key, [{ at: 1 }]);
    await later(app, 60);
    expect((await settings(app, admin)).deliveries).toMatchObject([
      { channel: 'email', state: 'given-up', fault: 'refused', status: 554, tries: 1 },
    ]);
  });

  it('is not sent twice when the server starts again', async () => {
    const directory = makeDirectory();
    const { app, hook, key, admin } = await started({ directory });
    await put(app, admin, { webhookUrl: hook.url });
    await fail(app, key, [{ at: 1 }]);
    await later(app, 60);
    const at = app.clock.now;
    await app.stop();
    const again = await startTestApp({ directory });
    again.clock.now = at;
    await fail(again, await again.makeKey(), [{ at: 70 }]);
    await later(again, 60);
    expect(hook.posted).toHaveLength(1);
  });

  it('that is under way when the server stops is not sent twice either', async () => {
    const directory = makeDirectory();
    const { app, hook, key, admin } = await started({ directory });
    await put(app, admin, { webhookUrl: hook.url });
    await fail(app, key, [{ at: 1 }]);
    hook.answer = 'never';
    pass(app, 60);
    const looking = app.look();
    await hook.next();
    await app.stop();
    await looking;
    const again = await startTestApp({ directory });
    again.clock.now = app.clock.now;
    await later(again, hour);
    expect(hook.posted).toHaveLength(1);
    const { deliveries } = await settings(again, await again.makeKey({ scopes: ['admin'] }));
    expect(deliveries).toMatchObject([{ state: 'unknown', fault: 'interrupted' }]);
  });

  it('of one portal does not wait for another whose settings cannot be read', async () => {
    const { app, hook, key, admin } = await started();
    const { portalNo } = await app.store.portals.put('before', {});
    const unreadable = { settings: '{}', webhook: 'not sealed by us', since: 0, lookedAt: 0 };
    await app.store.digests.putSettings(portalNo, unreadable);
    await put(app, admin, { webhookUrl: hook.url });
    await fail(app, key, [{ at: 1 }]);
    await later(app, 60);
    expect(told(hook)).toEqual([['new', 'wa-window']]);
    expect(app.log()).toContain('digests: a look failed');
  });

  it('is not sent twice when the server is killed while it sends, and its page says that nobody knows', async () => {
    const directory = makeDirectory();
    const { app, hook, key, admin } = await started({ directory });
    await put(app, admin, { webhookUrl: hook.url });
    await fail(app, key, [{ at: 1 }]);
    hook.answer = 'never';
    const now = app.clock.now + 60_000;
    await app.stop();
    const child = fileURLToPath(new URL('../testing/look-until-killed.ts', import.meta.url));
    const run = () =>
      spawn(process.execPath, [child, directory, String(now)], { stdio: ['ignore', 'pipe', 'inherit'] });
    const first = run();
    const gone = once(first, 'close');
    await hook.next();
    first.kill('SIGKILL');
    await gone;
    hook.answer = 204;
    const [code] = (await once(run(), 'close')) as [number];
    expect([code, hook.posted.length]).toEqual([0, 1]);
    const again = await startTestApp({ directory });
    again.clock.now = now;
    const person = { cookie: (await again.makePerson('administrator')).cookie };
    const { deliveries } = await settings(again, person);
    expect(deliveries).toMatchObject([{ state: 'unknown', fault: 'interrupted' }]);
    // Then a person decides.
    const resent = await resend(again, person, deliveries[0]?.delivery);
    expect(resent.json()).toEqual({ channel: 'webhook', isSent: true, fault: null, status: 204 });
    expect(new Set(messages(hook).map(({ digest }) => digest)).size).toBe(1);
    expect(hook.posted).toHaveLength(2);
    expect((await settings(again, person)).deliveries).toMatchObject([{ state: 'sent', fault: null, tries: 2 }]);
  }, 60_000);
});

describe('a digest that somebody sends again', () => {
  /** One digest on both ways, which nobody knows to have come. */
  async function unknown() {
    const told = await started();
    const { app, hook, key, admin } = told;
    await put(app, admin, { webhookUrl: hook.url, emails: ['anna@example.test'] });
    await fail(app, key, [{ at: 1 }]);
    await later(app, 60);
    const [row] = await app.store.digests.recent(1, 1);
    for (const channel of ['webhook', 'email']) {
      await app.store.digests.change(1, { ...row!, channel }, { state: 'unknown', fault: 'interrupted' });
    }
    const { deliveries } = await settings(app, admin);
    const of = (channel: string) => deliveries.find((one) => one.channel === channel)?.delivery;
    return { ...told, of };
  }

  it('goes under the same name, on its own way alone, with the numbers of now', async () => {
    const { app, hook, smtp, key, admin, of } = await unknown();
    await fail(app, key, [{ at: 61 }]);
    expect((await resend(app, admin, of('webhook'))).json()).toMatchObject({ isSent: true });
    expect((await resend(app, admin, of('email'))).json()).toMatchObject({ isSent: true });
    expect([hook.posted.length, smtp.mails.length]).toEqual([2, 2]);
    const ids = smtp.mails.map(({ source }) => readMail(source).headers.get('message-id'));
    expect([new Set(ids).size, new Set(messages(hook).map(({ digest }) => digest)).size]).toEqual([1, 1]);
    expect(messages(hook).map(({ failures }) => failures)).toEqual([1, 2]);
    const audited = (await app.store.audit.from(1, 100)).filter(({ action }) => action === 'digest.send');
    expect(audited.at(-1)).toMatchObject({ actorKind: 'person', object: 'wa-window' });
    expect(audited.at(-1)?.details).toContain('"again":true');
  });

  it('goes also when somebody has taken the cause on, but not twice, and not by a way that is off', async () => {
    const { app, hook, admin, of } = await unknown();
    await state(app, admin, 'wa-window', { state: 'acknowledged' });
    expect((await resend(app, admin, of('webhook'))).statusCode).toBe(200);
    expect((await resend(app, admin, of('webhook'))).statusCode).toBe(409);
    expect(messages(hook)).toHaveLength(2);
    await put(app, admin, { webhookUrl: hook.url });
    expect((await resend(app, admin, of('email'))).statusCode).toBe(409);
    expect((await resend(app, admin, `${'0'.repeat(32)}-webhook`)).statusCode).toBe(404);
  });

  it('is tried again for a day when nobody takes it', async () => {
    const { app, hook, admin, of } = await unknown();
    pass(app, 30 * hour);
    hook.answer = 503;
    const person = { cookie: (await app.makePerson('administrator')).cookie };
    expect((await resend(app, person, of('webhook'))).json()).toMatchObject({ isSent: false, status: 503 });
    expect(admin).toBeDefined();
    hook.answer = 204;
    await later(app, 120);
    expect((await settings(app, person)).deliveries).toMatchObject([{ channel: 'webhook', state: 'sent' }, {}]);
  });
});

describe('the settings', () => {
  it('send a test and say what happened', async () => {
    const { app, hook, smtp, admin } = await started();
    await put(app, admin, { webhookUrl: hook.url, emails: ['anna@example.test'], language: 'en' });
    smtp.verdict = '451 later';
    const test = async () =>
      await app.server.inject({ method: 'POST', url: '/api/v1/portals/main/digest/test', headers: admin });
    expect((await test()).json<DigestTest>()).toEqual({
      items: [
        { channel: 'webhook', isSent: true, fault: null, status: 204 },
        { channel: 'email', isSent: false, fault: 'refused', status: 451 },
      ],
    });
    expect(messages(hook)).toMatchObject([{ event: 'test', cause: { cause: 'test' } }]);
    expect((await settings(app, admin)).deliveries).toEqual([]);
    const codes = [];
    for (let n = 0; n < 6; n += 1) codes.push((await test()).statusCode);
    expect(codes.at(-1)).toBe(429);
  });

  it('say that there is no mail, and send none', async () => {
    const { app, smtp, key, admin } = await started({ config: { mail: null, publicUrl: null } });
    const { digest } = await put(app, admin, { emails: ['anna@example.test'] });
    expect(digest).toMatchObject({ hasMail: false, hasLinks: false, webhookUrl: null });
    await fail(app, key, [{ at: 1 }]);
    await later(app, 60);
    expect([smtp.mails, (await settings(app, admin)).deliveries]).toEqual([[], []]);
  });

  it.each([
    ['http://receiver.example/hook', true],
    ['http://127.0.0.1/hook', false],
    ['http://127.0.0.1.example/hook', true],
    ['ftp://receiver.example/', true],
    ['https://anna:word@receiver.example/', true],
    ['no address', true],
  ])('take no webhook at %s', async (webhookUrl, allowPrivate) => {
    const app = await startTestApp();
    await connectBitrix24(app, await startFakePortal(), { change: { allowPrivate } });
    const headers = { cookie: (await app.makePerson('administrator')).cookie };
    const payload = { ...rules, webhookUrl };
    const answer = await app.server.inject({ method: 'PUT', url: '/api/v1/portals/main/digest', headers, payload });
    expect([answer.statusCode, answer.json().code]).toEqual([400, 'invalid_request']);
  });

  it('lead nowhere into a private network that the portal does not lie in', async () => {
    const { app, hook, admin } = await started();
    const url = hook.url.replace('http:', 'https:');
    await connectBitrix24(app, await startFakePortal(), { change: { allowPrivate: false } });
    await put(app, admin, { webhookUrl: url });
    const answer = await app.server.inject({ method: 'POST', url: '/api/v1/portals/main/digest/test', headers: admin });
    expect(answer.json<DigestTest>().items).toMatchObject([{ channel: 'webhook', isSent: false, fault: 'private' }]);
  });

  it.each(['a@b', 'a@b.example, c@d.example', 'a@b.example\r\nBcc: c@d.example', '<a@b.example>', '"a b"@c.example'])(
    'take no mail address like %j',
    async (email) => {
      const { app, admin } = await started();
      const payload = { ...rules, emails: [email] };
      const answer = await app.server.inject({
        method: 'PUT',
        url: '/api/v1/portals/main/digest',
        headers: admin,
        payload,
      });
      expect(answer.statusCode).toBe(400);
    },
  );

  it('are not there for a key of another portal', async () => {
    const { app } = await started();
    const other = await app.makeKey({ portal: 'other', scopes: ['admin'] });
    expect((await app.get('/api/v1/portals/main/digest', other)).statusCode).toBe(404);
    expect((await app.get('/api/v1/portals/other/digest', other)).statusCode).toBe(200);
  });
});
