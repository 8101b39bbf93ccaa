import { describe, expect, it } from 'vitest';
import type { CauseInList, FailureInFile, FailureList } from '#contract/failures.ts';
import { after, cardEvent, templateEvent } from '#server/testing/events.ts';
import { fail, says, worth } from '#server/testing/failures.ts';
import { startTestApp } from '#server/testing/test-app.ts';

type Headers = Record<string, string>;

async function opened() {
  const app = await startTestApp();
  const key = await app.makeKey();
  await app.send([worth('1', 'a', 100), templateEvent(-100, { name: 'Счёт' })], key);
  await fail(app, key, [
    { at: -30, card: '1' },
    { at: -20, card: '2', process: { stage: { id: 'NEW', name: 'Новая' } } },
    { at: -10, card: '1', says: says['wa-rate'] },
  ]);
  const file = async (query: string, headers: Headers = key) => {
    const answer = await app.get(`/api/v1/failures/export?${query}`, headers);
    expect([answer.statusCode, answer.body]).toEqual([200, answer.body]);
    return answer;
  };
  return {
    ...app,
    key,
    file,
    json: async (query = '', headers: Headers = key) =>
      (await file(`format=json&${query}`, headers)).json<FailureInFile[]>(),
    noted: async () =>
      (await app.store.audit.from(1, 50)).flatMap(({ action, details, object }) =>
        action === 'journal.export' ? [{ details: JSON.parse(details), object }] : [],
      ),
  };
}

const compare = (one = '', other = '') => (one < other ? -1 : 1);

describe('failures as a file', () => {
  it('are those that the list counts, newest first, each with its cause and whom it hit', async () => {
    const { json } = await opened();
    const failures = await json();
    expect(failures.map(({ at, cause }) => [at, cause.cause])).toEqual([
      [after(-10), 'wa-rate'],
      [after(-20), 'wa-window'],
      [after(-30), 'wa-window'],
    ]);
    expect(failures[2]).toMatchObject({
      cause: { title: 'Клиент не получил WhatsApp: окно в 24 часа закрыто' },
      card: { type: 'deal', id: '1', title: 'Сделка 1' },
      client: { name: 'Клиент a' },
      amount: { value: 100, currency: 'RUB' },
      template: { name: 'Счёт' },
      message: says['wa-window'],
    });
  });

  it('are narrowed as the list is: by range, stage, words, state, and to one cause', async () => {
    const { json, get, server, key, makePerson } = await opened();
    const moments = async (query: string) => (await json(query)).map(({ at }) => at);
    expect(await moments(`from=${after(-25)}&to=${after(-15)}`)).toEqual([after(-20)]);
    expect(await moments('stage=NEW')).toEqual([after(-20)]);
    expect(await moments('cause=wa-rate')).toEqual([after(-10)]);
    expect(await moments(`q=${encodeURIComponent('окно')}`)).toEqual([after(-20), after(-30)]);
    const { cookie } = await makePerson('support');
    const url = '/api/v1/causes/wa-rate/state';
    await server.inject({ method: 'PUT', url, headers: { cookie }, payload: { state: 'resolved' } });
    expect(await moments('state=new')).toEqual([after(-20), after(-30)]);
    expect((await get('/api/v1/failures/export?format=json&cause=no-such', key)).statusCode).toBe(404);
  });

  it('make a table whose causes are called as in the list', async () => {
    const { file, get, key } = await opened();
    const [head = '', ...rows] = (await file('format=csv')).body.trimEnd().split('\r\n');
    expect(head).toContain('"Время (UTC)","Причина","Робот","Сообщение"');
    expect(rows).toHaveLength(3);
    const { causes } = (await get('/api/v1/failures', key)).json<FailureList>();
    const titles = causes.map(({ title }: CauseInList) => title).toSorted(compare);
    expect([...new Set(rows.map((row) => row.split('","')[1]))].toSorted(compare)).toEqual(titles);
  });

  it('are taken along with their whole journals as XES, each journal once', async () => {
    const { file } = await opened();
    const answer = await file('format=xes&cause=wa-window');
    expect(answer.headers['content-disposition']).toBe('attachment; filename="journal-failures.xes"');
    expect(answer.body.split('<trace>')).toHaveLength(3);
    expect(answer.body).toContain('<boolean key="journal:isFiltered" value="true"/>');
  });

  it('are noted with how many there are, before they leave, and without what was searched for', async () => {
    const { file, noted } = await opened();
    await file(`format=csv&q=${encodeURIComponent('окно')}`);
    await file('format=xes&cause=wa-window');
    expect(await noted()).toMatchObject([
      { object: null, details: { format: 'csv', filter: ['q'], causes: 1, failures: 2, processes: 2 } },
      { object: 'wa-window', details: { format: 'xes', failures: 2, processes: 2 } },
    ]);
  });

  it('hide personal data from whom the page hides it, and nobody else reads them', async () => {
    const { json, get, key, send, makePerson } = await opened();
    await send([cardEvent(0, { card: { type: 'deal', id: '2' }, client: { id: 'b', name: 'Иван Петров' } })], key);
    const support = { cookie: (await makePerson('support')).cookie };
    expect((await json()).map(({ client }) => client?.name)).toContain('Иван Петров');
    expect(JSON.stringify(await json('', support))).not.toContain('Иван Петров');
    const manager = { cookie: (await makePerson('manager')).cookie };
    expect((await get('/api/v1/failures/export?format=json', manager)).statusCode).toBe(403);
  });
});
