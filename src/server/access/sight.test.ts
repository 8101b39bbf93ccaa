import { SignJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Endpoint } from '#contract/endpoint.ts';
import { type EndpointName, type Endpoints, endpoints } from '#contract/endpoints.ts';
import { entryEvent, faultEvent, cardEvent, processEvent, templateEvent } from '#server/testing/events.ts';
import { type FakePortal, makeFakePortal } from '#server/testing/fake-portal.ts';
import { connectBitrix24, exchange, openFrame, putConnection } from '#server/testing/frames.ts';
import { openStream } from '#server/testing/stream.ts';
import { makeTestApp, type TestApp } from '#server/testing/test-app.ts';
import { mayUse } from './policy.ts';
import { amongMany, nobodysCard, seesAll, seesNothing, sightOfOnly } from './sight.ts';

// A busy machine: passwords, processes and megabytes take their time.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

type Headers = Record<string, string>;
/** What is asked about: a card that he may see, one that he may not, one that there is not. */
type Which = 'seen' | 'hidden' | 'none';
type Reading = {
  [N in EndpointName]: Endpoints[N]['access'] extends 'journal.read' ? N : never;
}[EndpointName];

const ids: Record<Which, string> = { seen: '7', hidden: '8', none: '9' };

/**
 * How each endpoint that a manager may read is asked about a card, and what of it must then be in the answer: without a
 * row for a new one the compiler and the test fail.
 */
const rows: Record<Reading, { query?: Record<string, string>[]; shows: string }> = {
  cards: { query: [{}, { q: 'Договор' }, { failures: 'true' }, { limit: '1' }], shows: 'Договор Своё' },
  card: { shows: 'Договор Своё' },
  cardProcesses: { query: [{}, { q: 'Шаблон' }, { failures: 'true' }, { section: 'active' }], shows: 'Шаблон Своё' },
  cardFacets: { shows: 'Шаблон Своё' },
  cardTimeline: { shows: 'Стадия' },
  process: { shows: 'Шаблон Своё' },
  processEntries: { query: [{}, { q: 'Письмо' }, { level: 'failure' }], shows: 'Письмо Своё' },
  entry: { shows: 'Письмо Своё' },
  processSteps: { shows: 'Не указан номер телефона' },
  processMatches: { query: [{ q: 'Письмо' }], shows: '"total":1' },
  processExport: {
    query: [{ format: 'csv' }, { format: 'json' }, { format: 'txt' }, { format: 'xes' }],
    shows: 'Письмо Своё',
  },
  cardExport: { query: [{ format: 'xes' }, { format: 'xes', failures: 'true' }], shows: 'Письмо Своё' },
  portalExport: { query: [{ format: 'xes' }, { format: 'xes', cardType: 'deal' }], shows: 'Письмо Своё' },
  cause: { shows: '"cards":1' },
  stream: { shows: '' },
  entryBundle: { shows: '"process":"p7"' },
  compareEntry: { shows: '"process":"p7"' },
  search: { shows: 'Письмо' },
  suggestSearch: { shows: '' },
  flags: { query: [{}, { q: 'Отметка' }, { state: 'due' }], shows: 'Отметка Своё' },
  processFlags: { shows: 'Отметка Своё' },
  checkFlag: { shows: '"unchanged"' },
};

let app: TestApp;
let bitrix24: FakePortal;
const entries: Record<string, string> = {};
const flags: Record<string, string> = {};
let openShop: () => Promise<Headers>;
let account: Headers;

const secret = 'a shared secret of the shop, 32 characters and more';

