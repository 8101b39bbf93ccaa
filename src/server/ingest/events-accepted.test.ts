import { describe, expect, it } from 'vitest';
import { startTestApp } from '#server/testing/test-app.ts';
import { after, cardEvent, entryEvent, ndjson, processEvent, templateEvent } from '#server/testing/events.ts';

async function start() {
  const app = await startTestApp();
  const key = await app.makeKey();
  const entriesOf = async (process: string) =>
    (await app.get(`/api/v1/processes/${process}/entries`, key)).json().items;
  return { app, key, entriesOf };
}

describe('events are taken', () => {
  it('as one JSON object, an array, NDJSON, and each of them gzipped', async () => {
    const { app, key, entriesOf } = await start();
    const bodies = [
      (n: number) => entryEvent('p1', n),
      (n: number) => [entryEvent('p1', n), entryEvent('p1', n)],
      (n: number) => ndjson([entryEvent('p1', n), entryEvent('p1', n)]),
    ];
    let expected = 0;
    for (const gzip of [false, true]) {
      for (const [n, body] of bodies.entries()) {
        const answer = await app.send(body(n), key, { gzip });
        expect(answer.statusCode).toBe(200);
        const accepted = n === 0 ? 1 : 2;
        expect(answer.json()).toEqual({ accepted, duplicates: 0, rejected: [] });
        expected += accepted;
      }
    }
    expect(await entriesOf('p1')).toHaveLength(expected);
  });

  it('from NDJSON with a byte order mark, blank lines, Windows line ends and no end to its last line', async () => {
    const { app, key } = await start();
    const lines = `\uFEFF${JSON.stringify(entryEvent('p1'))}\r\n\r\n  \n${JSON.stringify(entryEvent('p1'))}`;
    expect((await app.send(lines, key)).json()).toEqual({ accepted: 2, duplicates: 0, rejected: [] });
  });

  it('when there are none: nothing is accepted, and nothing is wrong', async () => {
    const { app, key } = await start();
    for (const body of [[], '', '\n\n']) {
      const answer = await app.send(body, key);
      expect([answer.statusCode, answer.json()]).toEqual([200, { accepted: 0, duplicates: 0, rejected: [] }]);
    }
  });

  it('by thousands in one body, in their order', async () => {
    const { app, key } = await start();
    const events = Array.from({ length: 3000 }, (_, n) => entryEvent('p1', 0, { message: `n${n}` }));
    expect((await app.send(ndjson(events), key)).json().accepted).toBe(3000);
    const page = (await app.get('/api/v1/processes/p1/entries?limit=1000&position=2000', key)).json();
    expect(page.total).toBe(3000);
    expect(page.items[0].message).toBe('n2000');
    expect(page.items.at(-1).message).toBe('n2999');
  });
});

describe('the same event again', () => {
  it('changes nothing, in another body or in the same one', async () => {
    const { app, key, entriesOf } = await start();
    const event = entryEvent('p1');
    expect((await app.send([event, event], key)).json()).toEqual({ accepted: 1, duplicates: 1, rejected: [] });
    expect((await app.send({ ...event, message: 'другое' }, key)).json().duplicates).toBe(1);
    expect(await entriesOf('p1')).toMatchObject([{ message: 'Готово' }]);
  });

  it('is another event when another source sends it, and one when its id was refused before', async () => {
    const { app, key, entriesOf } = await start();
    const other = await app.makeKey();
    const event = entryEvent('p1');
    expect((await app.send([{ ...event, at: 'вчера' }], key)).statusCode).toBe(422);
    expect((await app.send(event, key)).json().accepted).toBe(1);
    expect((await app.send(event, other)).json().accepted).toBe(1);
    expect(await entriesOf('p1')).toHaveLength(2);
  });

  it('is taken once when twenty send it at the same time', async () => {
    const { app, key, entriesOf } = await start();
    const event = entryEvent('p1');
    const answers = await Promise.all(Array.from({ length: 20 }, async () => (await app.send(event, key)).json()));
    expect(answers.reduce((sum, { accepted }) => sum + accepted, 0)).toBe(1);
    expect(await entriesOf('p1')).toHaveLength(1);
  });

  it('may be an event of another kind only under another id: ids are unique for their source, whatever the kind', async () => {
    const { app, key } = await start();
    await app.send(entryEvent('p1', 0, { id: 'x' }), key);
    expect((await app.send(cardEvent(0, { id: 'x' }), key)).json().duplicates).toBe(1);
  });
});

describe('what is not known yet', () => {
  it('is filled when it comes: an entry before its process, a process before its card and template', async () => {
    const { app, key } = await start();
    const process = async () => (await app.get('/api/v1/processes/p1', key)).json();
    await app.send(entryEvent('p1', 1), key);
    expect(await process()).toMatchObject({
      card: null,
      template: null,
      stage: null,
      state: 'running',
      startedAt: null,
    });

    await app.send(processEvent('p1', 2, { startedAt: after(0) }), key);
    expect(await process()).toMatchObject({
      card: { type: 'deal', id: '7', title: null },
      template: { id: '12', version: '3', name: null, logging: null },
      startedAt: after(0),
      counts: { entries: 1 },
    });

    await app.send([cardEvent(3, { title: 'Сделка' }), templateEvent(3, { name: 'Роботы', logging: false })], key);
    expect(await process()).toMatchObject({
      card: { title: 'Сделка' },
      template: { name: 'Роботы', logging: false },
      completeness: { loggingOff: true },
    });
  });

  it('stays as it was told when a later event leaves it out, and is never missing from an answer', async () => {
    const { app, key } = await start();
    const told = { title: 'Сделка', stage: { id: 'NEW', name: 'Новая' }, amount: { value: 10.5, currency: 'RUB' } };
    await app.send([cardEvent(0, told), cardEvent(9, { client: { id: 5, name: 'ООО «Ёж»' } })], key);
    expect((await app.get('/api/v1/cards/deal/7', key)).json()).toMatchObject({
      title: 'Сделка',
      stage: { id: 'NEW', name: 'Новая', color: null, semantics: null },
      stageSince: after(0),
      amount: { value: 10.5, currency: 'RUB' },
      client: { id: '5', name: 'ООО «Ёж»' },
      responsible: null,
      url: null,
      counts: { active: 0, completed: 0, failed: 0 },
    });
  });
});
