import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { defaultMaskRules } from '#contract/masking.ts';
import { after, cardEvent, entryEvent, faultEvent, processEvent, templateEvent } from '#server/testing/events.ts';
import { startTestApp, type TestApp } from '#server/testing/test-app.ts';

type Headers = Record<string, string>;

const phone = '+7 (916) 123-12-34';
const events = [
  cardEvent(0, { title: 'Окна на дачу', client: { id: '9', name: 'Иван Петров' } }),
  cardEvent(0, { card: { type: 'lead', id: '70' }, title: 'Двери' }),
  templateEvent(0, { name: 'Роботы стадии «Новая»' }),
  processEvent('55c1dc1c3f0d75.78875596', 1, { stage: { id: 'NEW', name: 'Новая' } }),
  processEvent('p2', 1, { card: { type: 'lead', id: '70' }, state: 'completed', template: { id: '13' } }),
  entryEvent('55c1dc1c3f0d75.78875596', 10, { message: 'Ещё одно сообщение отправлено клиенту' }),
  faultEvent('55c1dc1c3f0d75.78875596', 20, { message: `Не доставлено: ${phone}, пишите на ivan.petrov@example.test` }),
  entryEvent('p2', 30, {
    message: 'Пауза 500 секунд',
    activity: { name: 'A51601_82584_96831_81132', title: 'Пауза', code: 'delay' },
  }),
  entryEvent('p2', 40, {
    message: 'Отправлено',
    details: {
      variables: { client_phone: '89161231234', city: 'Тверь' },
      delivery: { status: 'failed', provider: 'wazzup', messageId: 'wamid.HBgL77', reason: 'expired' },
      http: {
        method: 'POST',
        url: 'https://api.example.test/send',
        responseBody: { to: '79161231234', word: 'телесное' },
      },
    },
  }),
];

async function start() {
  const app = await startTestApp();
  const key = await app.makeKey();
  expect((await app.send(events, key)).json().rejected).toEqual([]);
  await app.searchable();
  return { app, key };
}

type Answer = {
  items: {
    process: string;
    entry: string;
    message: { text: string; isMatch: boolean }[] | null;
    found: string;
    at: string;
  }[];
  hits: { cards: { type: string; id: string }[]; processes: { process: { process: string }; step: unknown }[] };
  next: string | null;
  total: number | null;
  bounded: boolean;
  lag: { entries: number; isBuilding: boolean };
  notUnderstood: string[];
};

async function search(app: TestApp, headers: Headers, q: string, more = ''): Promise<Answer> {
  const answer = await app.get(`/api/v1/search?q=${encodeURIComponent(q)}${more}`, headers);
  expect([answer.statusCode, answer.body]).toEqual([200, answer.body]);
  return answer.json();
}

const messagesOf = ({ items }: Answer) => items.map(({ message }) => (message ?? []).map(({ text }) => text).join(''));

