import { join } from 'node:path';
import BetterSqlite3 from 'better-sqlite3';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Flag, FlagCheck, FlagPage } from '#contract/flag.ts';
import { after, cardEvent, entryEvent, faultEvent, processEvent, templateEvent } from '#server/testing/events.ts';
import { noon } from '#server/testing/noon.ts';
import { makeFakePortal } from '#server/testing/fake-portal.ts';
import { connectBitrix24 } from '#server/testing/frames.ts';
import { openStream } from '#server/testing/stream.ts';
import { startTestApp } from '#server/testing/test-app.ts';
import { createEvidence } from './evidence.ts';

type Headers = Record<string, string>;
type Body = Record<string, unknown>;

/** A card with a failed process and one that runs, and those who look at it. */
async function opened() {
  const app = await startTestApp();
  const writer = await app.makeKey();
  await app.send(
    [
      cardEvent(0, { title: 'Поставка кофемашин', client: { id: '5', name: 'Иван Петров' } }),
      templateEvent(0, { name: 'Роботы стадии' }),
      processEvent('p1', 0, { state: 'completed' }),
      entryEvent('p1', 1, { message: 'Звоним на +7 916 123-45-67', details: { variables: { phone: '+79161234567' } } }),
      faultEvent('p1', 2),
      processEvent('p2'),
      entryEvent('p2', 3),
    ],
    writer,
  );
  const person = async (role: 'manager' | 'support') => ({ cookie: (await app.makePerson(role)).cookie });
  const support = await person('support');
  const ask = async (method: 'GET' | 'POST' | 'PUT', url: string, headers: Headers, payload?: Body) =>
    await app.server.inject({ method, url: `/api/v1/${url}`, headers, ...(payload && { payload }) });
  const read = async <T>(url: string, headers: Headers = support) => (await ask('GET', url, headers)).json<T>();
  const database = new BetterSqlite3(join(app.directory, 'journal.db'));
  return {
    ...app,
    writer,
    support,
    manager: await person('manager'),
    ask,
    read,
    async put(fields: Body = {}, headers: Headers = support): Promise<Flag> {
      const answer = await ask('POST', 'flags', headers, { process: 'p1', why: 'Ждём ответа провайдера', ...fields });
      expect([answer.statusCode, answer.body]).toEqual([200, answer.body]);
      return answer.json<Flag>();
    },
    list: async (query = '', headers: Headers = support) =>
      (await read<FlagPage>(`flags?${query}`, headers)).items.map(({ why }) => why),
    check: async (flag: Flag) => (await read<FlagCheck>(`flags/${flag.flag}/check`)).result,
    entriesOf: async (process: string) =>
      (await read<{ items: { entry: string }[] }>(`processes/${process}/entries`)).items.map(({ entry }) => entry),
    counts: async () => ({
      card: (await read<{ counts: { flagged: number } }>('cards/deal/7')).counts.flagged,
      p1: (await read<{ flags: number }>('processes/p1')).flags,
      p2: (await read<{ flags: number }>('processes/p2')).flags,
    }),
    /** Past the door: what nobody may do, and what only time does. */
    tamper(statement: string) {
      return database.prepare(statement).run().changes;
    },
  };
}

