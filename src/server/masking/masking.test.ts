import { describe, expect, it, vi } from 'vitest';
import { endpoints } from '#contract/endpoints.ts';
import type { FailureList } from '#contract/failures.ts';
import type { Flag } from '#contract/flag.ts';
import { defaultMaskRules, type MaskRules } from '#contract/masking.ts';
import { cardEvent, entryEvent, faultEvent, processEvent, templateEvent } from '#server/testing/events.ts';
import { openStream } from '#server/testing/stream.ts';
import { startTestApp, type TestApp } from '#server/testing/test-app.ts';

type Headers = Record<string, string>;

/** What of the client's nobody with a mask may read, in whatever spelling. */
const digits = '9161231234';
const personal = /916\D{0,6}123|ivan\.petrov|Иван\s+Петров|Петров|4508\D{0,2}1234|203\.0\.113/i;

const phone = '+7 (916) 123-12-34';
const details = {
  http: {
    method: 'POST',
    url: `https://api.example.test/send?phone=%2B7${digits}&name=${encodeURIComponent('Иван Петров')}`,
    requestHeaders: { 'x-forwarded-for': '203.0.113.7' },
    requestBody: JSON.stringify({ to: `7${digits}`, contact_name: 'Иван Петров', body: `{"phone":"${phone}"}` }),
    status: 500,
    responseBody: { errors: [`no account for ${phone}`], recipient: { name: 'Иван Петров' } },
  },
  variables: { client_phone: `8${digits}`, fio: 'Петров Иван', passport: '4508 123456', dealId: 12 },
  delivery: { status: 'failed', provider: 'wazzup', messageId: 'm-1', reason: `8 ${digits} is no WhatsApp number` },
};
const events = [
  cardEvent(0, { title: `Окна, Иван Петров, ${phone}`, client: { id: '9', name: 'Иван Петров' } }),
  templateEvent(1, { name: `Напомнить ${phone}` }),
  processEvent('p1', 2, { stateTitle: `Ждёт ответа от ${phone}`, startedBy: { id: '1', name: 'Ольга Сергеева' } }),
  entryEvent('p1', 3, { message: `Отправлено на ${phone}, ivan.petrov@example.test`, details }),
  faultEvent('p1', 4, {
    message: `Не доставлено: ${phone}`,
    activity: { name: 'A1_2', title: `Звонок ${phone}`, code: 'call' },
    details: { ...details, attempt: 2 },
  }),
  entryEvent('p1', 5, { type: 'trigger', message: `Входящий от ${phone}`, details: { input: details.variables } }),
  entryEvent('p1', 6, { message: `${'слово '.repeat(47)}позвонить на ${phone}` }),
];

async function start() {
  const app = await startTestApp();
  const key = await app.makeKey();
  expect((await app.send(events, key)).json().rejected).toEqual([]);
  const entries = (await app.get('/api/v1/processes/p1/entries', key)).json().items as { entry: string }[];
  const ids = entries.map(({ entry }) => entry);
  const person = async (role: 'support' | 'manager' | 'administrator') => {
    const { cookie } = await app.makePerson(role);
    return { cookie };
  };
  return { app, key, ids, person };
}

/** What else than the places in its path a question needs; asked once for each. */
const queries: Partial<Record<keyof typeof endpoints, readonly string[]>> = {
  processEntries: ['', 'view=row'],
  processMatches: ['q=слово'],
  processExport: ['format=csv', 'format=json', 'format=txt', 'format=xes'],
  cardExport: ['format=xes'],
  portalExport: ['format=xes'],
  failures: ['', 'q=доставлено'],
  failureExport: ['format=csv', 'format=json', 'format=xes'],
  search: ['q=слово', 'q=звонок', 'q=state:waiting', `q=${encodeURIComponent(phone)}`],
  suggestSearch: ['key=robot', 'key=stage', 'key=template'],
};

