import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { entryEvent, faultEvent, cardEvent, processEvent, templateEvent } from '#server/testing/events.ts';
import { openStream } from '#server/testing/stream.ts';
import { startTestApp } from '#server/testing/test-app.ts';

/** Found nowhere but where it was sent, whichever way it is written down. */
const canary = 'Zq7CanaryXw93kLmN4pR8sTv2';
const spellings = [canary, Buffer.from(canary).toString('base64').slice(0, 30), encodeURIComponent(canary)];

const basic = Buffer.from(`login:${canary}`).toString('base64');
const secretive = [
  faultEvent('p1', 1, { message: `Ошибка: Authorization: Bearer ${canary} отклонён, password=${canary}` }),
  entryEvent('p1', 2, {
    message: `GET https://user:${canary}@api.example.test/rest/1/${canary}/?access_token=${canary}`,
  }),
  entryEvent('p1', 3, {
    details: {
      http: {
        method: 'POST',
        url: `https://portal.example.test/rest/12/${canary}/crm.deal.get?token=${canary}`,
        requestHeaders: { authorization: `Bearer ${canary}`, cookie: `sid=${canary}`, 'x-api-key': canary },
        requestBody: JSON.stringify({ auth: { access_token: canary, nested: [{ client_secret: canary }] } }),
        status: 401,
        responseHeaders: { 'set-cookie': [`session=${canary}; Path=/`] },
        responseBody: `{"refresh_token":"${canary}"}`,
      },
      variables: { deep: [{ a: { password: canary } }], note: `apikey: ${canary}` },
    },
  }),
  entryEvent('p1', 4, { secret: canary, config: { api_token: canary }, header: `Authorization: Basic ${basic}` }),
  cardEvent(5, { title: `token=${canary}`, url: `https://portal.example.test/deal/7?auth=${canary}` }),
  templateEvent(6, { name: `password: ${canary}` }),
  processEvent('p1', 7, { stateTitle: `access_token=${canary}`, extra: { secret_key: canary } }),
];

describe('a secret that a writer sends', () => {
  it('is nowhere: not in the store’s files, an answer, an export, the stream, or the log', async () => {
    const app = await startTestApp();
    const key = await app.makeKey();
    const stream = await openStream(await app.listen(), '/api/v1/stream?cardType=deal&cardId=7', {
      ...key,
      'last-event-id': '0',
    });
    expect((await app.send(secretive, key)).json().accepted).toBe(secretive.length);
    await stream.until('changed');

    const places = new Map<string, string>();
    for (const path of [
      'cards',
      'cards/deal/7',
      'cards/deal/7/processes',
      'cards/deal/7/timeline',
      'cards/deal/7/facets',
      'processes/p1',
      'processes/p1/entries',
      'processes/p1/steps',
      ...['csv', 'json', 'txt'].map((format) => `processes/p1/export?format=${format}`),
    ]) {
      const answer = await app.get(`/api/v1/${path}`, key);
      expect(answer.statusCode).toBe(200);
      places.set(path, answer.body);
    }
    expect(places.get('processes/p1/entries')).toContain('https://');
    for (const { entry } of JSON.parse(places.get('processes/p1/entries') ?? '').items) {
      places.set(`entry ${entry}`, (await app.get(`/api/v1/processes/p1/entries/${entry}`, key)).body);
    }
    places.set('search', (await app.get(`/api/v1/processes/p1/matches?q=${canary}`, key)).body);
    expect(JSON.parse(places.get('search') ?? '').total).toBe(0);
    places.set('stream', stream.text());
    places.set('log', app.log());
    const readFiles = (when: string) => {
      for (const { name, parentPath } of readdirSync(app.directory, { recursive: true, withFileTypes: true }).filter(
        (entry) => entry.isFile(),
      ))
        places.set(`${name} ${when}`, readFileSync(join(parentPath, name), 'latin1'));
    };
    readFiles('while it runs');
    expect([...places.keys()]).toContain('journal.db-wal while it runs');
    await app.stop();
    readFiles('after it stopped');

    const found = [...places].flatMap(([place, text]) => (spellings.some((one) => text.includes(one)) ? [place] : []));
    expect(found).toEqual([]);
  });

  it('is not repeated in a refusal, whatever is wrong', async () => {
    const app = await startTestApp();
    const key = await app.makeKey();
    const wrong = [
      { kind: canary },
      { ...entryEvent('p1'), at: canary },
      { ...entryEvent('p1'), level: canary },
      { ...entryEvent('p1'), type: { [canary]: canary } },
      { ...entryEvent('p1'), details: canary },
      canary,
    ];
    for (const body of [wrong, ...wrong, `{"a":"${canary}`, `${canary}\n`]) {
      const answer = await app.send(body, key);
      expect(answer.statusCode).toBeGreaterThanOrEqual(400);
      expect(answer.body + app.log()).not.toContain(canary);
    }
  });

  it('is not repeated from an address, a header or a key: not in an answer and not in the log', async () => {
    const app = await startTestApp();
    const key = await app.makeKey();
    const addresses = [
      `/rest/1/${canary}/profile`,
      `/api/v1/${canary}`,
      `/api/v1/cards/${canary}/1?token=${canary}`,
      `/api/v1/processes/${canary}?cursor=${canary}`,
      `/api/v1/processes/p1/entries?cursor=${canary}&limit=${canary}`,
      `/api/v1/cards?portal=${canary}`,
      `/%zz${canary}`,
      `//${canary}:${canary}`,
      `/${canary}?${canary}`,
      `/assets/${canary}.js`,
      `/api/v1/processes/${canary.repeat(60)}`,
    ];
    for (const url of addresses) {
      for (const headers of [key, { authorization: `Bearer ${canary}` }, { cookie: `sid=${canary}` }] as Record<
        string,
        string
      >[]) {
        const answer = await app.get(url, { ...headers, 'last-event-id': canary, 'x-request-id': canary });
        expect(answer.statusCode, url).toBeLessThan(504);
        expect(answer.statusCode, url).not.toBe(500);
        expect(answer.body + JSON.stringify(answer.headers), url).not.toContain(canary);
      }
    }
    const { authorization } = key;
    await app.send(entryEvent('p1'), key);
    await app.get('/metrics', key);
    expect(app.log()).not.toContain(canary);
    expect(app.log()).not.toContain(authorization.slice('Bearer '.length));
  });
});
