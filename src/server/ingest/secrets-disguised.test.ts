import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { entryEvent, faultEvent, processEvent } from '#server/testing/events.ts';
import { canary, disguises, fullWidth, percentAll } from '#server/testing/disguises.ts';
import { openStream } from '#server/testing/stream.ts';
import { makeDirectory, startTestApp } from '#server/testing/test-app.ts';

/** The secret as it may be written down anywhere: plain, in small letters, in base64 at any offset, encoded. */
const spellings = [
  canary,
  canary.toLowerCase(),
  percentAll(canary),
  fullWidth(canary),
  encodeURIComponent(fullWidth(canary)),
  Buffer.from(fullWidth(canary)).toString('latin1'),
  ...[0, 1, 2].map((offset) => {
    const text = Buffer.from(`${'x'.repeat(offset)}${canary}`).toString('base64');
    // The first and the last sign hold a part of what stands beside.
    return text.slice(offset === 0 ? 0 : 4, -4);
  }),
];

const events = disguises.flatMap(([, text], n) => [
  processEvent(`p${n}`, n, {
    card: { type: 'deal', id: String(n) },
    stateTitle: text,
    stage: { id: 'NEW', name: text },
  }),
  faultEvent(`p${n}`, n, {
    message: text,
    activity: { name: 'A1', title: text, code: 'x' },
    user: { id: '1', name: text },
  }),
  entryEvent(`p${n}`, n + 1, {
    message: `перед ${text} после`,
    note: text,
    details: {
      http: {
        url: text,
        requestHeaders: { 'x-note': text },
        requestBody: text,
        responseBody: { deep: [{ note: text }] },
      },
      variables: { note: text, list: [text] },
      [text]: 1,
    },
  }),
]);

it('a secret in any disguise is in no file of the store, no answer, no export, no stream, no backup and no log', async () => {
  const app = await startTestApp();
  const key = await app.makeKey();
  const stream = await openStream(await app.listen(), '/api/v1/stream?cardType=deal&cardId=3', key);
  const sent = await app.send(events, key);
  expect(sent.json()).toMatchObject({ accepted: events.length, rejected: [] });
  await stream.until('changed');

  const places = new Map<string, string>([['the answer to the writer', sent.body]]);
  const keep = async (path: string) => {
    const answer = await app.get(`/api/v1/${path}`, key);
    expect([path, answer.statusCode]).toEqual([path, 200]);
    places.set(path, answer.body);
  };
  for (const n of disguises.keys()) {
    await keep(`cards/deal/${n}/processes`);
    await keep(`cards/deal/${n}/facets`);
    for (const path of ['', '/entries', '/steps', '/export?format=csv', '/export?format=json', '/export?format=txt'])
      await keep(`processes/p${n}${path}`);
    const failure = JSON.parse(places.get(`processes/p${n}`) ?? '{}').failure?.entry as string;
    await keep(`processes/p${n}/entries/${failure}`);
    await keep(`processes/p${n}/entries/${failure}/cause`);
  }
  await keep('cards?limit=200');
  places.set('the stream', stream.text());
  places.set('the log', app.log());
  const copy = join(makeDirectory(), 'backup.db');
  await app.store.backup(copy);
  places.set('the backup', readFileSync(copy, 'latin1'));
  const readFiles = (when: string) => {
    for (const name of readdirSync(app.directory).filter((name) => name.startsWith('journal.db')))
      places.set(`${name} ${when}`, readFileSync(join(app.directory, name), 'latin1'));
  };
  readFiles('while it runs');
  expect([...places.keys()]).toContain('journal.db-wal while it runs');
  await app.stop();
  readFiles('after it stopped');

  // What was sent is there, and the secrets in it are not.
  expect(places.get('journal.db after it stopped')).toContain(Buffer.from('перед ').toString('latin1'));
  const found = [...places].flatMap(([place, text]) => {
    const spelling = spellings.find((one) => text.includes(one));
    return spelling === undefined ? [] : [[place, spelling, text.slice(text.indexOf(spelling) - 80).slice(0, 160)]];
  });
  expect(found).toEqual([]);
  expect(disguises.length).toBeGreaterThanOrEqual(20);
}, 120_000);
