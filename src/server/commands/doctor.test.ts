import { chmodSync, closeSync, openSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import BetterSqlite3 from 'better-sqlite3';
import { describe, expect, it, onTestFinished } from 'vitest';
import { journal, makeFolder, startServer } from './testing/journal.ts';
import { madeUpEvents } from './testing/made-up.ts';

const isWindows = process.platform === 'win32';
type Finding = { check: string; says: string; todo: string | null };

async function filled() {
  const { path, put } = makeFolder(onTestFinished);
  await journal(path('data'), ['import', put('in.ndjson', madeUpEvents()), '--portal', 'acme']);
  return { path, data: path('data') };
}

/** Writes to the store behind its back. */
function tamper(data: string, statement: string): void {
  const database = new BetterSqlite3(join(data, 'journal.db'));
  expect(database.prepare(statement).run().changes).toBeGreaterThan(0);
  database.close();
}

async function wrong(data: string): Promise<Finding[]> {
  const { code, stdout } = await journal(data, ['doctor', '--json']);
  const { right, findings } = JSON.parse(stdout) as { right: boolean; findings: Finding[] };
  const bad = findings.filter(({ todo }) => todo !== null);
  expect({ code, right }).toEqual(bad.length === 0 ? { code: 0, right: true } : { code: 1, right: false });
  return bad;
}

describe('doctor', () => {
  it('finds nothing wrong where nothing is, beside the server too', async () => {
    const { data } = await filled();
    expect(await wrong(data)).toEqual([]);
    const server = await startServer(data);
    onTestFinished(() => server.stop());
    const { code, stdout } = await journal(data, ['doctor']);
    expect(code).toBe(0);
    if (!isWindows) expect(stdout).toContain(`it runs (pid ${server.pid})`);
    expect(stdout).toMatch(/SQLite 3\.\d+\.\d+, schema \d/);
    expect(stdout).toContain('MiB free');
    expect(stdout).toContain('Nothing is wrong.');
  });

  it('finds counts that are not what they count, and says what to do', async () => {
    const { data } = await filled();
    tamper(data, "update process set failures = failures + 1 where process = 'p1'");
    tamper(data, "update card set completed = 9 where type = 'deal' and id = '7'");
    const found = await wrong(data);
    expect(found.map(({ says }) => says)).toEqual([
      'process p1 of acme says failure 3, there are 2',
      'card deal/7 of acme says completed 9, there are 1',
    ]);
    expect(found[0]?.todo).toContain('export');
  });

  it('finds entries without a process', async () => {
    const { data } = await filled();
    tamper(data, "delete from process where process = 'p4'");
    expect((await wrong(data)).map(({ says }) => says)).toEqual(['1 entries belong to no process']);
  });

  it('finds a damaged file and a missing one', async () => {
    const { data, path } = await filled();
    const handle = openSync(join(data, 'journal.db'), 'r+');
    for (let page = 3; page < 30; page += 2) writeSync(handle, Buffer.alloc(4096, 7), 0, 4096, page * 4096);
    closeSync(handle);
    expect((await wrong(data)).length).toBeGreaterThan(0);
    writeFileSync(
      join(data, 'journal.db'),
      'no store at all, only a text that is long enough to be read as a header of one',
    );
    expect(await wrong(data)).toMatchObject([{ check: 'store' }]);
    expect(await wrong(path('none'))).toMatchObject([{ says: expect.stringContaining('there is no journal') }]);
  });

  it.skipIf(isWindows)('finds a damaged key, and files that others may read', async () => {
    const { data } = await filled();
    writeFileSync(join(data, 'secret.key'), 'short');
    chmodSync(data, 0o755);
    chmodSync(join(data, 'journal.db'), 0o644);
    const says = (await wrong(data)).map((finding) => finding.says);
    expect(says).toEqual([
      expect.stringContaining('others may read'),
      expect.stringContaining('secret.key is damaged'),
    ]);
  });

  it('finds that people would sign in over plain http', async () => {
    const { data } = await filled();
    const { code, stdout } = await journal(data, ['doctor'], { HOST: '0.0.0.0' });
    expect(code).toBe(1);
    expect(stdout).toContain('WRONG  sign-in: people sign in over plain http');
    expect((await journal(data, ['doctor'], { HOST: '0.0.0.0', PUBLIC_URL: 'https://journal.example' })).code).toBe(0);
  });

  it('refuses a wrong configuration with what is wrong', async () => {
    const { data } = await filled();
    expect(await journal(data, ['doctor'], { LOG_LEVEL: 'loud' })).toMatchObject({
      code: 78,
      stderr: expect.stringContaining('LOG_LEVEL'),
    });
  });
}, 60_000);
