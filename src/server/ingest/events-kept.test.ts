import { describe, expect, it } from 'vitest';
import { activityResults, activityStatuses, entryTypeByCode, type Entry } from '#contract/entry.ts';
import { maxMessageBytes } from '#contract/event.ts';
import { after, entryEvent, ndjson } from '#server/testing/events.ts';
import { startTestApp } from '#server/testing/test-app.ts';

/** What a reader gets of an entry that a writer sent. */
async function keep(...events: object[]): Promise<Entry[]> {
  const app = await startTestApp();
  const key = await app.makeKey();
  expect((await app.send(ndjson(events), key)).json().accepted).toBe(events.length);
  return (await app.get('/api/v1/processes/p1/entries?limit=1000', key)).json().items;
}

const keepOne = async (fields: Record<string, unknown>) => (await keep(entryEvent('p1', 0, fields)))[0]!;

describe('fields that we do not know', () => {
  it('are kept in details, beside what the writer put there himself', async () => {
    const entry = await keepOne({ tenant: 'юг', shard: { no: 7 }, details: { variables: { a: 1 }, shard: 'own' } });
    expect(entry.details).toEqual({ variables: { a: 1 }, shard: 'own', tenant: 'юг' });
  });

  it('are data, also when they are called like parts of the language', async () => {
    const line = JSON.stringify(entryEvent('p1')).replace('{', '{"__proto__":{"level":"failure"},"constructor":1,');
    const app = await startTestApp();
    const key = await app.makeKey();
    expect((await app.send(line, key)).statusCode).toBe(200);
    const [entry] = (await app.get('/api/v1/processes/p1/entries', key)).json().items;
    expect(entry).toMatchObject({ level: 'message', details: { constructor: 1 } });
    expect(({} as Record<string, unknown>)['level']).toBeUndefined();
  });

  it('are none when there are none: absent is null', async () => {
    const entry = await keepOne({ message: null });
    expect(entry).toMatchObject({ message: null, messageLength: null, user: null, details: null, cause: null });
    expect(entry).toMatchObject({ status: null, result: null });
  });
});

describe('type, status and result', () => {
  it('mean the same by name, in any case, and by the portal’s number', async () => {
    const names = await keep(
      ...Object.values(entryTypeByCode).map((type, n) => entryEvent('p1', n, { type: type.toUpperCase() })),
    );
    expect(names.map(({ type }) => type)).toEqual(Object.values(entryTypeByCode));
    const numbers = await keep(
      ...Object.keys(entryTypeByCode).map((type, n) =>
        entryEvent('p1', n, { type: n % 2 === 0 ? Number(type) : type }),
      ),
    );
    expect(numbers.map(({ type }) => type)).toEqual(Object.values(entryTypeByCode));
    expect(numbers.map(({ typeCode }) => typeCode)).toEqual(Object.keys(entryTypeByCode).map(Number));

    for (const [field, words] of [
      ['status', activityStatuses],
      ['result', activityResults],
    ] as const) {
      const byName = await keep(...words.map((word, n) => entryEvent('p1', n, { [field]: word })));
      const byNumber = await keep(...words.map((_word, n) => entryEvent('p1', n, { [field]: n })));
      expect(byName.map((entry) => entry[field])).toEqual([...words]);
      expect(byNumber.map((entry) => entry[field])).toEqual([...words]);
    }
  });

  it('are kept and shown as they were written when we do not know them', async () => {
    const entry = await keepOne({ type: 'teleport', status: 'half-closed', result: 77 });
    expect(entry).toMatchObject({ type: 'teleport', typeCode: null, status: 'half-closed', result: '77' });
    expect(await keepOne({ type: 200 })).toMatchObject({ type: '200', typeCode: 200 });
    expect(await keepOne({ type: 'constructor' })).toMatchObject({ type: 'constructor', typeCode: null });
  });
});

describe('a message', () => {
  it('is shown whole up to 64 KiB, and cut beyond it with its true length', async () => {
    const whole = 'я'.repeat(maxMessageBytes / 2);
    expect(await keepOne({ message: whole })).toMatchObject({ message: whole, messageLength: null });
    expect(await keepOne({ message: `${whole}😀` })).toMatchObject({ message: whole, messageLength: whole.length + 1 });
  });

  it('keeps NUL as a visible sign and half a surrogate pair as a replacement, wherever they stand', async () => {
    const line = JSON.stringify(entryEvent('p1', 0, { message: 'MSG', details: { a: ['MSG'], 'k\0': 1 } }));
    const app = await startTestApp();
    const key = await app.makeKey();
    expect((await app.send(line.replaceAll('MSG', String.raw`a\u0000b\ud800c`), key)).statusCode).toBe(200);
    const [entry] = (await app.get('/api/v1/processes/p1/entries', key)).json().items;
    expect(entry).toMatchObject({ message: 'a␀b\uFFFDc', details: { a: ['a␀b\uFFFDc'], 'k␀': 1 } });
    expect((await app.get('/api/v1/processes/p1/matches?q=b%EF%BF%BDc', key)).json().total).toBe(1);
  });

  it('survives bytes that are no UTF-8', async () => {
    const app = await startTestApp();
    const key = await app.makeKey();
    const bytes = Buffer.from(JSON.stringify(entryEvent('p1', 0, { message: 'xx' })));
    bytes[bytes.indexOf('xx')] = 0xff;
    expect((await app.send(bytes, key)).statusCode).toBe(200);
    expect((await app.get('/api/v1/processes/p1/entries', key)).json().items[0].message).toBe('\uFFFDx');
  });

  it('keeps what terminals, browsers and spreadsheets would act on, as it is', async () => {
    const message = '\u001B[31mred\u001B[0m <script>alert(1)</script> \u202Egnp.exe =1+1\r\n\ttab';
    expect((await keepOne({ message })).message).toBe(message);
  });
});

describe('order', () => {
  it('is by moment, then by arrival, in whatever order the events come', async () => {
    const at = [5, 1, 5, 3, 1, 5];
    const entries = await keep(...at.map((seconds, n) => entryEvent('p1', seconds, { message: `${seconds}-${n}` })));
    expect(entries.map(({ message }) => message)).toEqual(['1-1', '1-4', '3-3', '5-0', '5-2', '5-5']);
  });

  it('goes by the moment itself, whatever offset it is written with', async () => {
    const entries = await keep(
      entryEvent('p1', 0, { at: '2026-11-21T15:00:00+03:00', message: 'second' }),
      entryEvent('p1', 0, { at: '2026-11-21T11:59:59.999Z', message: 'first' }),
      entryEvent('p1', 0, { at: '2026-11-21T07:00:00.0019-05:00', message: 'third' }),
    );
    expect(entries.map(({ message }) => message)).toEqual(['first', 'second', 'third']);
    expect(entries.map(({ at }) => at)).toEqual([after(-0.001), after(0), after(0.001)]);
  });
});