describe('a search over everything', () => {
  it.each([
    ['еще', ['Ещё одно сообщение отправлено клиенту']],
    ['ОДНО клиенту', ['Ещё одно сообщение отправлено клиенту']],
    ['"отправлено клиенту"', ['Ещё одно сообщение отправлено клиенту']],
    ['"клиенту отправлено"', []],
    ['клиент*', ['Ещё одно сообщение отправлено клиенту']],
    ['клиент', ['Ещё одно сообщение отправлено клиенту']],
    ['сообщения отправлены клиентам', ['Ещё одно сообщение отправлено клиенту']],
    ['"сообщения отправлены"', []],
    ['"сообщения"', []],
    ['сообщения*', []],
    ['секундой пауз', ['Пауза 500 секунд']],
    ['сообщник', []],
    ['500', ['Пауза 500 секунд']],
    ['A51601_82584_96831_81132', ['Пауза 500 секунд']],
    ['delay', ['Пауза 500 секунд']],
    ['тверь', ['Отправлено']],
    ['wamid.HBgL77', ['Отправлено']],
    ['api.example.test/send', ['Отправлено']],
    ['телесное', []],
    ['робот:пауза', ['Пауза 500 секунд']],
    ['робот:нетакого', []],
    ['level:сбой', ['Отправлено', `Не доставлено: ${phone}, пишите на ivan.petrov@example.test`]],
    ['state:completed_with_failures секунд', ['Пауза 500 секунд']],
    ['state:running секунд', []],
    ['стадия:новая еще', ['Ещё одно сообщение отправлено клиенту']],
    ['шаблон:"роботы стадии" еще', ['Ещё одно сообщение отправлено клиенту']],
    ['template:13 секунд', ['Пауза 500 секунд']],
    ['card:70', ['Отправлено', 'Пауза 500 секунд']],
    ['card:lead/70 секунд', ['Пауза 500 секунд']],
    ['card:7 секунд', []],
    ['after:2100-01-01', []],
    ['" OR "', []],
    ['\ue000l0', []],
    ['words:еще', []],
    ['* " ^ ( ) - + NEAR/2', []],
  ])('finds by %s', async (q, messages) => {
    const { app, key } = await start();
    const answer = await search(app, key, q);
    expect(messagesOf(answer)).toEqual(messages);
    expect(answer.total).toBe(messages.length);
  });

  it.each([phone, '89161231234', '+7 916 123 12 34', '9161231234', '(916)1231234'])(
    'finds a phone as it is written %s, in a message and in data',
    async (q) => {
      const { app, key } = await start();
      expect((await search(app, key, q)).items).toHaveLength(2);
      expect((await search(app, key, `${q} отправлено`)).items).toHaveLength(1);
    },
  );

  it('tells what of a message matched, without marks in it', async () => {
    const { app, key } = await start();
    const [found] = (await search(app, key, 'ещё "отправлено клиенту"')).items;
    expect(found?.message).toEqual([
      { text: 'Ещё', isMatch: true },
      { text: ' одно сообщение ', isMatch: false },
      { text: 'отправлено клиенту', isMatch: true },
    ]);
    expect((await search(app, key, 'тверь')).items[0]?.found).toBe('details');
    expect((await search(app, key, 'delay')).items[0]?.found).toBe('activity');
  });

  it.each([
    ['55c1dc1c3f0d75.78875596', { processes: [{ process: { process: '55c1dc1c3f0d75.78875596' }, step: null }] }],
    ['https://p.bitrix24.ru/crm/deal/details/7/', { cards: [{ type: 'deal', id: '7' }] }],
    ['https://p.bitrix24.ru/crm/lead/show/70/?x=1', { cards: [{ type: 'lead', id: '70' }] }],
    ['https://journal.example/cards/lead/70/processes/p2?entry=e1', { processes: [{ process: { process: 'p2' } }] }],
    ['70', { cards: [{ type: 'lead', id: '70' }] }],
    ['сделка 7', { cards: [{ type: 'deal', id: '7' }] }],
    ['окна', { cards: [{ type: 'deal', id: '7' }] }],
    ['Иван Петров', { cards: [{ type: 'deal', id: '7' }] }],
  ])('goes straight to what is named by %s', async (q, hits) => {
    const { app, key } = await start();
    const { cards, processes } = (await search(app, key, q)).hits;
    expect({ cards, processes }).toMatchObject({ cards: [], processes: [], ...hits });
  });

  it('finds a step by the event token that it was given, and not by a part of it', async () => {
    const { app, key } = await start();
    const made = await app.server.inject({
      method: 'POST',
      url: '/api/v1/event-tokens',
      headers: key,
      payload: { process: 'p2', activity: { name: 'A9_9', title: 'Ждать', code: null }, useSubscription: true },
    });
    const { eventToken } = made.json<{ eventToken: string }>();
    const event = eventToken.split('|').at(-1)?.split('.')[0] ?? '';
    expect((await search(app, key, eventToken)).hits.processes).toMatchObject([
      { process: { process: 'p2' }, step: { activity: { name: 'A9_9' }, isOpen: true } },
    ]);
    for (const part of [event, `p2|A9|${event}`, `p1|A9_9|${event}`])
      expect((await search(app, key, part)).hits.processes).toEqual([]);
    expect(app.log()).not.toContain(event);
  });

  it('gives pages by keyset, newest first, and the total with the first', async () => {
    const { app, key } = await start();
    await app.send(
      Array.from({ length: 25 }, (_, n) => entryEvent('p2', 100 + n, { message: `строка ${n}` })),
      key,
    );
    await app.searchable();
    const seen: string[] = [];
    let page = await search(app, key, 'строка', '&limit=10');
    expect([page.total, page.bounded]).toEqual([25, false]);
    for (;;) {
      seen.push(...messagesOf(page));
      if (page.next === null) break;
      page = await search(app, key, 'строка', `&limit=10&cursor=${page.next}`);
      expect(page.total).toBeNull();
    }
    expect(seen).toEqual(Array.from({ length: 25 }, (_, n) => `строка ${24 - n}`));
    const other = await app.get(
      `/api/v1/search?q=${encodeURIComponent('иное')}&cursor=${(await search(app, key, 'строка', '&limit=10')).next}`,
      key,
    );
    expect(other.json().code).toBe('cursor_invalid');
  });

  it('says what it did not understand, and what is not in the index yet', async () => {
    const { app, key } = await start();
    expect((await search(app, key, 'после:вчера уровень:никакой')).notUnderstood).toEqual([
      'after:вчера',
      'level:никакой',
    ]);
    expect((await search(app, key, 'еще')).lag).toEqual({ entries: 0, isBuilding: false });
  });

  it('finds a template, a robot and a stage to choose from', async () => {
    const { app, key } = await start();
    const suggest = async (kind: string, q: string) =>
      (await app.get(`/api/v1/search/suggest?key=${kind}&q=${encodeURIComponent(q)}`, key)).json().items;
    expect(await suggest('robot', 'па')).toEqual([{ value: 'Пауза', title: 'Пауза' }]);
    expect(await suggest('template', 'стад')).toEqual([
      { value: 'Роботы стадии Новая', title: 'Роботы стадии «Новая»' },
    ]);
    expect(await suggest('robot', 'нет')).toEqual([]);
  });

  it('is noted with a mark of what was searched for, never with its text', async () => {
    const { app, key } = await start();
    await search(app, key, `${phone} робот:пауза`);
    const last = await app.store.audit.last();
    expect(last).toMatchObject({ action: 'journal.search' });
    expect(JSON.parse(last?.details ?? '')).toEqual({ text: expect.any(String), chips: ['robot'] });
    expect(last?.details).not.toMatch(/916|пауза/i);
  });
});

