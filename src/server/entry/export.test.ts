import { describe, expect, it, vi } from 'vitest';
import type { Entry } from '#contract/entry.ts';
import { entryEvent, faultEvent, processEvent, templateEvent } from '#server/testing/events.ts';
import { startTestApp } from '#server/testing/test-app.ts';
import { csvCell } from '#server/http/csv-cell.ts';
import { textLine } from './export.ts';

// A busy machine: passwords, processes and megabytes take their time.
vi.setConfig({ testTimeout: 60_000 });

/** Reads CSV as RFC 4180 has it: quoted cells, doubled quotation marks, CRLF between rows. */
function readCsv(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  const cell = /"((?:[^"]|"")*)"(,|\r\n)/y;
  for (let match = cell.exec(text); match !== null; match = cell.exec(text)) {
    row.push((match[1] ?? '').replaceAll('""', '"'));
    if (match[2] === ',') continue;
    rows.push(row);
    row = [];
  }
  return rows;
}

async function start(count = 0) {
  const app = await startTestApp();
  const key = await app.makeKey();
  const events = Array.from({ length: count }, (_, n) =>
    n % 10 === 0 ? faultEvent('p1', n) : entryEvent('p1', n, { message: `№ ${n}` }),
  );
  if (count > 0) await app.send(events, key);
  const fetch = async (query: string, language = 'ru') =>
    await app.get(`/api/v1/processes/p1/export?${query}`, { ...key, 'accept-language': language });
  return { app, key, fetch };
}

describe('a CSV cell', () => {
  it.each([
    ['=1+1', `"'=1+1"`],
    ['+7 900 000-00-00', `"'+7 900 000-00-00"`],
    ['-2', `"'-2"`],
    ['@SUM(A1)', `"'@SUM(A1)"`],
    ['\t=1', `"'\t'=1"`],
    ['\r=1', `"'\r'=1"`],
    ['\n=1', `"'\n'=1"`],
    [`${' '.repeat(300)}=1`, `"'${' '.repeat(300)}=1"`],
    ['\u200b=1', `"'\u200b=1"`],
    ['а;=HYPERLINK("http://x")', `"а;'=HYPERLINK(""http://x"")"`],
    ['а; @x\n-cmd', `"а; '@x\n'-cmd"`],
    ['Список:\n- раз\n- два; -5 %', `"Список:\n- раз\n- два; '-5 %"`],
    ['  \uFEFF=1', `"'  \uFEFF=1"`],
    ['＝1', `"'＝1"`],
    ['|cmd', `"'|cmd"`],
    ['%0A', `"'%0A"`],
    ['a=1', '"a=1"'],
    ['«кавычки» "and" , ; \r\n', '"«кавычки» ""and"" , ; \r\n"'],
    ['', '""'],
  ])('%j is written %j', (text, cell) => {
    expect(csvCell(text)).toBe(cell);
  });
});

describe('a line of text', () => {
  it('indents a long message below itself, so that a line of it cannot pass for an entry', () => {
    const entry = {
      at: 'T',
      level: 'message',
      type: 'custom',
      activity: { name: 'A', title: 'Робот', code: null },
      cause: null,
    };
    expect(textLine({ ...entry, message: 'a\nb' } as Entry)).toBe('T  [message]  Робот: a\n    b\n');
    expect(textLine({ ...entry, message: null } as Entry)).toBe('T  [message]  Робот: custom\n');
  });
});

describe('the journal as a file', () => {
  const awkward = '=cmd()\r\n"quoted", and; «ёж»\u0000\u001B[31m';

  it('is CSV that spreadsheets open as UTF-8 and run nothing of', async () => {
    const { app, key, fetch } = await start();
    await app.send([entryEvent('p1', 1, { message: awkward, details: { a: '"' } }), faultEvent('p1', 2)], key);
    const answer = await fetch('format=csv');
    expect(answer.headers['content-type']).toBe('text/csv; charset=utf-8');
    expect(answer.headers['content-disposition']).toMatch(/^attachment; filename="journal-\d+\.csv"$/);
    expect(answer.headers['cache-control']).toBe('no-store');
    expect([...answer.rawPayload.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    const [head, first, second, ...rest] = readCsv(answer.payload.slice(1));
    expect(rest).toEqual([]);
    expect(head?.slice(0, 3)).toEqual(['Время (UTC)', 'Уровень', 'Тип']);
    expect(first).toContain(`'${awkward.replace('\u0000', '␀')}`);
    expect(first?.at(-1)).toBe('{"a":"\\""}');
    expect(second).toContain('Не указан номер телефона');
    expect([first, second].map((row) => row?.length)).toEqual([head?.length, head?.length]);
    expect((await fetch('format=csv', 'en')).payload.slice(1)).toMatch(/^"Time \(UTC\)","Level"/);
  });

  it('is JSON that parses back to every entry as the list gives it', async () => {
    const { app, key, fetch } = await start(700);
    const entries = JSON.parse((await fetch('format=json')).payload);
    expect(entries).toHaveLength(700);
    const listed = (await app.get('/api/v1/processes/p1/entries?limit=1000', key)).json().items;
    expect(entries).toEqual(listed);
  });

  it('is text, an entry a line, under the name of the process', async () => {
    const { app, key, fetch } = await start(30);
    await app.send([templateEvent(0, { name: 'Роботы' }), processEvent('p1', 0)], key);
    const lines = (await fetch('format=txt')).payload.split('\n');
    expect(lines[0]).toBe('Роботы · p1');
    expect(lines.filter((line) => /^\d{4}-.*\[(failure|message)\]/.test(line))).toHaveLength(30);
  });

  it('holds exactly what the list shows under the same filter', async () => {
    const { app, key, fetch } = await start(200);
    for (const filter of ['level=failure', 'q=№ 1', 'q=№&level=message', 'q=нигде']) {
      const entries: Entry[] = JSON.parse((await fetch(`format=json&${filter}`)).payload);
      const list = (await app.get(`/api/v1/processes/p1/entries?limit=1000&${filter}`, key)).json();
      expect(entries.map(({ entry }) => entry)).toEqual(list.items.map(({ entry }: Entry) => entry));
      expect(entries).toHaveLength(list.total);
    }
    expect((await fetch('format=json&q=нигде')).payload).toBe('[]\n');
    expect((await fetch('format=txt&q=нигде')).payload).toBe('· p1\n\n');
  });

  it('is refused in a format that there is not, and of a process that there is not', async () => {
    const { app, key, fetch } = await start(1);
    expect((await fetch('format=xls')).json().code).toBe('invalid_request');
    expect((await fetch('')).json().code).toBe('invalid_request');
    expect((await app.get('/api/v1/processes/none/export?format=csv', key)).statusCode).toBe(404);
  });

  it('is read in parts that stay small, however large its entries are', async () => {
    let most = 0;
    const app = await startTestApp({
      store: (store) => ({
        ...store,
        entries: {
          ...store.entries,
          async between(...where) {
            const rows = await store.entries.between(...where);
            most = Math.max(most, JSON.stringify(rows).length);
            return rows;
          },
        },
      }),
    });
    const key = await app.makeKey();
    const details = { input: 'x'.repeat(300_000) };
    for (let n = 0; n < 2; n++) {
      await app.send(
        Array.from({ length: 20 }, () => entryEvent('p1', n, { details })),
        key,
      );
    }
    const answer = await app.get('/api/v1/processes/p1/export?format=json', key);
    expect(JSON.parse(answer.payload)).toHaveLength(40);
    expect(most).toBeLessThan(6 * 1024 * 1024);
  });
});