/** Two portals that have the same: a Bitrix24 whose Anna may read deal 7, and one that signs launches to deal 7. */
beforeAll(async () => {
  app = await makeTestApp({ config: { publicUrl: new URL('http://journal.example') } });
  bitrix24 = await makeFakePortal();
  bitrix24.addUser('token-anna', { cards: new Set(['2:7']) });
  await connectBitrix24(app, bitrix24);
  await app.store.portals.put('shop', { origin: 'https://shop.example' });
  await putConnection(app, 'shop', { kind: 'signed', algorithm: 'HS256', key: secret });
  const administrator = { cookie: (await app.makePerson('administrator')).cookie };
  for (const portal of ['main', 'shop']) {
    const key = await app.makeKey({ portal });
    for (const id of ['7', '8']) {
      const mark = id === ids.seen ? 'Своё' : 'Чужое';
      const of = { card: { type: 'deal', id }, template: { id: `t${id}`, version: '1' } };
      await app.send(
        [
          cardEvent(0, { ...of, title: `Договор ${mark}`, stage: { id: `S${id}`, name: 'Стадия' } }),
          templateEvent(0, { ...of, name: `Шаблон ${mark}` }),
          processEvent(`p${id}`, 1, {
            ...of,
            stage: { id: `S${id}`, name: 'Стадия' },
            startedAt: '2026-11-01T10:00:00Z',
          }),
          entryEvent(`p${id}`, 2, { message: `Письмо ${mark}` }),
          faultEvent(`p${id}`, 3, { message: 'Не указан номер телефона' }),
        ],
        key,
      );
      const { items } = (await app.get(`/api/v1/processes/p${id}/entries`, key)).json();
      entries[`${portal} ${id}`] = items[0].entry;
      entries[`${portal} ${id} fault`] = items[1].entry;
      const put = await app.server.inject({
        method: 'POST',
        url: `/api/v1/flags?portal=${portal}`,
        headers: administrator,
        payload: { process: `p${id}`, why: `Отметка ${mark}`, dueAt: '2020-01-01T00:00:00Z' },
      });
      flags[`${portal} ${id}`] = put.json().flag;
    }
  }
  account = { cookie: (await app.makePerson('manager', ['main'])).cookie };
  openShop = async () => {
    const now = Math.floor(app.clock.now / 1000);
    const token = await new SignJWT({ role: 'manager', card: { type: 'deal', id: '7' } })
      .setProtectedHeader({ alg: 'HS256' })
      .setIssuer('shop')
      .setAudience('http://journal.example')
      .setSubject('anna')
      .setJti(crypto.randomUUID())
      .setIssuedAt(now)
      .setExpirationTime(now + 60)
      .sign(new TextEncoder().encode(secret));
    const { bearer } = (await exchange(app, { portal: 'shop', token })).json();
    return { authorization: `Bearer ${bearer as string}` };
  };
});
afterAll(async () => {
  await app.stop();
  await bitrix24.stop();
});

function addressOf(name: Reading, portal: string, which: Which, query: Record<string, string>): string {
  const { path }: Endpoint = endpoints[name];
  const id = ids[which];
  // What is not there is asked for by an entry that is: only its process differs.
  const entry = entries[`${portal} ${which === 'none' ? '8' : id}${name === 'cause' ? ' fault' : ''}`] ?? '';
  const flag = flags[`${portal} ${id}`] ?? '999';
  const values: Record<string, string> = { cardType: 'deal', cardId: id, process: `p${id}`, entry, flag };
  const filled = path.replaceAll(/:(\w+)/g, (_, key: string) => encodeURIComponent(values[key] ?? ''));
  const isByQuery = name === 'stream' || name === 'flags';
  const search = new URLSearchParams({ ...query, ...(isByQuery ? { cardType: 'deal', cardId: id } : {}) });
  return `${filled}?${search.toString()}`;
}

const readings = (Object.entries(endpoints) as [Reading, Endpoint][]).filter(
  ([, { access }]) => access === 'journal.read',
);
const cases = readings.flatMap(([name]) => (rows[name]?.query ?? [{}]).map((query) => ({ name, query })));
/** Those that are asked about a card or what stands on it; the list of cards and the search are looked at by themselves. */
const aboutCards = cases.filter(({ name }) => !['cards', 'search', 'suggestSearch'].includes(name));

const readers = [
  { who: 'Anna in the card of a Bitrix24', portal: 'main', open: async () => await openFrame(app, bitrix24) },
  { who: 'somebody with a signed launch', portal: 'shop', open: async () => await openShop() },
] as const;

/** An answer without what differs from one request to the next. */
const plain = (answer: { statusCode: number; body: string }) => [
  answer.statusCode,
  answer.body.replace(/"requestId":"[^"]*"/, ''),
];

