import { describe, expect, it, vi } from 'vitest';
import { cardEvent, processEvent } from '#server/testing/events.ts';
import { type Lie, startFakePortal } from '#server/testing/fake-portal.ts';
import { connectBitrix24, openFrame } from '#server/testing/frames.ts';
import { startTestApp } from '#server/testing/test-app.ts';

vi.setConfig({ testTimeout: 60_000 });

/** A Bitrix24 whose Anna may read the deals with these ids; all deals up to `count` are in the journal. */
async function start({ count = 3, mayRead = [1] }: { count?: number; mayRead?: number[] } = {}) {
  const app = await startTestApp();
  const fake = await startFakePortal();
  const anna = fake.addUser('token-anna', { cards: new Set(mayRead.map((id) => `2:${id}`)) });
  await connectBitrix24(app, fake);
  const numbers = Array.from({ length: count }, (_, index) => index + 1);
  const of = (id: number) => ({ card: { type: 'deal', id: String(id) } });
  await app.send(
    numbers.flatMap((id) => [cardEvent(id, { ...of(id), title: `Сделка ${id}` }), processEvent(`p${id}`, id, of(id))]),
    await app.makeKey(),
  );
  const headers = await openFrame(app, fake);
  const statusOf = async (id: number) => (await app.get(`/api/v1/cards/deal/${id}`, headers)).statusCode;
  const asked = () => fake.askedFor('crm.item.list');
  return { app, fake, anna, headers, statusOf, asked };
}

describe('what the portal says of a card', () => {
  it('is asked as the user, of the portal, by its own number of the type', async () => {
    const { fake, statusOf, asked } = await start();
    expect(await statusOf(1)).toBe(200);
    expect(asked()).toEqual([
      { entityTypeId: 2, filter: { '@id': [1] }, select: ['id'], start: 0, auth: 'token-anna' },
    ]);
    expect(fake.asked.every(({ body }) => body['auth'] === 'token-anna')).toBe(true);
  });

  it('holds a minute when it is yes', async () => {
    const { app, anna, statusOf, asked } = await start();
    expect(await statusOf(1)).toBe(200);
    anna.cards.clear();
    app.clock.now += 59_999;
    expect([await statusOf(1), asked().length]).toEqual([200, 1]);
    app.clock.now += 1;
    expect([await statusOf(1), asked().length]).toEqual([404, 2]);
  });

  it('holds ten seconds when it is no', async () => {
    const { app, anna, statusOf, asked } = await start();
    expect(await statusOf(2)).toBe(404);
    anna.cards.add('2:2');
    app.clock.now += 9_999;
    expect([await statusOf(2), asked().length]).toEqual([404, 1]);
    app.clock.now += 1;
    expect([await statusOf(2), asked().length]).toEqual([200, 2]);
  });

  it('is asked once for all that a page reads at once', async () => {
    const { app, headers, asked } = await start();
    const urls = ['', '/processes', '/facets', '/timeline'].map((rest) => `/api/v1/cards/deal/1${rest}`);
    const answers = await Promise.all(
      [...urls, '/api/v1/processes/p1'].map(async (url) => await app.get(url, headers)),
    );
    expect(answers.map(({ statusCode }) => statusCode)).toEqual([200, 200, 200, 200, 200]);
    expect(asked()).toHaveLength(1);
  });

  it('is said to one user and to no other', async () => {
    const { app, fake, statusOf } = await start();
    expect(await statusOf(1)).toBe(200);
    fake.addUser('token-boris', { id: 12 });
    const boris = await openFrame(app, fake, { authId: 'token-boris' });
    expect((await app.get('/api/v1/cards/deal/1', boris)).statusCode).toBe(404);
  });

  it('is no for what cannot be a card of it, without a question', async () => {
    const { app, headers, asked } = await start();
    for (const id of ['0', 'x', '7a', '-1', '1e3', '9'.repeat(20)])
      expect((await app.get(`/api/v1/cards/deal/${id}`, headers)).statusCode).toBe(404);
    expect(asked()).toEqual([]);
  });

  it('is no when the portal refuses the method, as for types that it has not', async () => {
    const { fake, statusOf } = await start();
    fake.lies.set('crm.item.list', { status: 400, answer: { error: 'NOT_FOUND', error_description: 'x' } });
    expect(await statusOf(1)).toBe(404);
  });

  it('is nothing after a restart: the page has to come again', async () => {
    const { app, headers } = await start();
    const restarted = await startTestApp({ store: () => ({ ...app.store, close: async () => undefined }) });
    expect((await restarted.get('/api/v1/cards/deal/1', headers)).json().code).toBe('not_signed_in');
    expect((await restarted.get('/api/v1/session', headers)).json().code).toBe('not_signed_in');
  });
});