/** All that the contract lets a reader of the journal or of failures ask for; what is new there is asked for, too. */
async function addressesOf(app: TestApp, who: Headers, entries: readonly string[]): Promise<string[]> {
  const { causes } = (await app.get('/api/v1/failures', who)).json<FailureList>();
  const { items: flags } = (await app.get('/api/v1/flags', who)).json<{ items: Flag[] }>();
  const places: Record<string, readonly string[]> = {
    cardType: ['deal'],
    cardId: ['7'],
    process: ['p1'],
    entry: entries,
    cause: causes.map(({ cause }) => encodeURIComponent(cause)),
    flag: flags.map(({ flag }) => flag),
    explanation: [],
  };
  expect([causes.length, flags.length]).toEqual([2, 1]);
  return Object.entries(endpoints).flatMap(([name, endpoint]) => {
    const isRead = endpoint.method === 'GET' && ['journal.read', 'failures.read'].includes(endpoint.access);
    // The stream does not end; it has a test of its own.
    if (!isRead || name === 'stream') return [];
    const names = [...endpoint.path.matchAll(/:(\w+)/g)].map(([, place = '']) => place);
    const paths = names.reduce(
      (all, place) => all.flatMap((path) => (places[place] ?? []).map((value) => path.replace(`:${place}`, value))),
      [endpoint.path as string],
    );
    const asked = queries[name as keyof typeof endpoints] ?? [''];
    return paths.flatMap((path) => asked.map((query) => (query === '' ? path : `${path}?${query}`)));
  });
}

const put = async (app: TestApp, headers: Headers, rules: MaskRules) =>
  await app.server.inject({ method: 'PUT', url: '/api/v1/masking', headers, payload: rules });
const reveal = async (
  app: TestApp,
  headers: Headers,
  entry: string,
  reason: unknown = 'клиент жалуется, сверяю номер',
) =>
  await app.server.inject({
    method: 'POST',
    url: `/api/v1/processes/p1/entries/${entry}/reveal`,
    headers,
    payload: { reason },
  });

describe('personal data', () => {
  it.each(['support', 'administrator'] as const)('leave the server masked for %s, whatever is asked', async (role) => {
    const { app, ids, person } = await start();
    // By now the process is quiet for longer than any.
    app.clock.now += 5 * 24 * 60 * 60 * 1000;
    const who = await person(role);
    const flag = await app.server.inject({
      method: 'POST',
      url: '/api/v1/flags',
      headers: who,
      payload: { process: 'p1', entry: ids[1], why: `Перезвонить на ${phone}` },
    });
    expect(flag.statusCode).toBe(200);
    await vi.waitFor(async () => expect((await app.get('/api/v1/search?q=слово', who)).json().total).toBe(1));
    expect((await app.get('/api/v1/quiet-processes', who)).json()).toMatchObject({ runs: 1 });
    for (const url of await addressesOf(app, who, ids)) {
      const answer = await app.get(url, who);
      // Not every entry has a cause, or what a robot did well to be compared with.
      if (answer.statusCode === 404) continue;
      expect([url, answer.statusCode, answer.statusCode === 200 ? '' : answer.body]).toEqual([url, 200, '']);
      expect([url, personal.exec(answer.body)?.[0] ?? null]).toEqual([url, null]);
    }
    const entries = (await app.get('/api/v1/processes/p1/entries', who)).json();
    expect(entries.items[0].message).toBe('Отправлено на +7 (•••) •••-12-34, i•••@example.test');
    expect(entries.items[0].details.variables).toEqual({
      client_phone: '8••••••1234',
      fio: 'П••• И•••',
      passport: '•••• ••••56',
      dealId: 12,
    });
    const process = (await app.get('/api/v1/processes/p1', who)).json();
    expect(process.startedBy.name, 'people of the portal are no clients').toBe('Ольга Сергеева');
    const entry = (await app.get(`/api/v1/processes/p1/entries/${ids[0]}`, who)).json();
    expect([entry.masked, entry.entry.process, entry.entry.entry]).toEqual([true, 'p1', ids[0]]);
  });

  it.each(['manager', 'a key'] as const)('reach %s as they are', async (role) => {
    const { app, key, ids, person } = await start();
    const who: Headers = role === 'manager' ? await person('manager') : key;
    expect((await app.get('/api/v1/cards/deal/7', who)).json().client.name).toBe('Иван Петров');
    const entry = (await app.get(`/api/v1/processes/p1/entries/${ids[0]}`, who)).json();
    expect([entry.masked, entry.entry.details]).toEqual([false, details]);
    for (const format of ['csv', 'json', 'txt', 'xes'])
      expect((await app.get(`/api/v1/processes/p1/export?format=${format}`, who)).body).toContain(phone);
    for (const path of ['cards/deal/7/export', 'export'])
      expect((await app.get(`/api/v1/${path}?format=xes`, who)).body).toContain(phone);
    expect((await app.get('/api/v1/processes/p1/matches?q=916', who)).json().total).toBeGreaterThan(0);
  });

  it('are masked in the live stream, by the rules of the moment', async () => {
    const { app, key, person } = await start();
    const [support, administrator] = [await person('support'), await person('administrator')];
    const address = await app.listen();
    const path = '/api/v1/stream?cardType=deal&cardId=7';
    const [stream, plain] = [await openStream(address, path, support), await openStream(address, path, key)];
    await app.send([faultEvent('p1', 0.5, { message: `Сбой раньше всех: ${phone}` })], key);
    await Promise.all([stream.until('changed'), plain.until('changed')]);
    expect(plain.text()).toContain(phone);
    expect(stream.text()).toContain('+7 (•••) •••-12-34');
    expect(personal.exec(stream.text())?.[0] ?? null).toBe(null);

    expect((await put(app, administrator, { ...defaultMaskRules, roles: ['manager'] })).statusCode).toBe(200);
    await stream.ended;
    const next = await openStream(address, path, { ...support, 'last-event-id': '0' });
    await next.until('changed');
    expect(next.text()).toContain(phone);
  });
});

