import { existsSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it, onTestFinished } from 'vitest';
import { readXes } from '#server/testing/read-xes.ts';
import { journal, makeFolder } from './testing/journal.ts';
import { madeUpEvents } from './testing/made-up.ts';

async function filled() {
  const { put, path } = makeFolder(onTestFinished);
  const data = path('data');
  const imported = await journal(data, ['import', put('in.ndjson', madeUpEvents()), '--portal', 'acme']);
  expect(imported.code, imported.stderr).toBe(0);
  const xes = async (...more: string[]) => await journal(data, ['export', '--format', 'xes', '--json', ...more]);
  const names = async (...more: string[]) => {
    const { code, stdout, stderr } = await xes(...more);
    expect(code, stderr).toBe(0);
    return readXes(stdout).traces.map((trace) => (trace as Record<string, unknown>)['concept:name']);
  };
  return { path, xes, names };
}

describe('export --format xes', () => {
  it('writes every process and entry, to stdout or packed into a file', async () => {
    const { path, xes } = await filled();
    const toStdout = await xes();
    const told: unknown = JSON.parse(toStdout.stderr);
    const { log, traces } = readXes(toStdout.stdout);
    const entries = traces.reduce((sum, { events }) => sum + events.length, 0);
    expect(told).toEqual({ portal: 'acme', file: null, processes: traces.length, entries });
    expect([traces.length, entries, log['journal:isFiltered']]).toEqual([4, 8, 'false']);

    const file = path('out.xes.gz');
    expect(await xes('--file', file)).toMatchObject({ code: 0, stderr: '' });
    expect(readXes(gunzipSync(readFileSync(file)).toString()).traces).toEqual(traces);
    expect(existsSync(`${file}.partial`)).toBe(false);
  });

  it('narrows to a process, a card and a filter', async () => {
    const { names } = await filled();
    expect(await names()).toEqual(expect.arrayContaining(['p1', 'p2', 'p3', 'p4']));
    expect(await names('--process', 'p1')).toEqual(['p1']);
    // Of p4 only entries have come: on no card yet.
    expect(new Set(await names('--card-type', 'deal'))).toEqual(new Set(['p1', 'p2']));
    expect(await names('--card-type', 'lead')).toEqual(['p3']);
    expect(await names('--card', 'lead:x 1')).toEqual(['p3']);
    expect(await names('--card', 'lead:x 1', '--state', 'completed')).toEqual([]);
    expect(await names('--failures')).toContain('p1');
    expect(await names('--template', 'none')).toEqual([]);
  });

  it.each([
    [['--format', 'pdf'], 64, '--format is events or xes'],
    [['--card', 'deal:7'], 64, '--card needs --format xes'],
    [['--format', 'xes', '--card', 'deal'], 64, 'as deal:12'],
    [['--format', 'xes', '--card', 'deal:none'], 1, 'no card deal:none'],
    [['--format', 'xes', '--process', 'none'], 1, 'no process none'],
    [['--format', 'xes', '--process', 'p1', '--failures'], 64, 'says nothing of it'],
    [['--format', 'xes', '--from', 'yesterday'], 64, 'from is not a moment'],
    [['--format', 'xes', '--state', 'asleep'], 64, 'The filter is wrong'],
    [['--format', 'xes', '--language', 'de'], 64, 'ru or en'],
  ])('refuses %j', async (args, code, words) => {
    const { path } = await filled();
    const ran = await journal(path('data'), ['export', ...args]);
    expect([ran.code, ran.stdout]).toEqual([code, '']);
    expect(ran.stderr).toContain(words);
  });
});
