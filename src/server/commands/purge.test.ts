import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import BetterSqlite3 from 'better-sqlite3';
import { describe, expect, it, onTestFinished } from 'vitest';
import { journal, makeFolder, startJournal, startServer } from './testing/journal.ts';
import { entry, oldProcess, processEvent } from './testing/made-up.ts';
import { contentOf } from './testing/store-content.ts';

/** Three old processes, a young one and one that still runs, on a card; all came in a year ago. */
async function aged() {
  const folder = makeFolder(onTestFinished);
  const data = folder.path('data');
  const events = [
    ...['o1', 'o2', 'o3'].flatMap((process) => oldProcess(process, 400, 5)),
    ...oldProcess('young', 10, 4),
    processEvent('runs', -400 * 86_400, { state: 'running' }),
    entry('runs', -400 * 86_400, { type: 'fault', message: 'не дождался' }),
    entry('o1', -400 * 86_400, { type: 'fault', message: 'тайное слово Барабашка' }),
  ];
  await journal(data, ['import', folder.put('in.ndjson', events), '--portal', 'acme']);
  const database = new BetterSqlite3(join(data, 'journal.db'));
  database.prepare('update process set received_at = received_at - ?').run(395 * 86_400_000);
  database.prepare("update process set received_at = ? where process = 'young'").run(Date.now() - 10 * 86_400_000);
  database.close();
  return { ...folder, data };
}

function isInFiles(data: string, word: string): boolean {
  return readdirSync(data).some(
    (name) => name.startsWith('journal.db') && readFileSync(join(data, name)).includes(word),
  );
}

describe('purge', () => {
  it('deletes what retention would delete, for good, and keeps the counts right', async () => {
    const { data } = await aged();
    expect(isInFiles(data, 'Барабашка')).toBe(true);
    const dry = await journal(data, ['purge', '--dry-run', '--json']);
    expect(dry.code).toBe(0);
    expect(JSON.parse(dry.stdout)).toEqual({ days: 365, dryRun: true, processes: 3, entries: 16 });
    expect((await contentOf(data, 'acme')).processes).toHaveLength(5);

    const done = await journal(data, ['purge', '--json']);
    expect(done.code).toBe(0);
    expect(JSON.parse(done.stdout)).toEqual({
      days: 365,
      dryRun: false,
      processes: 3,
      entries: 16,
      checkpointed: true,
    });
    const { cards, processes } = await contentOf(data, 'acme');
    expect(processes.map(({ process }) => process)).toEqual(['runs', 'young']);
    expect(cards).toMatchObject([{ active: 1, completed: 1, failed: 1 }]);
    expect(isInFiles(data, 'Барабашка')).toBe(false);
    expect(await journal(data, ['doctor'])).toMatchObject({ code: 0 });
    expect(JSON.parse((await journal(data, ['purge', '--json'])).stdout)).toMatchObject({ processes: 0 });
    expect(JSON.parse((await journal(data, ['purge', '--days', '5', '--json'])).stdout)).toMatchObject({
      processes: 1,
    });
  });

  it('says what is wrong with how it was called', async () => {
    const { data } = await aged();
    for (const days of ['0', 'x', '1.5', '99999']) {
      expect(await journal(data, ['purge', '--days', days])).toMatchObject({ code: 64 });
    }
    expect(await journal(data, ['purge', '--help'])).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('--dry-run'),
    });
  });

  it('leaves it to the server while that runs, but counts beside it', async () => {
    const { data } = await aged();
    const server = await startServer(data);
    onTestFinished(() => server.stop());
    const refused = await journal(data, ['purge']);
    expect(refused.code).toBe(1);
    expect(refused.stderr).toContain(`(pid ${server.pid}); stop it first`);
    expect(refused.stderr).toContain('by itself');
    expect(JSON.parse((await journal(data, ['purge', '--dry-run', '--json'])).stdout)).toMatchObject({ processes: 3 });
  });

  it('killed in the middle goes on when it is run again, and no count is wrong between', async () => {
    const { data, put } = await aged();
    const many = Array.from({ length: 600 }, (_, n) => oldProcess(`more-${n}`, 400, 3)).flat();
    await journal(data, ['import', put('more.ndjson', many), '--portal', 'acme']);
    const database = new BetterSqlite3(join(data, 'journal.db'));
    onTestFinished(() => void database.close());
    database
      .prepare("update process set received_at = received_at - ? where process like 'more-%'")
      .run(395 * 86_400_000);
    const left = () => database.prepare('select count(*) from process').pluck().get() as number;

    const killed = startJournal(data, ['purge']);
    const ended = once(killed, 'close');
    while (left() === 605 && killed.exitCode === null) await sleep(5);
    killed.kill('SIGKILL');
    await ended;
    // A few at a time: there must be something that it had not come to.
    expect(left()).toBeGreaterThan(2);
    expect(left()).toBeLessThan(605);
    expect(await journal(data, ['doctor'])).toMatchObject({ code: 0 });

    expect(await journal(data, ['purge'])).toMatchObject({ code: 0 });
    expect(left()).toBe(2);
    expect(await journal(data, ['doctor'])).toMatchObject({ code: 0 });
  });
}, 60_000);