it('finds an entry by the level that a later report of its delivery gave it', async () => {
  const { app, key } = await start();
  const details = { delivery: { status: 'sent', provider: 'wazzup', messageId: 'm-77' } };
  await app.send([entryEvent('p2', 50, { message: 'Письмо ушло', details })], key);
  await app.searchable();
  expect((await search(app, key, 'level:failure ушло')).total).toBe(0);
  const report = {
    kind: 'delivery',
    id: 'd-77',
    at: after(60),
    messageId: 'm-77',
    status: 'failed',
    reason: 'expired',
  };
  expect((await app.send([report], key)).json().rejected).toEqual([]);
  await app.searchable();
  expect([(await search(app, key, 'level:failure ушло')).total, (await search(app, key, 'ушло')).total]).toEqual([
    1, 1,
  ]);
  expect(await app.store.check()).toEqual([]);
});

describe('words in any form', () => {
  const said = [
    'Сообщения не отправлены: нет связи',
    'Из 7 сообщений отправлено 5',
    'Ошибок при доставке: 2',
    'Two messages are failing',
    'The message failed, retrying',
    'Портал молчит',
    'order77 отгружен',
  ];
  async function withSaid() {
    const { app, key } = await start();
    await app.send([cardEvent(0, { card: { type: 'deal', id: '8' }, title: 'Поставка окон' })], key);
    await app.send(
      said.map((message, n) =>
        entryEvent('p2', 200 + n, { message, activity: { name: 'B1', title: 'Склад', code: null } }),
      ),
      key,
    );
    await app.searchable();
    return { app, key };
  }

  it('finds them', async () => {
    const { app, key } = await withSaid();
    for (const [q, places] of [
      ['сообщение не отправлено', [0]],
      ['СООБЩЕНИЕМ card:70 робот:склад', [1, 0]],
      ['"сообщений"', [1]],
      ['ошибка доставки', [2]],
      ['доставка ошибками', [2]],
      ['failed message', [4, 3]],
      ['"message failed"', [4]],
      ['retries', [4]],
      ['порталом', [5]],
      ['портальный', []],
      ['orders', []],
      ['order77', [6]],
      ['сообщение робот:склад level:message', [1, 0]],
    ] as const) {
      const answer = await search(app, key, q);
      expect([q, messagesOf(answer)]).toEqual([q, places.map((place) => said[place])]);
      expect([answer.total, answer.bounded]).toEqual([places.length, false]);
    }
  });

  it('marks what was found in whatever form, and finds cards and robots so', async () => {
    const { app, key } = await withSaid();
    const [found] = (await search(app, key, 'отправленное сообщение не')).items;
    expect(found?.message).toEqual([
      { text: 'Сообщения', isMatch: true },
      { text: ' ', isMatch: false },
      { text: 'не', isMatch: true },
      { text: ' ', isMatch: false },
      { text: 'отправлены', isMatch: true },
      { text: ': нет связи', isMatch: false },
    ]);
    expect(found?.found).toBe('message');
    expect((await search(app, key, 'паузу секунду')).items[0]?.found).toBe('message');
    expect((await search(app, key, 'складом портала')).items).toMatchObject([{ found: 'activity' }]);
    expect((await search(app, key, '"складом" портала')).items).toEqual([]);
    expect((await search(app, key, 'поставки')).hits.cards).toMatchObject([{ type: 'deal', id: '8' }]);
  });
});

