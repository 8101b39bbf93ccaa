import { gunzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { entryTypeNames, type Entry } from '#contract/entry.ts';
import { after, cardEvent, entryEvent, faultEvent, processEvent, templateEvent } from '#server/testing/events.ts';
import { type Attributes, readXes, readXml } from '#server/testing/read-xes.ts';
import { startTestApp } from '#server/testing/test-app.ts';
import { transitionOf } from './xes.ts';
import { xmlValue } from './xml-text.ts';

// A busy machine: megabytes take their time.
vi.setConfig({ testTimeout: 60_000 });

/** Characters that break what writes or reads XML, and any others. */
const hostileText = fc
  .array(
    fc.oneof(
      fc.string({ unit: 'binary', maxLength: 5 }),
      fc.constantFrom('\0', '\u0001', '\u001F', '\u007F', '\u0085', '\u2028', '\uFEFF', '\uFFFE', '\uFFFF'),
      fc.constantFrom('\uD83D', '\uDE00', '😀', '\u{10FFFF}', '\u{1FFFF}'),
      fc.constantFrom(']]>', '"', "'", '&', '<', '>', '&amp;', '&#0;', '<!--', '<?', '\t', '\n', '\r\n', '  '),
    ),
  )
  .map((parts) => parts.join(''));

/** What a reader gets of a text: all of it but what XML cannot say, and that visibly. */
function visible(text: string): string {
  return Array.from(text)
    .map((sign) => {
      const code = sign.codePointAt(0) ?? 0;
      if (code < 0x20 && !'\t\n\r'.includes(sign)) return String.fromCodePoint(0x2400 + code);
      return (code >= 0xd800 && code <= 0xdfff) || code === 0xfffe || code === 0xffff ? '\uFFFD' : sign;
    })
    .join('');
}

describe('a value of XML', () => {
  it('comes back as it was from a parser, and what XML forbids comes back visibly', () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        const read = readXml(`<a b="${xmlValue(text)}"/>`).getAttribute('b');
        expect(read).toBe(visible(text));
      }),
      { numRuns: 300 },
    );
    expect(xmlValue('\u0000 \u001B[31m \uD83D \uFFFF 😀')).toBe('␀ ␛[31m � � 😀');
    expect(xmlValue('a\tb\r\nc "d" <e> & ]]>')).toBe('a&#9;b&#13;&#10;c &quot;d&quot; &lt;e&gt; &amp; ]]&gt;');
  });
});

describe('the step of the lifecycle', () => {
  it.each([
    ['execute', null, 'start'],
    ['close', 'succeeded', 'complete'],
    ['close', null, 'complete'],
    ['close', 'faulted', 'ate_abort'],
    ['close', 'canceled', 'ate_abort'],
    ['cancel', null, 'ate_abort'],
    ['fault', 'faulted', 'ate_abort'],
    ['skip', null, 'autoskip'],
    ['trigger', null, 'complete'],
    ['custom', null, 'unknown'],
    ['error', null, 'unknown'],
    ['a type of tomorrow', null, 'unknown'],
  ])('of %s with the result %s is %s', (type, result, transition) => {
    expect(transitionOf({ type, result })).toBe(transition);
  });

  it('is one of the standard for every type', () => {
    for (const type of entryTypeNames)
      expect(['start', 'complete', 'ate_abort', 'autoskip', 'unknown']).toContain(transitionOf({ type, result: null }));
  });
});

/** The two that XML forbids and JSON does not write by number. */
const detailsOf = (details: object) =>
  JSON.stringify(details)
    .replaceAll('\uFFFF', String.raw`\uffff`)
    .replaceAll('\uFFFE', String.raw`\ufffe`);

/** An event as it must be for an entry as the API gives it. */
function eventOf(entry: Entry): Attributes {
  const whole: Record<string, string | number | null | undefined> = {
    'concept:name': entry.activity.title ?? entry.activity.name,
    'lifecycle:transition': transitionOf(entry),
    'time:timestamp': entry.at.replace('Z', '+00:00'),
    'org:resource': entry.user?.name ?? entry.user?.id,
    'journal:entry': entry.entry,
    'journal:type': entry.type,
    'journal:typeCode': entry.typeCode,
    'journal:level': entry.level,
    'journal:status': entry.status,
    'journal:result': entry.result,
    'journal:activity': entry.activity.name,
    'journal:activityCode': entry.activity.code,
    'journal:userId': entry.user?.id,
    'journal:message': entry.message,
    'journal:messageLength': entry.messageLength,
    'journal:cause': entry.cause?.code,
    'journal:causeTitle': entry.cause?.title,
    'journal:details': entry.details && detailsOf(entry.details),
  };
  const told = Object.entries(whole).flatMap(([key, value]) => (value == null ? [] : [[key, visible(String(value))]]));
  return Object.fromEntries(told) as Attributes;
}

const withoutIdentity = (event: Attributes) =>
  Object.fromEntries(Object.entries(event).filter(([key]) => key !== 'identity:id'));

