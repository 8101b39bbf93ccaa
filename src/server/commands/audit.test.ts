import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import BetterSqlite3 from 'better-sqlite3';
import { describe, expect, it, onTestFinished } from 'vitest';
import { auditKeysOf } from '#server/audit/chain.ts';
import { checkpointFile } from '#server/audit/checkpoints.ts';
import { verifyLog } from '#server/audit/create.ts';
import type { AuditRow } from '#server/store/journal-store.ts';
import { openStore } from '#server/store/open.ts';
import { journal, makeFolder, startServer } from './testing/journal.ts';
import { oldProcess } from './testing/made-up.ts';

const noter = fileURLToPath(new URL('../testing/note-until-done.ts', import.meta.url));

async function makeKey(data: string): Promise<void> {
  const args = ['key', 'create', '--portal', 'acme', '--user', '1', '--scope', 'journal.read'];
  expect(await journal(data, args)).toMatchObject({ code: 0 });
}

async function rowsOf(data: string): Promise<AuditRow[]> {
  const store = await openStore(data, { purpose: 'reading' });
  try {
    return await store.audit.from(0, 10_000);
  } finally {
    await store.close();
  }
}

/** What somebody does who can write the file of the store, but cannot read the key. */
function tamper(data: string, sql: string): void {
  const database = new BetterSqlite3(join(data, 'journal.db'));
  expect(database.prepare(sql).run().changes).toBeGreaterThan(0);
  database.close();
}

async function verify(data: string, ...more: string[]) {
  const { code, stdout } = await journal(data, ['audit', 'verify', '--json', ...more]);
  return { code, ...(JSON.parse(stdout) as object) };
}

async function withKeys(count: number) {
  const folder = makeFolder(onTestFinished);
  const data = folder.path('data');
  for (let n = 0; n < count; n++) await makeKey(data);
  return { ...folder, data };
}

describe('audit verify', () => {
  it('finds a log right that nobody touched, also while the server runs, and with it what commands did meanwhile', async () => {
    const { data } = await withKeys(2);
    expect(await verify(data)).toEqual({ code: 0, events: 2, intact: true, firstBad: null });
    const server = await startServer(data);
    onTestFinished(() => server.stop());
    await makeKey(data);
    expect(await verify(data)).toEqual({ code: 0, events: 3, intact: true, firstBad: null });
    const plain = await journal(data, ['audit', 'verify']);
    expect(plain).toMatchObject({ code: 0, stdout: expect.stringMatching(/^intact: 3 events/) });
    const rows = await rowsOf(data);
    expect(rows.map(({ seq, action, actorKind, objectKind }) => [seq, action, actorKind, objectKind])).toEqual(
      [1, 2, 3].map((seq) => [seq, 'key.make', 'command', 'key']),
    );
  });

  it.each([
    ['is changed', "update audit_event set actor_kind = 'person', actor = '1' where seq = 2", 2, 'changed'],
    ['has another moment', 'update audit_event set at = at + 1 where seq = 3', 3, 'changed'],
    ['is deleted', 'delete from audit_event where seq = 2', 2, 'missing'],
    ['is the first and deleted', 'delete from audit_event where seq = 1', 1, 'missing'],
    ['is the last and deleted', 'delete from audit_event where seq = 4', 4, 'tail-missing'],
    ['is deleted as all others', 'delete from audit_event', 1, 'tail-missing'],
  ])('names an event that %s', async (_, sql, seq, reason) => {
    const { data } = await withKeys(4);
    tamper(data, sql);
    expect(await verify(data)).toMatchObject({ code: 1, intact: false, firstBad: { seq, reason } });
    const plain = await journal(data, ['audit', 'verify']);
    expect(plain).toMatchObject({ code: 1, stdout: expect.stringContaining(`event ${seq}`) });
  });

  it('goes on telling of a tail that was cut, however long the log grows', async () => {
    const { data } = await withKeys(3);
    tamper(data, 'delete from audit_event where seq >= 2');
    for (let n = 0; n < 3; n++) await makeKey(data);
    expect(await rowsOf(data)).toHaveLength(4);
    expect(await verify(data)).toMatchObject({ code: 1, firstBad: { seq: 3, reason: 'changed' } });
  });

  it('tells of a tail that was cut with the checkpoint, while the server that wrote it runs', async () => {
    const { data } = await withKeys(3);
    const server = await startServer(data);
    onTestFinished(() => server.stop());
    tamper(data, 'delete from audit_event where seq = 3');
    rmSync(checkpointFile(data));
    expect(await verify(data)).toMatchObject({ code: 1, firstBad: { seq: 3, reason: 'tail-missing' } });
  });

  it('compares with checkpoints that are kept elsewhere: a manifest, or a log of the server', async () => {
    const { data, path } = await withKeys(2);
    expect(await journal(data, ['backup', path('kept.db')])).toMatchObject({ code: 0 });
    const manifest = `${path('kept.db')}.manifest.json`;
    const { audit } = JSON.parse(readFileSync(manifest, 'utf8')) as { audit: { hash: string } };
    expect(audit).toEqual({ seq: 2, hash: (await rowsOf(data))[1]?.hash, count: 2 });
    expect(await verify(data, '--against', manifest)).toMatchObject({ code: 0, intact: true });

    const lines = ['no json', { level: 30, msg: 'listening' }, { level: 30, audit, msg: 'audit checkpoint' }];
    const log = path('server.log');
    writeFileSync(log, lines.map((line) => `${typeof line === 'string' ? line : JSON.stringify(line)}\n`).join(''));
    tamper(data, 'delete from audit_event where seq = 2');
    rmSync(checkpointFile(data));
    // Whoever may write beside the store can hide it from who only looks there.
    expect(await verify(data)).toMatchObject({ code: 0 });
    for (const file of [manifest, log]) {
      expect(await verify(data, '--against', file)).toMatchObject({
        code: 1,
        firstBad: { seq: 2, reason: 'tail-missing' },
      });
    }
    writeFileSync(log, 'nothing\n');
    expect(await journal(data, ['audit', 'verify', '--against', log])).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('holds no checkpoint'),
    });
  });

  it('says what is wrong with how it was called, and with where', async () => {
    const { data, path } = await withKeys(1);
    expect(await journal(data, ['audit'])).toMatchObject({ code: 64 });
    expect(await journal(data, ['audit', 'verify', 'x'])).toMatchObject({ code: 64 });
    expect(await journal(data, ['audit', '--help'])).toMatchObject({ code: 0 });
    const nowhere = await journal(path('nothing'), ['audit', 'verify']);
    expect(nowhere).toMatchObject({ code: 1, stderr: expect.stringContaining('DATA_DIR') });
    rmSync(join(data, 'secret.key'));
    const keyless = await journal(data, ['audit', 'verify']);
    expect(keyless).toMatchObject({ code: 1, stderr: expect.stringContaining('secret.key is not there') });
  });
}, 120_000);