describe('T30: a search is no oracle', () => {
  const parts = [
    '916',
    '123',
    '1231234',
    'ivan',
    'petrov',
    'ivan.petrov',
    'Петров',
    'Петрова',
    'Петрову',
    'Иваном',
    'иван',
    'иван*',
    'ivan*',
    '9161*',
    '"123-12"',
  ];

  it('finds personal data whole only, whoever asks', async () => {
    const { app, key } = await start();
    const support = { cookie: (await app.makePerson('support')).cookie };
    for (const headers of [key, support]) {
      for (const part of parts) {
        const { items, total, hits } = await search(app, headers, part);
        expect([part, items, total, hits]).toEqual([part, [], 0, { cards: [], processes: [] }]);
      }
      expect((await search(app, headers, phone)).total).toBe(2);
      expect((await search(app, headers, 'ivan.petrov@example.test')).total).toBe(1);
      expect((await search(app, headers, 'Иван Петров')).hits.cards).toHaveLength(1);
    }
    const masked = await search(app, support, phone);
    expect(JSON.stringify(masked)).not.toMatch(/916|ivan\.petrov|Петров/);
    expect(messagesOf(masked)[1]).toContain('+7 (•••) •••-12-34');
  });

  it('takes no hidden word for a form of one that is seen, not even of the word that was typed', async () => {
    const { app, key } = await start();
    const support = { cookie: (await app.makePerson('support')).cookie };
    await app.send(
      [
        entryEvent('p2', 50, { message: 'contactName=Синицына; ответ готов' }),
        entryEvent('p2', 51, { message: 'Синицы прилетели' }),
        entryEvent('p2', 52, {
          message: 'fio=Воробьёва; ответ готов',
          details: { variables: { fio: 'Анна Воробьёва' } },
        }),
        entryEvent('p2', 53, { message: 'synicyn@example.test', details: { variables: { client_phone: phone } } }),
      ],
      key,
    );
    await app.send(
      [processEvent('q1', 1), entryEvent('q1', 1, { message: 'Воробьёвой, Воробьёва и Синицыной рады' })].map(
        (event) => ({
          ...event,
          id: `other-${event.id}`,
        }),
      ),
      await app.makeKey({ portal: 'other' }),
    );
    await app.searchable();
    for (const headers of [key, support]) {
      expect(messagesOf(await search(app, headers, 'синица'))).toEqual(['Синицы прилетели']);
      for (const form of ['синицыной', 'Синицыну', 'синицын*', 'воробьёв', 'воробьёвой', 'анной', 'synicyns']) {
        const { items, total } = await search(app, headers, form);
        expect([form, items, total]).toEqual([form, [], 0]);
      }
    }
  });

  it('forgets what new rules call personal', async () => {
    const { app, key } = await start();
    await app.send([entryEvent('p2', 50, { message: 'dealCode=синица; ответ готов' })], key);
    await app.searchable();
    expect((await search(app, key, 'синица')).total).toBe(1);
    await app.server.inject({
      method: 'PUT',
      url: '/api/v1/masking',
      headers: { cookie: (await app.makePerson('administrator')).cookie },
      payload: { ...defaultMaskRules, fields: ['dealCode'] },
    });
    await app.searchable();
    expect((await search(app, key, 'синица')).total).toBe(1);
    expect((await search(app, key, 'синиц*')).total).toBe(0);
    expect((await search(app, key, 'готов')).total).toBe(1);
  });
});

