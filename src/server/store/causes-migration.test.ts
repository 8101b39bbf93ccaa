import { join } from 'node:path';
import BetterSqlite3 from 'better-sqlite3';
import { expect, it } from 'vitest';
import type { FailureList } from '#contract/failures.ts';
import { fail, says } from '#server/testing/failures.ts';
import { makeDirectory, startTestApp } from '#server/testing/test-app.ts';
import { openStore } from './open.ts';

it('tells of failures of before what it tells of those that come now', async () => {
  const app = await startTestApp();
  const key = await app.makeKey();
  await fail(app, key, [
    { at: -20 },
    { at: -10, says: says['wa-rate'], process: { template: { id: '9', version: '2' } } },
  ]);
  const before = (await app.get('/api/v1/failures', key)).json<FailureList>();
  expect(before.causes.map(({ robot }) => robot.title)).toEqual(['Отправить сообщение', 'Отправить сообщение']);

  // The store as the release before would have written it.
  const directory = makeDirectory();
  await app.store.backup(join(directory, 'journal.db'));
  const old = new BetterSqlite3(join(directory, 'journal.db'));
  const templates = old.prepare('select id, first_at from template order by id').all();
  old.exec(`drop index failure_by_at; alter table failure drop column activity_no; alter table template drop column first_at;
    drop table cause_state; drop table cause_note; drop table cause_merge; drop table cause_split;
    delete from migration where name = '006-causes'`);
  old.close();

  const store = await openStore(directory, { purpose: 'journal' });
  const portal = await store.portals.find('main');
  const end = { at: app.clock.now, no: 0 };
  const rows = await store.causes.failures(portal!.portalNo, 0, end, 10, true);
  expect(rows).toEqual(await app.store.causes.failures(portal!.portalNo, 0, end, 10, true));
  expect(rows.every(({ activityNo }) => activityNo > 0)).toBe(true);
  await store.close();
  const made = new BetterSqlite3(join(directory, 'journal.db'), { readonly: true });
  expect(made.prepare('select id, first_at from template order by id').all()).toEqual(templates);
  expect(templates).toHaveLength(2);
  made.close();
});