describe('a portal that cannot be asked', () => {
  const lies: Lie[] = [
    'broken',
    'html',
    'redirecting',
    'cut',
    { status: 503, answer: { error: 'QUERY_LIMIT_EXCEEDED' } },
  ];
  it.each(lies)('shows nothing, and says so alike for what there is and what there is not: %j', async (lie) => {
    const { app, fake, headers } = await start();
    fake.lies.set('crm.item.list', lie);
    for (const url of ['cards/deal/1', 'cards/deal/999', 'processes/p1', 'processes/nothing', 'cards', 'cards?q=x']) {
      const answer = await app.get(`/api/v1/${url}`, headers);
      expect([url, answer.statusCode, answer.json().code]).toEqual([url, 503, 'portal_unreachable']);
      expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0);
    }
  });

  it('is left alone for a moment, and asked again', async () => {
    const { app, fake, statusOf, asked } = await start();
    fake.lies.set('crm.item.list', 'broken');
    expect([await statusOf(1), await statusOf(1), asked().length]).toEqual([503, 503, 1]);
    fake.lies.clear();
    app.clock.now += 2_000;
    expect(await statusOf(1)).toBe(200);
  });

  it('still shows for its minute what it has just allowed', async () => {
    const { fake, statusOf } = await start();
    expect(await statusOf(1)).toBe(200);
    fake.lies.set('crm.item.list', 'broken');
    expect([await statusOf(1), await statusOf(2)]).toEqual([200, 503]);
  });
});

describe('a list of cards', () => {
  type Listed = { items: { id: string }[]; next: string | null };

  it('is filled up behind what he may not see, and each page leads to the next', async () => {
    const mayRead = Array.from({ length: 17 }, (_, n) => n * 10 + 3);
    const { app, headers, asked } = await start({ count: 170, mayRead });
    const found: number[] = [];
    const sizes: number[] = [];
    let cursor: string | null = null;
    do {
      const url: string = `/api/v1/cards?limit=5${cursor === null ? '' : `&cursor=${encodeURIComponent(cursor)}`}`;
      const { items, next }: Listed = (await app.get(url, headers)).json();
      found.push(...items.map(({ id }) => Number(id)));
      sizes.push(items.length);
      cursor = next;
    } while (cursor !== null);
    expect(found).toEqual(mayRead.toReversed());
    expect(sizes).toEqual([5, 5, 5, 2]);
    const most = Math.max(...asked().map((body) => (body['filter'] as { '@id': number[] })['@id'].length));
    expect(most).toBeLessThanOrEqual(50);
  });

  it('looks through so many and no more, and says that it goes on', async () => {
    const { app, headers, asked } = await start({ count: 620, mayRead: [1] });
    const first: Listed = (await app.get('/api/v1/cards', headers)).json();
    expect([first.items, first.next === null, asked().length]).toEqual([[], false, 10]);
    const second: Listed = (
      await app.get(`/api/v1/cards?cursor=${encodeURIComponent(first.next ?? '')}`, headers)
    ).json();
    expect([second.items.map(({ id }) => id), second.next]).toEqual([['1'], null]);
  });
});