async function start(events: readonly object[] = []) {
  const app = await startTestApp();
  const key = await app.makeKey();
  const sent = events.length === 0 ? null : (await app.send(events, key)).json();
  expect(sent?.rejected ?? []).toEqual([]);
  const xes = async (path: string, language = 'ru') => {
    const answer = await app.get(`/api/v1/${path}`, { ...key, 'accept-language': language });
    expect([answer.statusCode, answer.headers['content-type']]).toEqual([200, 'application/xml; charset=utf-8']);
    return { answer, ...readXes(answer.payload) };
  };
  return { app, key, xes };
}

describe('a journal as XES', () => {
  const hostile = '\u0000\u001B[31m ]]> "кавычки" \'и\' & < > \t\r\n 😀 \uD83D \uFFFF <!-- &#0;';

  it('gives every entry of a hostile journal to a reader of XML', async () => {
    const texts = [hostile, 'x'.repeat(64 * 1024), '&"<\n'.repeat(16 * 1024), '', ' ', '\uD800'];
    const { app, key, xes } = await start([
      cardEvent(0, { title: hostile }),
      templateEvent(0, { name: hostile }),
      processEvent('p1', 0, { stateTitle: hostile, stage: { id: hostile.slice(0, 200), name: hostile } }),
      ...texts.map((message, n) =>
        entryEvent('p1', n, {
          message,
          activity: { name: `A${n} ${hostile}`, title: n % 2 === 0 ? hostile : null, code: hostile },
          type: n === 5 ? 'тип <&"\u0001' : 'custom',
          user: { id: `"${n}"`, name: hostile },
          details: { input: texts, [hostile]: { deep: [hostile, null, 1.5, true] } },
        }),
      ),
      faultEvent('p1', 50),
      entryEvent('p1', 51, { type: 'close', status: 'closed', result: 'faulted', message: null, details: null }),
    ]);
    const { traces, answer } = await xes('processes/p1/export?format=xes');
    const listed: Entry[] = (await app.get('/api/v1/processes/p1/entries?limit=1000', key)).json().items;
    expect(traces).toHaveLength(1);
    expect(traces[0]?.events.map(withoutIdentity)).toEqual(listed.map(eventOf));
    expect(listed).toHaveLength(texts.length + 2);
    const details = traces[0]?.events.map((one) => JSON.parse(one['journal:details'] ?? 'null') as unknown);
    expect(details).toEqual(listed.map((entry) => entry.details));
    expect(answer.headers['content-disposition']).toMatch(/^attachment; filename="journal-\d+\.xes"$/);
    expect(answer.headers['cache-control']).toBe('no-store');
    const packed = await app.get('/api/v1/processes/p1/export?format=xes', { ...key, 'accept-encoding': 'gzip' });
    expect(gunzipSync(packed.rawPayload).toString()).toBe(answer.payload);
  });

  it('says what is known of the process, and leaves out what is not', async () => {
    const { xes } = await start([
      cardEvent(0, { title: 'Окна' }),
      templateEvent(0, { name: 'Роботы' }),
      processEvent('p1', 0, {
        stage: { id: 'NEW', name: 'Новая', semantics: 'process' },
        startedAt: '2026-11-01T10:00:00+03:00',
        finishedAt: after(5),
        state: 'completed',
        startedBy: { id: '1', name: 'Ольга' },
      }),
      faultEvent('p1', 1),
      entryEvent('alone', 2),
    ]);
    const { traces, log } = await xes('export?format=xes');
    expect(log).toMatchObject({
      'concept:name': 'main',
      'journal:portal': 'main',
      'journal:isFiltered': 'false',
      'lifecycle:model': 'standard',
    });
    const [whole, alone] = traces.map((trace) =>
      Object.fromEntries(Object.entries(trace).filter(([key]) => !['events', 'identity:id'].includes(key))),
    );
    expect(whole).toEqual({
      'concept:name': 'p1',
      'journal:cardType': 'deal',
      'journal:cardId': '7',
      'journal:cardTitle': 'Окна',
      'journal:templateId': '12',
      'journal:templateVersion': '3',
      'journal:templateName': 'Роботы',
      'journal:stageId': 'NEW',
      'journal:stageName': 'Новая',
      'journal:stageSemantics': 'process',
      'journal:state': 'completed_with_failures',
      'journal:startedAt': '2026-11-01T07:00:00.000+00:00',
      'journal:finishedAt': after(5).replace('Z', '+00:00'),
      'journal:startedBy': 'Ольга',
      'journal:startedById': '1',
      'journal:entries': '1',
      'journal:failures': '1',
    });
    expect(alone).toEqual({
      'concept:name': 'alone',
      'journal:state': 'running',
      'journal:entries': '1',
      'journal:failures': '0',
    });
  });

  it('has no year 0, which XML Schema does not know', async () => {
    const { xes } = await start([entryEvent('p1', 0, { at: '0000-05-01T00:00:00Z' })]);
    const { traces } = await xes('processes/p1/export?format=xes');
    expect(traces[0]?.events[0]?.['time:timestamp']).toBe('0001-01-01T00:00:00.000+00:00');
  });

  it('gives a thing the same identity each time, and no two things the same', async () => {
    const { xes } = await start(Array.from({ length: 40 }, (_, n) => entryEvent(`p${n % 2}`, n)));
    const identities = async (path: string) =>
      (await xes(path)).traces.flatMap(({ events, ...trace }) =>
        [trace as Attributes, ...events].map((one) => one['identity:id']),
      );
    const all = await identities('export?format=xes');
    expect(new Set(all).size).toBe(42);
    expect(await identities('export?format=xes')).toEqual(all);
    expect(all).toEqual(expect.arrayContaining(await identities('processes/p1/export?format=xes')));
  });

  it('holds what the list shows under the same filter, and says that it is a part', async () => {
    const { app, key, xes } = await start(
      Array.from({ length: 700 }, (_, n) => (n % 10 === 0 ? faultEvent('p1', n) : entryEvent('p1', n))),
    );
    for (const filter of ['', '&level=failure', '&q=телефон', '&q=нигде']) {
      const { log, traces } = await xes(`processes/p1/export?format=xes${filter}`);
      const list = (await app.get(`/api/v1/processes/p1/entries?limit=1000${filter}`, key)).json();
      expect(traces[0]?.events.map((one) => one['journal:entry'])).toEqual(list.items.map(({ entry }: Entry) => entry));
      expect(log['journal:isFiltered']).toBe(String(filter !== ''));
    }
    const whole = (await xes('export?format=xes')).traces[0]?.events;
    expect(whole?.map((one) => one['time:timestamp'])).toEqual(
      Array.from({ length: 700 }, (_, n) => after(n).replace('Z', '+00:00')),
    );
  });
});