describe('a search by somebody from whom they are hidden', () => {
  it('finds what he sees and what he knows whole, and nothing by a part of it', async () => {
    const { app, key, person } = await start();
    const who = await person('support');
    const totals = async (q: string, headers: Headers) => {
      const text = encodeURIComponent(q);
      const total = async (url: string) => (await app.get(`/api/v1/${url}`, headers)).json();
      return [
        (await total(`processes/p1/matches?q=${text}`)).total,
        (await total(`processes/p1/entries?q=${text}`)).total,
        (await app.get(`/api/v1/processes/p1/export?format=csv&q=${text}`, headers)).body.split('\r\n').length - 2,
        (await total(`cards/deal/7/processes?q=${text}`)).total,
        (await total(`cards?q=${text}`)).items.length,
      ];
    };
    for (const part of [
      '916',
      '123-12-3',
      'van.petrov',
      'ivan.petrov@',
      'Петров',
      'иван',
      digits.slice(0, 9),
      '4508',
    ]) {
      expect([part, (await totals(part, key))[0]]).toEqual([part, expect.any(Number)]);
      expect([part, await totals(part, who)]).toEqual([part, [0, 0, 0, 0, 0]]);
    }
    expect(await totals(phone, who)).toEqual([...(await totals(phone, key)).slice(0, 3), 1, 1]);
    expect((await totals('ivan.petrov@example.test', who))[0]).toBe(1);
    expect((await totals('Иван Петров', who))[4]).toBe(1);
    expect(await totals('12-34', who)).toEqual(await totals('12-34', key));
    expect((await totals('client_phone', who))[0]).toBe((await totals('client_phone', key))[0]);
  });

  it('does not get a find of somebody who sees more, and the other way round', async () => {
    const { app, key, person } = await start();
    const who = await person('support');
    const total = async (headers: Headers) =>
      (await app.get('/api/v1/processes/p1/matches?q=916', headers)).json().total;
    expect(await total(key)).toBeGreaterThan(0);
    expect(await total(who)).toBe(0);
    expect(await total(key)).toBeGreaterThan(0);
  });
});

