import BetterSqlite3 from 'better-sqlite3';
import { join } from 'node:path';
import { expect, it, vi } from 'vitest';
import type { AuditNote } from '#server/access/audit-note.ts';
import { StorageFull } from './store/journal-store.ts';
import { purgeNoted } from './purging.ts';
import { cardEvent, entryEvent, processEvent } from './testing/events.ts';
import { startTestApp } from './testing/test-app.ts';

const dayMs = 24 * 60 * 60 * 1000;

async function aged() {
  const app = await startTestApp();
  const key = await app.makeKey();
  await app.send([cardEvent(), processEvent('p1', 0, { state: 'completed' }), processEvent('p2')], key);
  const database = new BetterSqlite3(join(app.directory, 'journal.db'));
  database.prepare('update process set received_at = 0, sort_at = 0').run();
  database.close();
  const left = async () => (await app.store.facts()).processes;
  return { ...app, left };
}

it('the server notes what retention is about to delete, and an hour without such leaves no trace', async () => {
  const { store, clock, left } = await aged();
  const notes: AuditNote[] = [];
  const purge = async () =>
    await purgeNoted(store, 365, clock.now, async (note) => {
      expect(await left()).toBe(2);
      notes.push(note);
    });
  expect([await purge(), await left()]).toEqual([1, 1]);
  expect(notes).toMatchObject([{ action: 'store.purge', actor: 'server', details: { days: 365, processes: 1 } }]);
  expect([await purge(), notes.length]).toEqual([0, 1]);
});

it('what cannot be noted is not deleted', async () => {
  const { store, clock, left } = await aged();
  const refuse = async () => await Promise.reject(new StorageFull());
  await expect(purgeNoted(store, 365, clock.now + dayMs, refuse)).rejects.toThrow(StorageFull);
  expect(await left()).toBe(2);
});

it('a journal that is long lets others have their turn while its words leave the search', async () => {
  const app = await startTestApp();
  const key = await app.makeKey();
  const entries = Array.from({ length: 5_000 }, (_, n) => entryEvent('p1', n, { message: `слово ${n} Барабашка` }));
  await app.send([processEvent('p1', 0, { state: 'completed' }), ...entries], key);
  const found = async () =>
    (await app.get(`/api/v1/search?q=${encodeURIComponent('барабашка')}`, key)).json<{ total: number }>().total;
  await vi.waitFor(async () => expect(await found()).toBe(5_000), { timeout: 20_000 });
  const database = new BetterSqlite3(join(app.directory, 'journal.db'));
  database.prepare('update process set received_at = 0, sort_at = 0').run();
  database.close();

  let turns = 0;
  const others = setInterval(() => (turns += 1), 0);
  expect(await app.store.purge(app.clock.now, 50)).toBe(1);
  clearInterval(others);
  expect(turns).toBeGreaterThan(1);
  expect(await found()).toBe(0);
});
