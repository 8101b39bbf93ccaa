import { join } from 'node:path';
import BetterSqlite3 from 'better-sqlite3';
import { expect, it } from 'vitest';
import { makeDirectory, startTestApp } from '#server/testing/test-app.ts';
import { openStore } from './open.ts';

it('keeps views and who answers for causes from before portals’ people could', async () => {
  const { store } = await startTestApp();
  const note = { cause: 'wa-window', other: null, at: 1, kind: 'assign', by: null, details: '{}' };
  const state = { state: 'new', stateAt: null, stateBy: null, mutedUntil: null, mutedRate: null } as const;
  await store.causes.putState(1, { cause: 'wa-window', ...state, assignee: { account: 3 } }, note);
  const view = { maker: { account: 3 }, name: 'Мои', search: 'assignee=me', isShared: true, createdAt: 5 };
  for (const name of ['Первый', 'Второй']) await store.views.add(1, { ...view, name });
  await store.views.remove(1, 1);

  // The store as the release before would have written it.
  const directory = makeDirectory();
  await store.backup(join(directory, 'journal.db'));
  const old = new BetterSqlite3(join(directory, 'journal.db'));
  old.exec(`drop table portal_person; alter table cause_state drop column assignee_person;
    alter table failure_view rename to newer;
    create table failure_view (view_no integer primary key, portal_no integer not null, account_no integer not null,
      name text not null, search text not null, is_shared integer not null, created_at integer not null);
    insert into failure_view select view_no, portal_no, account_no, name, search, is_shared, created_at from newer;
    drop table newer; create index failure_view_of on failure_view (portal_no, view_no);
    delete from migration where name = '016-portal-people'`);
  old.close();

  const now = await openStore(directory, { purpose: 'journal' });
  expect(await now.views.list(1)).toEqual([{ viewNo: 2, ...view, name: 'Второй' }]);
  expect(await now.causes.states(1)).toEqual([{ cause: 'wa-window', ...state, assignee: { account: 3 } }]);
  const portalPerson = await now.portalPeople.remember(1, { user: '5', name: 'Вера' });
  expect(await now.views.add(1, { ...view, maker: { portalPerson } })).toMatchObject({ maker: { portalPerson } });
  expect(await now.portalPeople.remember(1, { user: '5', name: 'Вера' })).toBe(portalPerson);
  expect(await now.check()).toEqual([]);
  await now.close();
});
