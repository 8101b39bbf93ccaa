import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it, onTestFinished } from 'vitest';
import { journal, makeFolder } from './testing/journal.ts';
import { at, entry, madeUpEvents } from './testing/made-up.ts';
import { contentOf } from './testing/store-content.ts';

const robots = fileURLToPath(new URL('../../../../shared/data/robots.ndjson.gz', import.meta.url));
const hasRobots = existsSync(robots);

async function roundTrip(source: string) {
  const { path } = makeFolder(onTestFinished);
  const [from, to, file] = [path('from'), path('to'), path('out.ndjson.gz')];
  expect(await journal(from, ['import', source, '--portal', 'acme'])).toMatchObject({ code: 0 });
  const exported = await journal(from, ['export', '--file', file, '--json']);
  expect(exported).toMatchObject({ code: 0 });
  const imported = await journal(to, ['import', file, '--portal', 'acme', '--json']);
  expect(imported).toMatchObject({ code: 0 });
  return { from, to, file, exported: JSON.parse(exported.stdout) as Record<string, number>, imported };
}

describe('export', () => {
  it('gives import the same cards, processes, entries and counts', async () => {
    const { put } = makeFolder(onTestFinished);
    const { from, to, file, exported } = await roundTrip(put('in.ndjson', madeUpEvents()));
    const before = await contentOf(from, 'acme');
    const after = await contentOf(to, 'acme');
    expect(after).toEqual(before);
    expect(before.processes.find(({ process }) => process === 'p1')).toMatchObject({
      failure: { key: 2 },
      levels: { failure: 2 },
    });
    expect(
      before.processes.flatMap(({ entries }) => entries).some(({ messageLength }) => messageLength === 40_000),
    ).toBe(true);
    expect(exported).toMatchObject({ cards: 3, processes: 3, entries: 8, templates: 3, refused: [] });
    expect((await journal(to, ['doctor'])).code).toBe(0);

    // Again from where it went to: nothing gets lost on the second way either.
    const { path } = makeFolder(onTestFinished);
    const again = path('again.ndjson');
    expect((await journal(to, ['export', '--file', again])).code).toBe(0);
    expect((await journal(path('third'), ['import', again, '--portal', 'acme'])).code).toBe(0);
    expect(await contentOf(path('third'), 'acme')).toEqual(before);

    const twice = await journal(to, ['import', file, '--portal', 'acme', '--json']);
    expect(JSON.parse(twice.stdout)).toEqual({ accepted: 0, duplicates: exported['events'], rejected: [] });
    expect(await contentOf(to, 'acme')).toEqual(before);
  });

  it('brings what is new when it is done again', async () => {
    const { put, path } = makeFolder(onTestFinished);
    const { from, to } = await roundTrip(put('in.ndjson', madeUpEvents()));
    const news = [
      entry('p2', 500, { message: 'ответили' }),
      {
        kind: 'process',
        id: 'late',
        at: at(501),
        process: 'p2',
        template: { id: 'T1', version: '4' },
        card: { type: 'deal', id: '7' },
        state: 'completed',
      },
    ];
    expect((await journal(from, ['import', put('news.ndjson', news), '--portal', 'acme'])).code).toBe(0);
    expect((await journal(from, ['export', '--file', path('second.ndjson')])).code).toBe(0);
    const second = await journal(to, ['import', path('second.ndjson'), '--portal', 'acme', '--json']);
    expect(JSON.parse(second.stdout)).toMatchObject({ accepted: 2, rejected: [] });
    expect(await contentOf(to, 'acme')).toEqual(await contentOf(from, 'acme'));
  });

  it('writes one process with its card and template, to stdout', async () => {
    const { put, path } = makeFolder(onTestFinished);
    await journal(path('data'), ['import', put('in.ndjson', madeUpEvents()), '--portal', 'acme']);
    const { code, stdout, stderr } = await journal(path('data'), [
      'export',
      '--portal',
      'acme',
      '--process',
      'p2',
      '--json',
    ]);
    const events = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(code).toBe(0);
    expect(new Set(events.map((event) => event['kind']))).toEqual(new Set(['template', 'card', 'entry', 'process']));
    expect(events.filter(({ kind }) => kind === 'process').map(({ process }) => process)).toEqual(['p2']);
    expect(JSON.parse(stderr)).toMatchObject({ processes: 1, entries: 1, cards: 1, templates: 1 });
  });

  it('says what is missing', async () => {
    const { put, path } = makeFolder(onTestFinished);
    const data = path('data');
    expect(await journal(data, ['export'])).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('there is no journal in'),
    });
    for (const portal of ['a', 'b'])
      await journal(data, ['import', put('in.ndjson', madeUpEvents()), '--portal', portal]);
    expect(await journal(data, ['export'])).toMatchObject({ code: 64, stderr: expect.stringContaining('a, b') });
    expect(await journal(data, ['export', '--portal', 'c'])).toMatchObject({ code: 1 });
    expect(await journal(data, ['export', '--portal', 'a', '--process', 'none'])).toMatchObject({
      code: 1,
      stdout: '',
    });
    expect(await journal(data, ['export', '--portal', 'a', '--file', path('no/such/dir.ndjson')])).toMatchObject({
      code: 1,
    });
    expect(await journal(data, ['export', '--wrong'])).toMatchObject({ code: 64 });
    expect(await journal(data, ['export', '--help'])).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('--process'),
    });
  });

  it.skipIf(!hasRobots)(
    `keeps real automations as they are${hasRobots ? '' : ' (skipped: ../shared/data/robots.ndjson.gz is not here)'}`,
    async () => {
      const { from, to, file } = await roundTrip(robots);
      const before = await contentOf(from, 'acme');
      const after = await contentOf(to, 'acme');
      expect(after.processes).toEqual(before.processes);
      expect(after).toEqual(before);
      const sent = gunzipSync(readFileSync(robots))
        .toString('utf8')
        .split('\n')
        .filter((line) => line.includes('"kind":"entry"'));
      expect(before.processes.reduce((sum, { entries }) => sum + entries.length, 0)).toBe(sent.length);
      expect(
        gunzipSync(readFileSync(file))
          .toString('utf8')
          .split('\n')
          .filter((line) => line.includes('"kind":"entry"')),
      ).toHaveLength(sent.length);
    },
    60_000,
  );
}, 60_000);