describe('what is gone from the store', () => {
  const word = createHash('sha256').update('canary').digest('hex').slice(0, 20);
  const other = createHash('sha256').update('other').digest('hex').slice(0, 20);
  const isInFile = (app: TestApp, text: string) =>
    ['journal.db', 'journal.db-wal'].some((name) => readFileSync(join(app.directory, name)).includes(text));

  it('is gone from the index and from the file: purged, and written anew', async () => {
    const { app, key } = await start();
    const at = '2020-01-01T10:00:00Z';
    await app.send(
      [
        processEvent('old', 0, { at, state: 'completed', startedAt: at, finishedAt: at }),
        entryEvent('old', 0, { at, message: `начало ${word} конец` }),
        entryEvent('p2', 60, { message: `начало ${other} конец` }),
      ],
      key,
    );
    await app.searchable();
    expect([(await search(app, key, word)).total, (await search(app, key, other)).total]).toEqual([1, 1]);
    expect([isInFile(app, word), isInFile(app, other)]).toEqual([true, true]);

    expect(await app.store.purge(app.clock.now + 1, 50)).toBeGreaterThan(0);
    const portal = await app.store.portals.find('main');
    for (let place = null, more = true; more;) {
      const part = await app.store.texts.read(portal?.portalNo ?? 0, place, 100);
      const changes = part.texts.flatMap((text) =>
        text.text.includes(other) ? [{ ...text, put: text.text.replaceAll(other, 'вымарано') }] : [],
      );
      await app.store.texts.write(portal?.portalNo ?? 0, changes);
      place = part.next as never;
      more = part.next !== null;
    }
    await app.searchable();
    expect([(await search(app, key, word)).total, (await search(app, key, other)).total]).toEqual([0, 0]);
    expect((await search(app, key, 'вымарано')).total).toBe(1);
    expect(await app.store.care.checkpoint()).toBe(true);
    expect([isInFile(app, word), isInFile(app, other)]).toEqual([false, false]);
    expect(await app.store.check()).toEqual([]);
  });
});