describe('many journals as XES', () => {
  const on = (id: string, type = 'deal') => ({ card: { type, id } });
  const events = [
    ...['1', '2'].map((id) => cardEvent(0, { ...on(id), title: `Сделка ${id}` })),
    processEvent('a', 1, { ...on('1'), state: 'completed', stage: { id: 'NEW' } }),
    processEvent('b', 2, { ...on('1'), template: { id: '99' }, state: 'failed', stage: { id: 'PAID' } }),
    processEvent('c', 3, { ...on('2'), startedAt: after(3) }),
    processEvent('d', 4, on('1', 'lead')),
    faultEvent('d', 5),
    ...['a', 'b', 'c'].map((process) => entryEvent(process, 6)),
  ];
  const inOrder = (a: string, b: string) => a.localeCompare(b);
  const names = ({ traces }: { traces: object[] }) =>
    traces.map((trace) => (trace as Attributes)['concept:name'] ?? '');

  it.each([
    ['', 'abcd'],
    ['&template=99', 'b'],
    ['&stage=NEW', 'a'],
    ['&state=failed,completed', 'ab'],
    ['&cardType=lead', 'd'],
    ['&cardType=deal&state=running', 'c'],
    ['&failures=true', 'bd'],
    [`&from=${after(2)}&to=${after(3)}`, 'bc'],
    ['&template=none', ''],
  ])('of a portal, with %j, are those of %j', async (filter, processes) => {
    const { xes } = await start(events);
    const read = await xes(`export?format=xes${filter}`);
    expect(names(read).toSorted(inOrder).join('')).toBe(processes);
    expect(read.log['journal:isFiltered']).toBe(String(filter !== ''));
  });

  it('of a card are its own, newest first, also of a hundred of hundreds', async () => {
    const { app, key, xes } = await start(events);
    expect(names(await xes('cards/deal/1/export?format=xes'))).toEqual(['b', 'a']);
    expect(names(await xes('cards/deal/1/export?format=xes&failures=true'))).toEqual(['b']);
    const many = Array.from({ length: 450 }, (_, n) => processEvent(`m${n}`, n, on('2')));
    await app.send(many, key);
    const read = names(await xes('cards/deal/2/export?format=xes'));
    expect(new Set(read).size).toBe(451);
    expect(names(await xes('export?format=xes')).length).toBe(454);
    expect((await app.get('/api/v1/cards/deal/none/export?format=xes', key)).statusCode).toBe(404);
    expect((await app.get('/api/v1/cards/deal/1/export?format=csv', key)).json().code).toBe('invalid_request');
  });

  it('are noted before they leave, without what was typed', async () => {
    const { app, xes } = await start(events);
    await xes('export?format=xes&template=Иван&failures=true&cardType=deal');
    const [row] = (await app.store.audit.from(1, 10)).slice(-1);
    expect([row?.action, JSON.parse(row?.details ?? '')]).toEqual([
      'journal.export',
      { format: 'xes', filter: ['template', 'failures', 'cardType'], state: null, cardType: 'deal' },
    ]);
    await xes('cards/deal/1/export?format=xes');
    const [card] = (await app.store.audit.from(1, 10)).slice(-1);
    expect([card?.objectKind, card?.object]).toEqual(['card', 'deal/1']);
  });

  it('do not leave when they cannot be noted', async () => {
    const { app, key } = await start(events);
    app.store.audit.append = async () => await Promise.reject(new Error('no log'));
    for (const path of ['export', 'cards/deal/1/export', 'processes/a/export'])
      expect((await app.get(`/api/v1/${path}?format=xes`, key)).statusCode).toBeGreaterThanOrEqual(500);
  });
});