describe('a flag', () => {
  it('says who, why, when to come back, and on what', async () => {
    const { put, read, entriesOf } = await opened();
    const [, failed = ''] = await entriesOf('p1');
    const flag = await put({ entry: failed, dueAt: after(60) });
    expect(flag).toMatchObject({
      process: 'p1',
      card: { type: 'deal', id: '7', title: 'Поставка кофемашин' },
      template: { id: '12', name: 'Роботы стадии' },
      entry: { entry: failed, activity: { title: 'Отправить сообщение' }, message: 'Не указан номер телефона' },
      why: 'Ждём ответа провайдера',
      dueAt: after(60),
      createdAt: new Date(noon).toISOString(),
      by: 'support',
      isMine: true,
      closedAt: null,
      evidence: { entries: 2, sha256: expect.stringMatching(/^[0-9a-f]{64}$/) },
    });
    expect(await read('processes/p1/flags')).toEqual({ items: [flag] });
  });

  it('is not put on what is not there, without a reason, or a hundred times', async () => {
    const { ask, support, entriesOf, put } = await opened();
    const [other] = await entriesOf('p2');
    const status = async (fields: Body) => (await ask('POST', 'flags', support, fields)).statusCode;
    expect(await status({ process: 'nowhere', why: 'a' })).toBe(404);
    expect(await status({ process: 'p1', entry: other, why: 'a' })).toBe(404);
    expect(await status({ process: 'p1', why: '  ' })).toBe(400);
    for (let n = 0; n < 100; n += 1) await put();
    expect(await status({ process: 'p1', why: 'a' })).toBe(409);
  });

  it('can be told anew while it is open, and closed once', async () => {
    const { ask, support, put, list } = await opened();
    const { flag } = await put({ dueAt: after(60) });
    const changed = await ask('PUT', `flags/${flag}`, support, { why: 'Позвонить клиенту', dueAt: null });
    expect(changed.json()).toMatchObject({ flag, why: 'Позвонить клиенту', dueAt: null });
    const closed = await ask('POST', `flags/${flag}/close`, support);
    expect(closed.json()).toMatchObject({ closedAt: new Date(noon).toISOString(), closedBy: 'support' });
    expect((await ask('POST', `flags/${flag}/close`, support)).statusCode).toBe(409);
    expect((await ask('PUT', `flags/${flag}`, support, { why: 'a', dueAt: null })).statusCode).toBe(409);
    expect([await list(), await list('state=closed')]).toEqual([[], ['Позвонить клиенту']]);
  });

  it('can be opened again, with a new note and date, by who may put flags', async () => {
    const { ask, support, manager, put, list, counts, clock, store } = await opened();
    const { flag } = await put({ why: 'Ждали ответа', dueAt: after(60) });
    const told = { why: 'Снова жалуются', dueAt: after(90_000) };
    expect((await ask('POST', `flags/${flag}/reopen`, support, told)).statusCode).toBe(409);
    await ask('POST', `flags/${flag}/close`, support);
    expect(await counts()).toMatchObject({ card: 0, p1: 0 });
    clock.now += 1000;
    const answer = await ask('POST', `flags/${flag}/reopen`, manager, told);
    expect(answer.json()).toMatchObject({
      flag: {
        flag,
        ...told,
        by: 'support',
        closedAt: null,
        closedBy: null,
        reopenedAt: new Date(clock.now).toISOString(),
        reopenedBy: 'manager',
      },
      check: { result: 'unchanged', entries: 2 },
    });
    expect(await counts()).toMatchObject({ card: 1, p1: 1 });
    expect([await list(), await list('state=closed')]).toEqual([['Снова жалуются'], []]);
    expect((await ask('POST', `flags/${flag}/reopen`, support, told)).statusCode).toBe(409);
    expect(await store.care.miscounts(10)).toEqual([]);
  });

  it('keeps no secret, and shows who is masked no personal data', async () => {
    const { put, support, read, ask, writer } = await opened();
    const why = 'Токен Bearer abcdefghijklmnop0123456789, звонить +7 916 123-45-67';
    await put({ why });
    const [kept] = (await read<FlagPage>('flags', writer)).items;
    expect(kept?.why).not.toContain('abcdefghijklmnop0123456789');
    expect(kept?.why).toContain('123-45-67');
    const { items } = await read<FlagPage>('flags');
    expect(items[0]?.why).not.toContain('123-45-67');
    expect(items[0]?.evidence.sha256).toMatch(/^[0-9a-f]{64}$/);
    expect((await read<FlagPage>('flags?q=123-45')).items).toEqual([]);
    expect((await read<FlagPage>('flags?q=123-45', writer)).items).toHaveLength(1);
    const answer = await ask('POST', 'flags', support, { process: 'p1', why });
    expect(answer.json().why).not.toContain('123-45-67');
  });

  it('leaves a trace: what was flagged with which checksum, and nothing of its note', async () => {
    const { put, ask, support, store } = await opened();
    const { flag, evidence } = await put({ why: 'Позвонить Борису' });
    await ask('PUT', `flags/${flag}`, support, { why: 'Борис в отпуске', dueAt: null });
    await ask('POST', `flags/${flag}/close`, support);
    const events = (await store.audit.from(1, 50)).filter(({ action }) => action.startsWith('flag.'));
    expect(events.map(({ action, object }) => [action, object])).toEqual([
      ['flag.put', 'p1'],
      ['flag.change', flag],
      ['flag.close', flag],
    ]);
    expect(events[0]?.details).toContain(evidence.sha256);
    expect(JSON.stringify(events)).not.toContain('Борис');
  });
});

