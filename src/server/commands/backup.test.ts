import { appendFileSync, chmodSync, existsSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openStore } from '#server/store/open.ts';
import { journal, makeFolder, startServer } from './testing/journal.ts';
import { entry, madeUpEvents } from './testing/made-up.ts';
import { contentOf } from './testing/store-content.ts';

const isWindows = process.platform === 'win32';

async function filled() {
  const folder = makeFolder(onTestFinished);
  const data = folder.path('data');
  await journal(data, ['import', folder.put('in.ndjson', madeUpEvents()), '--portal', 'acme']);
  return { ...folder, data, file: folder.path('kept.db') };
}

describe('backup and restore', () => {
  it('bring everything back but who was signed in', async () => {
    const { path, data, file } = await filled();
    const store = await openStore(data, { purpose: 'accounts' });
    const account = { email: 'a@b.example', name: 'A', role: 'administrator' as const, password: 'hash', portals: [] };
    await store.accounts.add(account, true);
    await store.accounts.openSession('session', 1, Date.now());
    await store.accounts.putClaim('claim', Date.now() + 60_000);
    await store.close();

    const taken = await journal(data, ['backup', file, '--json']);
    expect(taken).toMatchObject({ code: 0, stderr: expect.stringContaining('kept.db.secret.key') });
    expect(JSON.parse(taken.stdout)).toMatchObject({
      migration: expect.any(String),
      counts: { processes: 4, entries: 8 },
    });
    for (const name of [file, `${file}.manifest.json`, `${file}.secret.key`]) {
      if (!isWindows) expect(statSync(name).mode & 0o777).toBe(0o600);
    }
    const again = await journal(data, ['backup', file]);
    expect(again).toMatchObject({ code: 1, stderr: expect.stringContaining('nothing is overwritten') });

    const to = path('restored');
    expect(await journal(to, ['restore', file, '--json'])).toMatchObject({ code: 0 });
    expect(await contentOf(to, 'acme')).toEqual(await contentOf(data, 'acme'));
    expect(readFileSync(`${to}/secret.key`, 'utf8')).toBe(readFileSync(`${data}/secret.key`, 'utf8'));
    const restored = await openStore(to, { purpose: 'journal' });
    expect(await restored.accounts.byEmail('a@b.example')).toMatchObject({ role: 'administrator' });
    expect(await restored.accounts.bySession('session', Date.now())).toBeNull();
    expect(await restored.accounts.hasClaim('claim', Date.now())).toBe(false);
    await restored.close();

    const second = await journal(to, ['restore', file]);
    expect(second).toMatchObject({ code: 1, stderr: expect.stringContaining('holds a journal already') });
  });

  it.skipIf(isWindows)('copy one moment of a store that is written to', async () => {
    const { path, put, data, file } = await filled();
    const server = await startServer(data);
    onTestFinished(() => server.stop());
    const many = Array.from({ length: 30_000 }, (_, index) =>
      entry(`w${index % 50}`, index, { message: 'x'.repeat(300) }),
    );
    const writing = journal(data, ['import', put('many.ndjson', many), '--portal', 'acme', '--json']);
    const taken: number[] = [];
    for (let turn = 0; turn < 3; turn += 1) {
      const { code, stdout } = await journal(data, ['backup', `${file}.${turn}`, '--json']);
      expect(code).toBe(0);
      taken.push((JSON.parse(stdout) as { counts: { entries: number } }).counts.entries);
    }
    expect(JSON.parse((await writing).stdout)).toMatchObject({ accepted: many.length });
    expect(taken).toEqual([...taken].sort((a, b) => a - b));
    const to = path('restored');
    expect(await journal(to, ['restore', `${file}.2`])).toMatchObject({ code: 0 });
    // Its counts are of one moment too.
    expect(await journal(to, ['doctor'])).toMatchObject({ code: 0 });
  });

  it('refuse what is not whole', async () => {
    const { path, data, file } = await filled();
    await journal(data, ['backup', file]);
    const to = path('to');
    const restore = (...more: string[]) => journal(to, ['restore', file, ...more]);

    const key = readFileSync(`${file}.secret.key`);
    rmSync(`${file}.secret.key`);
    expect(await restore()).toMatchObject({ code: 1, stderr: expect.stringContaining('--without-key') });
    writeFileSync(`${file}.secret.key`, 'x'.repeat(43));
    expect(await restore()).toMatchObject({ code: 1, stderr: expect.stringContaining('key of another backup') });
    writeFileSync(`${file}.secret.key`, key);

    const whole = readFileSync(file);
    const changed = Buffer.from(whole);
    changed.writeUInt8(changed.readUInt8(5000) ^ 1, 5000);
    writeFileSync(file, changed);
    expect(await restore()).toMatchObject({ code: 1, stderr: expect.stringContaining('not what its manifest says') });
    appendFileSync(file, 'x');
    expect(await restore()).toMatchObject({ code: 1, stderr: expect.stringContaining('not what its manifest says') });
    writeFileSync(file, whole);

    const manifest = readFileSync(`${file}.manifest.json`, 'utf8');
    writeFileSync(`${file}.manifest.json`, manifest.replace('"entries": 8', '"entries": 9'));
    expect(await restore()).toMatchObject({ code: 1, stderr: expect.stringContaining('what its manifest counts') });
    rmSync(`${file}.manifest.json`);
    expect(await restore()).toMatchObject({ code: 1, stderr: expect.stringContaining('manifest.json is not there') });
    expect(existsSync(`${to}/journal.db`)).toBe(false);

    writeFileSync(`${file}.manifest.json`, manifest);
    rmSync(`${file}.secret.key`);
    expect(await restore('--without-key')).toMatchObject({ code: 0 });
    expect(await contentOf(to, 'acme')).toEqual(await contentOf(data, 'acme'));
  });

  it('say what is wrong with how they were called', async () => {
    const { path, data } = await filled();
    expect(await journal(data, ['backup'])).toMatchObject({ code: 64 });
    expect(await journal(data, ['restore'])).toMatchObject({ code: 64 });
    expect(await journal(data, ['backup', path('no/such/folder/x.db')])).toMatchObject({ code: 1 });
    expect(await journal(path('nothing'), ['backup', path('x.db')])).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('DATA_DIR'),
    });
    expect(existsSync(path('nothing'))).toBe(false);
    expect(await journal(data, ['restore', path('none.db')])).toMatchObject({ code: 1 });
    expect(await journal(data, ['backup', '--help'])).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('secret.key'),
    });
  });

  it.skipIf(isWindows)('restore into a store that was started and left alone, not into one that runs', async () => {
    const { path, data, file } = await filled();
    await journal(data, ['backup', file]);
    const to = path('started');
    const server = await startServer(to);
    const refused = await journal(to, ['restore', file]);
    expect(refused).toMatchObject({ code: 1, stderr: expect.stringContaining('in use by another process') });
    await server.stop();
    chmodSync(to, 0o700);
    expect(await journal(to, ['restore', file])).toMatchObject({ code: 0 });
    expect(await contentOf(to, 'acme')).toEqual(await contentOf(data, 'acme'));
  });
}, 60_000);
