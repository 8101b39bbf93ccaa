import { existsSync, mkdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import BetterSqlite3 from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { makeDirectory } from '#server/testing/test-app.ts';
import { StoreInUse } from './journal-store.ts';
import { openStore } from './open.ts';

const open = async (directory: string) => await openStore(directory, { purpose: 'journal' });
const fileOf = (directory: string) => join(directory, 'journal.db');

async function make(): Promise<string> {
  const directory = makeDirectory();
  const store = await open(directory);
  await store.portals.put('main', { title: 'Портал' });
  await store.close();
  return directory;
}

describe('a store', () => {
  it('is made where there is none, and is there the next time', async () => {
    const directory = join(makeDirectory(), 'deep', 'er');
    const store = await open(directory);
    await store.portals.put('main', { title: 'Портал' });
    await store.close();
    const again = await open(directory);
    expect(await again.portals.find('main')).toMatchObject({ title: 'Портал', timeZone: 'Europe/Moscow' });
    expect(await again.check()).toEqual([]);
    expect(await again.ready()).toBe(true);
    await again.close();
  });

  it('is one file when it is closed', async () => {
    const directory = await make();
    expect(existsSync(`${fileOf(directory)}-wal`)).toBe(false);
  });

  it('that is open is refused to a second opener, who is told by whom; commands for accounts may come beside', async () => {
    const directory = await make();
    const store = await open(directory);
    await expect(open(directory)).rejects.toThrow(StoreInUse);
    await expect(open(directory)).rejects.toThrow(`in use by another process (pid ${process.pid})`);
    const beside = await openStore(directory, { purpose: 'accounts' });
    await beside.portals.put('second', {});
    await beside.close();
    expect(await store.portals.list()).toHaveLength(2);
    await store.close();
    await (await open(directory)).close();
  });

  it('of a newer release is refused, and left as it is', async () => {
    const directory = await make();
    const connection = new BetterSqlite3(fileOf(directory));
    connection.exec("insert into migration values ('999-future', 0)");
    connection.close();
    const before = readFileSync(fileOf(directory));
    for (const purpose of ['journal', 'accounts', 'reading'] as const) {
      await expect(openStore(directory, { purpose })).rejects.toThrow(/newer release/);
    }
    expect(readFileSync(fileOf(directory)).equals(before)).toBe(true);
  });

  it.each([
    ['is no store at all', (file: string) => writeFileSync(file, 'Dear diary, '.repeat(1000))],
    ['is cut short', (file: string) => truncateSync(file, 5000)],
    [
      'has a damaged head',
      (file: string) => writeFileSync(file, Buffer.concat([Buffer.alloc(100, 0xff), readFileSync(file).subarray(100)])),
    ],
    ['has a damaged schema', (file: string) => writeFileSync(file, readFileSync(file).fill(0xff, 100, 4096))],
  ])('whose file %s is refused with a message that names it and says what to do', async (_name, damage) => {
    const directory = await make();
    damage(fileOf(directory));
    const damaged = readFileSync(fileOf(directory));
    const message = await open(directory).then(
      () => 'opened',
      (error: Error) => error.message,
    );
    expect(message).toContain(fileOf(directory));
    expect(message).toMatch(/damaged|no journal/);
    expect(message).toContain('backup');
    expect(readFileSync(fileOf(directory)).equals(damaged)).toBe(true);
  });

  it('whose file is gone while its write-ahead log is there is not made anew', async () => {
    const directory = await make();
    writeFileSync(`${fileOf(directory)}-wal`, readFileSync(fileOf(directory)));
    rmSync(fileOf(directory));
    await expect(open(directory)).rejects.toThrow(/journal\.db is gone/);
    expect(existsSync(fileOf(directory))).toBe(false);
  });

  it('that cannot be locked for another reason than its use says that reason', async () => {
    const directory = makeDirectory();
    mkdirSync(join(directory, 'journal.lock'));
    const refused = open(directory);
    await expect(refused).rejects.toThrow(/journal\.lock/);
    await expect(refused).rejects.not.toThrow(StoreInUse);
  });
});