describe('flags in lists', () => {
  it('come in the order of coming back, page by page, and closed ones the last closed first', async () => {
    const { put, list, ask, support, clock, read } = await opened();
    await put({ why: 'некогда' });
    await put({ why: 'через час', dueAt: after(3600) });
    const { flag } = await put({ why: 'вчера', dueAt: after(-86_400) });
    await put({ why: 'сейчас', dueAt: after(0) });
    expect(await list()).toEqual(['вчера', 'сейчас', 'через час', 'некогда']);
    expect(await list('state=due')).toEqual(['вчера', 'сейчас']);
    const seen: string[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const page: FlagPage = await read<FlagPage>(`flags?limit=1${cursor === '' ? '' : `&cursor=${cursor}`}`);
      expect(page.total).toBe(4);
      seen.push(...page.items.map(({ why }) => why));
      cursor = page.next;
    }
    expect(seen).toEqual(['вчера', 'сейчас', 'через час', 'некогда']);
    await ask('POST', `flags/${flag}/close`, support);
    clock.now += 1000;
    const { flag: second } = await put({ why: 'потом' });
    await ask('POST', `flags/${second}/close`, support);
    expect(await list('state=closed')).toEqual(['потом', 'вчера']);
  });

  it('are found by whose they are, by card and by words', async () => {
    const { put, list, manager, send, writer, ask, support } = await opened();
    await send([cardEvent(5, { card: { type: 'lead', id: '1' }, title: 'Лид' })], writer);
    await send([processEvent('p3', 5, { card: { type: 'lead', id: '1' } })], writer);
    await put({ why: 'Ёлка' });
    await put({ why: 'от менеджера', process: 'p3' }, manager);
    expect(await list('mine=true')).toEqual(['Ёлка']);
    expect(await list('mine=true', manager)).toEqual(['от менеджера']);
    expect(await list('mine=true', writer)).toEqual([]);
    expect(await list('cardType=lead&cardId=1')).toEqual(['от менеджера']);
    expect(await list(`q=${encodeURIComponent('елка кофе')}`)).toEqual(['Ёлка']);
    expect(await list(`q=${encodeURIComponent('лид')}`)).toEqual(['от менеджера']);
    expect((await ask('GET', 'flags?cardType=lead', support)).statusCode).toBe(400);
  });

  it('filter cards and processes, and are heard of by who watches the card', async () => {
    const { put, read, listen, support } = await opened();
    const items = async (url: string) => (await read<{ items: object[] }>(url)).items.length;
    expect([await items('cards?flagged=true'), await items('cards/deal/7/processes?flagged=true')]).toEqual([0, 0]);
    const stream = await openStream(await listen(), '/api/v1/stream?cardType=deal&cardId=7', support);
    await put();
    await stream.until('changed');
    expect(stream.messages('changed').at(-1)?.data['process']).toMatchObject({ process: 'p1', flags: 1 });
    stream.close();
    expect([await items('cards?flagged=true'), await items('cards/deal/7/processes?flagged=true')]).toEqual([1, 1]);
  });

  it('are counted right whatever comes after them', async () => {
    const { put, counts, ask, support, send, writer, store } = await opened();
    const { flag } = await put();
    await put({ process: 'p1' });
    await put({ process: 'p2' });
    await send([cardEvent(20, { title: 'Другое' }), entryEvent('p1', 21), processEvent('p2', 22)], writer);
    expect(await counts()).toEqual({ card: 2, p1: 2, p2: 1 });
    await ask('POST', `flags/${flag}/close`, support);
    expect(await counts()).toEqual({ card: 2, p1: 1, p2: 1 });
    // A process that turns out to be another card's takes its flag along.
    await send([processEvent('p2', 30, { card: { type: 'lead', id: '1' } })], writer);
    expect(await counts()).toEqual({ card: 1, p1: 1, p2: 1 });
    expect(await store.care.miscounts(10)).toEqual([]);
  });

  it('are missed by the doctor when they are counted wrong', async () => {
    const { put, tamper, store } = await opened();
    await put();
    tamper('update process set flags = 0');
    expect(await store.care.miscounts(10)).toMatchObject([
      { what: 'process', id: 'p1', told: { flags: 0 }, real: { flags: 1 } },
      { what: 'card', id: 'deal/7', told: { flagged: 1 }, real: { flagged: 0 } },
    ]);
  });
});