describe('T29: what a manager may not see', () => {
  it('is decided for every endpoint that he may read by', () => {
    expect(Object.keys(rows).toSorted()).toEqual(readings.map(([name]) => name).toSorted());
    // Whatever else the policy lets him use reads no journal; what flags show, src/server/flag/flags.test.ts looks at.
    const visitor = {
      kind: 'visitor',
      launchNo: 1,
      portalNo: 1,
      user: '1',
      name: null,
      role: 'manager',
      card: null,
    } as const;
    const may = Object.values<Endpoint>(endpoints).filter(({ access }) => mayUse(visitor, access) === 'yes');
    const rights = [...new Set(may.map(({ access }) => access))].toSorted();
    expect(rights).toEqual(['flags.write', 'journal.read', 'public', 'session']);
  });

  describe.each(readers)('$who', ({ portal, open }) => {
    it.each(aboutCards)('is answered like what there is not: $name $query', async ({ name, query }) => {
      const headers = await open();
      const hidden = await app.get(addressOf(name, portal, 'hidden', query), headers);
      const none = await app.get(addressOf(name, portal, 'none', query), headers);
      expect(plain(hidden)).toEqual(plain(none));
      expect(hidden.body).not.toMatch(/Чужое|"p8"/);
      // The same endpoint shows what he may see: what is refused here is refused for the card.
      if (name === 'stream') return;
      const seen = await app.get(addressOf(name, portal, 'seen', query), headers);
      expect(seen.statusCode).toBe(200);
      if (query['section'] === undefined && query['level'] === undefined) expect(seen.body).toContain(rows[name].shows);
      expect(seen.body).not.toMatch(/Чужое|"p8"/);
    });

    it.each(cases.filter(({ name }) => name === 'cards'))(
      'is left out of the list of cards: $query',
      async ({ query }) => {
        const headers = await open();
        const listed = await app.get(addressOf('cards', portal, 'seen', query), headers);
        expect(listed.json().items.map(({ id }: { id: string }) => id)).toEqual(['7']);
        expect(listed.json().next).toBeNull();
        const found = await app.get(addressOf('cards', portal, 'seen', { ...query, q: 'Договор Чужое' }), headers);
        expect(found.json()).toEqual({ items: [], next: null, previous: null });
      },
    );

    it('is not found by a search, nor counted, nor named', async () => {
      const headers = await open();
      await app.searchable();
      const search = async (q: string) => (await app.get(`/api/v1/search?q=${encodeURIComponent(q)}`, headers)).json();
      const found = await search('Письмо');
      expect(found).toMatchObject({
        items: [{ process: 'p7' }],
        processes: [{ process: 'p7' }],
        total: 1,
        bounded: false,
        next: null,
      });
      for (const q of [
        'Чужое',
        'Договор Чужое',
        'p8',
        'deal 8',
        'card:8',
        'card:8 Письмо',
        'template:Чужое',
        'stage:S8',
        '/cards/deal/8',
      ]) {
        const { requestId: _, ...answer } = await search(q);
        expect([q, answer]).toEqual([
          q,
          { ...found, items: [], processes: [], hits: { cards: [], processes: [] }, total: 0 },
        ]);
      }
      expect((await search('Договор')).hits.cards).toMatchObject([{ id: '7' }]);
      expect((await search('p7')).hits.processes).toMatchObject([{ process: { process: 'p7' } }]);
      const suggested = await app.get('/api/v1/search/suggest?key=template', headers);
      expect(suggested.json()).toEqual({ items: [] });
    });

    it('is not counted among those whom a cause hit', async () => {
      const url = addressOf('cause', portal, 'seen', {});
      const all = (await app.get(url, await app.makeKey({ portal }))).json().spread;
      const his = (await app.get(url, await open())).json().spread;
      expect([all.cards, all.failures, his.cards, his.failures]).toEqual([2, 2, 1, 1]);
    });

    it('is not heard of in the stream, and what he may see is', async () => {
      const address = new URL(await listening(), 'http://x').href;
      const stream = await openStream(address, addressOf('stream', portal, 'seen', {}), await open());
      expect(stream.status).toBe(200);
      const key = await app.makeKey({ portal });
      await app.send(processEvent('p8', 10, { card: { type: 'deal', id: '8' } }), key);
      await app.send(processEvent('p7', 10), key);
      await stream.until('changed');
      expect(JSON.stringify(stream.messages('changed'))).not.toContain('"p8"');
      stream.close();
    });
  });

  it.each(aboutCards)(
    'costs the portal as many questions as what there is not: $name $query',
    async ({ name, query }) => {
      const questions = async (which: Which) => {
        const headers = await openFrame(app, bitrix24);
        const before = bitrix24.askedFor('crm.item.list').length;
        await app.get(addressOf(name, 'main', which, query), headers);
        return bitrix24.askedFor('crm.item.list').length - before;
      };
      expect(await questions('hidden')).toBe(await questions('none'));
    },
  );

  it('and a search that hits it as many as one that hits nothing', async () => {
    const questions = async (q: string) => {
      const headers = await openFrame(app, bitrix24);
      const before = bitrix24.askedFor('crm.item.list').length;
      await app.get(`/api/v1/cards?q=${encodeURIComponent(q)}`, headers);
      return bitrix24.askedFor('crm.item.list').length - before;
    };
    expect([await questions('Договор Чужое'), await questions('нет такого')]).toEqual([1, 1]);
    await app.searchable();
    const asked = async (q: string) => {
      const headers = await openFrame(app, bitrix24);
      const before = bitrix24.askedFor('crm.item.list').length;
      await app.get(`/api/v1/search?q=${encodeURIComponent(q)}`, headers);
      return bitrix24.askedFor('crm.item.list').length - before;
    };
    for (const [hit, none] of [
      ['Чужое', 'никакое'],
      ['p8', 'p9'],
      ['card:8', 'card:9'],
    ] as const)
      expect([hit, await asked(hit)]).toEqual([hit, await asked(none)]);
  });

  it('is everything in a Bitrix24 for a manager with an account: he opens his cards there', async () => {
    const before = bitrix24.asked.length;
    for (const { name, query } of aboutCards) {
      const [one, none] = [
        await app.get(addressOf(name, 'main', 'seen', query), account),
        await app.get(addressOf(name, 'main', 'none', query), account),
      ];
      expect([name, ...plain(one)]).toEqual([name, ...plain(none)]);
    }
    expect((await app.get('/api/v1/cards', account)).json()).toEqual({ items: [], next: null, previous: null });
    expect(bitrix24.asked.length).toBe(before);
    expect((await app.get('/api/v1/session', account)).json().portals[0].cardsIn).toBe('portal');
  });

  it('is nothing elsewhere for him, nor for support, administrators and keys anywhere', async () => {
    const shop = { cookie: (await app.makePerson('manager', ['shop'])).cookie };
    expect((await app.get('/api/v1/session', shop)).json().portals[0].cardsIn).toBe('journal');
    for (const [portal, headers] of [
      ['shop', shop],
      ['main', { cookie: (await app.makePerson('support', ['main'])).cookie }],
      ['main', { cookie: (await app.makePerson('administrator')).cookie }],
      ['main', await app.makeKey()],
    ] as const) {
      const listed = await app.get(`/api/v1/cards?portal=${portal}`, headers);
      expect(
        listed
          .json()
          .items.map(({ id }: { id: string }) => id)
          .toSorted(),
      ).toEqual(['7', '8']);
      expect((await app.get(`/api/v1/processes/p8?portal=${portal}`, headers)).statusCode).toBe(200);
    }
  });
});