describe('the audit log', () => {
  it('of several processes has no gap and no number twice', async () => {
    const data = makeFolder(onTestFinished).path('data');
    await (await openStore(data, { purpose: 'accounts' })).close();
    const each = 200;
    const writers = ['a', 'b', 'c'].map(async (name) => {
      const child = spawn(process.execPath, [noter, data, String(each), name], { stdio: 'inherit' });
      expect(await once(child, 'close')).toEqual([0, null]);
    });
    await Promise.all(writers);
    const rows = await rowsOf(data);
    expect(rows.map(({ seq }) => seq)).toEqual(Array.from({ length: 3 * each }, (_, n) => n + 1));
    expect(new Set(rows.map(({ object }) => object)).size).toBe(3 * each);
    // They came between one another, or the test shows nothing.
    expect(new Set(rows.slice(0, each + 1).map(({ object }) => object?.[0])).size).toBeGreaterThan(1);
    const store = await openStore(data, { purpose: 'reading' });
    const { chain } = auditKeysOf(Buffer.alloc(32, 7));
    expect(await verifyLog(store.audit, chain, [])).toEqual({ events: 3 * each, intact: true, firstBad: null });
    await store.close();
  });

  it('keeps where it ends in a file for its owner only, also when the server stops', async () => {
    const { data } = await withKeys(1);
    const file = checkpointFile(data);
    if (process.platform !== 'win32') expect(statSync(file).mode & 0o777).toBe(0o600);
    rmSync(file);
    const server = await startServer(data);
    expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ seq: 1 });
    rmSync(file);
    await server.stop();
    expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual({ seq: 1, hash: (await rowsOf(data))[0]?.hash, count: 1 });
  });

  it('goes on from the backup after a restore, which is noted in it', async () => {
    const { data, path } = await withKeys(2);
    await journal(data, ['backup', path('kept.db')]);
    await makeKey(data);
    const to = path('restored');
    expect(await journal(to, ['restore', path('kept.db')])).toMatchObject({ code: 0 });
    const rows = await rowsOf(to);
    expect(rows.map(({ action }) => action)).toEqual(['key.make', 'key.make', 'store.restore']);
    expect(rows.slice(0, 2)).toEqual((await rowsOf(data)).slice(0, 2));
    expect(await verify(to)).toEqual({ code: 0, events: 3, intact: true, firstBad: null });
    await makeKey(to);
    expect(await verify(to)).toMatchObject({ code: 0, events: 4 });

    rmSync(`${path('kept.db')}.secret.key`);
    const keyless = path('keyless');
    expect(await journal(keyless, ['restore', path('kept.db'), '--without-key'])).toMatchObject({ code: 0 });
    expect(await verify(keyless)).toMatchObject({ code: 1, firstBad: { seq: 1, reason: 'changed' } });
  });

  it('notes a purge and what it is about to delete, but neither a look at it nor an import', async () => {
    const { data, put } = await withKeys(1);
    const file = put('in.ndjson', oldProcess('o1', 400, 5));
    await journal(data, ['import', file, '--portal', 'acme']);
    tamper(data, `update process set received_at = received_at - ${395 * 86_400_000}`);
    expect(await journal(data, ['purge', '--dry-run'])).toMatchObject({ code: 0 });
    expect(await rowsOf(data)).toHaveLength(1);
    expect(await journal(data, ['purge'])).toMatchObject({ code: 0 });
    const [, noted, ...more] = await rowsOf(data);
    expect([noted?.action, noted?.actorKind, more]).toEqual(['store.purge', 'command', []]);
    expect(JSON.parse(noted?.details ?? '')).toMatchObject({ days: 365, processes: 1 });
  });
}, 120_000);