describe('who may not see a card', () => {
  it('sees no flag on it, cannot put one, and is told nothing else than of what there is not', async () => {
    const app = await opened();
    const { flag } = await app.put({ why: 'Скрыто' });
    const bitrix24 = await makeFakePortal();
    onTestFinished(bitrix24.stop);
    await connectBitrix24(app, bitrix24);
    // A manager with an account sees no card of a Bitrix24 here.
    const { manager, ask } = app;
    const plain = async (...request: Parameters<typeof ask>) => {
      const answer = await ask(...request);
      return [answer.statusCode, answer.body.replace(/"requestId":"[^"]*"/, '')];
    };
    expect((await app.read<FlagPage>('flags', manager)).items).toEqual([]);
    for (const [method, path, body] of [
      ['GET', 'check', undefined],
      ['POST', 'close', undefined],
    ] as const) {
      const theirs = await plain(method, `flags/${flag}/${path}`, manager, body);
      expect(theirs).toEqual(await plain(method, `flags/999/${path}`, manager, body));
      expect(theirs[0]).toBe(404);
    }
    const change = { why: 'a', dueAt: null };
    expect(await plain('PUT', `flags/${flag}`, manager, change)).toEqual(
      await plain('PUT', 'flags/999', manager, change),
    );
    expect(await plain('POST', 'flags', manager, { process: 'p1', why: 'a' })).toEqual(
      await plain('POST', 'flags', manager, { process: 'p9', why: 'a' }),
    );
    expect(await app.list()).toEqual(['Скрыто']);
  });
});

describe('evidence', () => {
  it('is kept past retention until the flag is closed', async () => {
    const { put, ask, support, tamper, store, clock, read } = await opened();
    tamper('update process set received_at = 0, sort_at = 0');
    expect((await read<{ completeness: object }>('processes/p1')).completeness).not.toMatchObject({ expiresAt: null });
    const { flag } = await put();
    expect((await read<{ completeness: object }>('processes/p1')).completeness).toMatchObject({ expiresAt: null });
    expect(await store.care.purgeable(clock.now)).toMatchObject({ processes: 0 });
    expect(await store.purge(clock.now, 10)).toBe(0);
    await ask('POST', `flags/${flag}/close`, support);
    expect(await store.purge(clock.now, 10)).toBe(1);
    expect((await ask('GET', `flags/${flag}/check`, support)).statusCode).toBe(404);
    expect(tamper('delete from flag')).toBe(0);
    expect(await store.care.miscounts(10)).toEqual([]);
    const again = { why: 'Поздно', dueAt: null };
    expect((await ask('POST', `flags/${flag}/reopen`, support, again)).statusCode).toBe(404);
  });

  it('is kept again once the flag is opened again, which says what is gone', async () => {
    const { put, ask, support, tamper, store, clock } = await opened();
    tamper('update process set received_at = 0, sort_at = 0');
    const { flag, evidence } = await put();
    await ask('POST', `flags/${flag}/close`, support);
    tamper("delete from entry where message = 'Не указан номер телефона'");
    const answer = await ask('POST', `flags/${flag}/reopen`, support, { why: 'Ещё раз', dueAt: null });
    expect(answer.json()).toMatchObject({ flag: { evidence }, check: { result: 'missing', entries: 1 } });
    expect(await store.purge(clock.now, 10)).toBe(0);
    const event = (await store.audit.from(1, 50)).find(({ action }) => action === 'flag.reopen');
    expect(event).toMatchObject({ object: flag, details: expect.stringContaining('"result":"missing"') });
    expect(event?.details).not.toContain('Ещё раз');
  });

  it('finds a changed message, changed details, and an entry that is gone', async () => {
    const { put, check, tamper } = await opened();
    const flag = await put();
    expect(await check(flag)).toBe('unchanged');
    tamper("update entry set message = 'Не указан e-mail' where message = 'Не указан номер телефона'");
    expect(await check(flag)).toBe('changed');
    tamper("update entry set message = 'Не указан номер телефона' where message = 'Не указан e-mail'");
    expect(await check(flag)).toBe('unchanged');
    tamper("update entry_details set details = '{}'");
    expect(await check(flag)).toBe('changed');
    tamper("delete from entry where message = 'Не указан номер телефона'");
    expect(await check(flag)).toBe('missing');
  });

  it('stays what it is when entries come later, also of earlier moments, and when a provider reports', async () => {
    const { put, check, send, writer } = await opened();
    const sent = { message: 'Отправлено', details: { delivery: { messageId: 'w1' } } };
    await send(entryEvent('p1', 5, sent), writer);
    const flag = await put();
    await send([entryEvent('p1', -60), entryEvent('p1', 60)], writer);
    await send({ kind: 'delivery', id: 'd1', at: after(9), messageId: 'w1', status: 'undelivered' }, writer);
    expect(await check(flag)).toBe('unchanged');
    expect((await put()).evidence.entries).toBe(5);
  });

  it('is the same however it is read in parts, and others get their turn', async () => {
    const rows = Array.from({ length: 2500 }, (_, no) => ({ at: no, no, told: ['x'.repeat(no % 7)] }));
    const asked: number[] = [];
    const take = createEvidence({
      evidence: async (_portal, _process, lastNo, place, limit) => {
        asked.push(limit);
        const from = place === null ? 0 : place.no + 1;
        return rows.filter(({ no }) => no <= lastNo).slice(from, from + limit);
      },
    });
    let turns = 0;
    const ticker = setInterval(() => (turns += 1), 0);
    const whole = await take(1, 1, 5000);
    clearInterval(ticker);
    expect(whole.entries).toBe(2500);
    expect(asked.length).toBeGreaterThan(3);
    expect(Math.max(...asked)).toBe(1000);
    expect(turns).toBeGreaterThan(0);
    expect((await take(1, 1, 99)).entries).toBe(100);
    expect((await take(1, 1, 2499)).sha256).toBe(whole.sha256);
  });
});