describe('the rules of a portal', () => {
  it('are the default ones until they are changed, hold at once, and are noted', async () => {
    const { app, person } = await start();
    const [administrator, manager] = [await person('administrator'), await person('manager')];
    expect((await app.get('/api/v1/masking', administrator)).json()).toEqual(defaultMaskRules);
    const rules: MaskRules = { roles: ['manager'], kinds: ['email'], fields: ['deal*'] };
    expect((await put(app, administrator, rules)).json()).toEqual(rules);
    expect((await app.get('/api/v1/masking', administrator)).json()).toEqual(rules);
    const [entry] = (await app.get('/api/v1/processes/p1/entries', manager)).json().items;
    expect(entry.message).toBe(`Отправлено на ${phone}, i•••@example.test`);
    expect(entry.details.variables.dealId).toBe('•••');
    expect((await app.get('/api/v1/audit?action=masking.change', administrator)).json().items).toMatchObject([
      { action: 'masking.change', portal: 'main', details: rules },
    ]);
  });

  it.each([
    { ...defaultMaskRules, roles: ['client'] },
    { ...defaultMaskRules, kinds: ['shoe size'] },
    { ...defaultMaskRules, fields: ['(a+)+$'] },
    { ...defaultMaskRules, fields: Array.from({ length: 101 }, () => 'a') },
  ])('are refused when they are none: %o', async (rules) => {
    const { app, person } = await start();
    expect((await put(app, await person('administrator'), rules as MaskRules)).statusCode).toBe(400);
  });

  it('can be tried on a text and on JSON, and nothing of it is kept', async () => {
    const { app, person } = await start();
    const administrator = await person('administrator');
    const tryOn = async (text: string, rules: MaskRules = defaultMaskRules) =>
      (
        await app.server.inject({
          method: 'POST',
          url: '/api/v1/masking/try',
          headers: administrator,
          payload: { text, rules },
        })
      ).json().masked as string;
    expect(await tryOn(`Звонок ${phone}`)).toBe('Звонок +7 (•••) •••-12-34');
    expect(JSON.parse(await tryOn('{"PHONE":[{"VALUE":"8 916 123 12 34"}],"n":1}'))).toEqual({
      PHONE: [{ VALUE: '8 ••• ••• 12 34' }],
      n: 1,
    });
    expect(await tryOn(`Звонок ${phone}`, { roles: [], kinds: [], fields: [] })).toBe(`Звонок ${phone}`);
    expect(app.log()).not.toContain('123-12-34');
  });
});

describe('revealing an entry', () => {
  it('gives it whole, and the audit log has who, which and why before', async () => {
    const { app, ids, person } = await start();
    const [support, administrator] = [await person('support'), await person('administrator')];
    const answer = await reveal(app, support, ids[0] ?? '');
    expect(answer.statusCode).toBe(200);
    expect(answer.headers['cache-control']).toBe('no-store');
    expect(answer.json().entry).toMatchObject({ message: events[3]?.['message' as never], details });
    const { items } = (await app.get('/api/v1/audit?action=entry.reveal', administrator)).json();
    expect(items).toMatchObject([
      {
        actor: { kind: 'person', name: 'support' },
        object: { kind: 'entry', id: ids[0] },
        details: { process: 'p1', reason: 'клиент жалуется, сверяю номер' },
      },
    ]);
  });

  it('needs a reason, the right, and an entry that is there', async () => {
    const { app, key, ids, person } = await start();
    const support = await person('support');
    for (const reason of ['', '    ', 'ну', undefined, 5]) {
      expect((await reveal(app, support, ids[0] ?? '', reason ?? null)).statusCode).toBe(400);
    }
    expect((await reveal(app, await person('manager'), ids[0] ?? '')).json().code).toBe('forbidden');
    expect((await reveal(app, key, ids[0] ?? '')).json().code).toBe('forbidden');
    expect((await reveal(app, support, 'e00000000000')).statusCode).toBe(404);
    expect((await app.get('/api/v1/audit?action=entry.reveal', await person('administrator'))).json().items).toEqual(
      [],
    );
  });

  it('shows nothing when the audit log cannot be written', async () => {
    const app = await startTestApp({
      store: (store) => ({
        ...store,
        audit: {
          ...store.audit,
          append: async () => {
            throw new Error('the disk is full');
          },
        },
      }),
    });
    const key = await app.makeKey();
    await app.send(events, key);
    const [entry] = (await app.get('/api/v1/processes/p1/entries', key)).json().items;
    const answer = await reveal(app, { cookie: (await app.makePerson('support')).cookie }, entry.entry);
    expect(answer.statusCode).toBe(500);
    expect(answer.body).not.toContain('123-12-34');
  });

  it('is for sixty entries an hour, for each person', async () => {
    const { app, ids, person } = await start();
    const [one, other] = [await person('support'), await person('support')];
    for (let time = 0; time < 60; time++) expect((await reveal(app, one, ids[0] ?? '')).statusCode).toBe(200);
    const refused = await reveal(app, one, ids[0] ?? '');
    expect([refused.statusCode, refused.json().code]).toEqual([429, 'too_many_requests']);
    expect(refused.body).not.toContain('123-12-34');
    expect((await reveal(app, other, ids[0] ?? '')).statusCode).toBe(200);
    app.clock.now += 60 * 60 * 1000 + 1;
    expect((await reveal(app, one, ids[0] ?? '')).statusCode).toBe(200);
  });
});