let address: Promise<string> | null = null;
async function listening(): Promise<string> {
  address ??= app.listen();
  return await address;
}

describe('sight', () => {
  it('asks about many cards fifty at a time and so many in all', async () => {
    const parts: number[] = [];
    const sight = {
      ...seesNothing,
      only: null,
      among: async <C>(cards: readonly C[]) => {
        parts.push(cards.length);
        return cards.slice(0, 1);
      },
    };
    const cards = Array.from({ length: 230 }, (_, n) => ({ type: 'deal', id: String(n) }));
    const { seen, isWhole } = await amongMany(sight, cards, 120);
    expect([parts, seen.map(({ id }) => id), isWhole]).toEqual([[50, 50, 20], ['0', '50', '100'], false]);
    expect((await amongMany(sight, cards.slice(0, 120), 120)).isWhole).toBe(true);
    expect(await amongMany(seesAll, cards, 1)).toEqual({ seen: cards, isWhole: true });
    const own = sightOfOnly([{ type: 'deal', id: '229' }]);
    expect(await amongMany(own, cards, 1)).toEqual({ seen: [cards[229]], isWhole: true });
  });

  it('of nothing is of another card for each name, with a number that no portal has', () => {
    const [one, other] = [nobodysCard('a'), nobodysCard('b')];
    expect(one).toEqual(nobodysCard('a'));
    expect(one.id).not.toBe(other.id);
    expect(Number(one.id)).toBeGreaterThan(2 ** 48);
    expect(Number.isSafeInteger(Number(one.id))).toBe(true);
  });
});
