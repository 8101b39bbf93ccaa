import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import BetterSqlite3 from 'better-sqlite3';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openStore } from './open.ts';

let directory: string;
let database: BetterSqlite3.Database;

beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), 'journal-planner-'));
  await (await openStore(directory, { purpose: 'journal' })).close();
  database = new BetterSqlite3(join(directory, 'journal.db'), { readonly: true });
});
afterAll(() => {
  database.close();
  rmSync(directory, { recursive: true, force: true });
});

const planOf = (query: string) =>
  (database.prepare(`explain query plan ${query}`).all() as { detail: string }[])
    .map(({ detail }) => detail)
    .join('; ');

it('names indexes that are there', () => {
  const missing = database
    .prepare(
      `select s.idx from sqlite_stat1 s
       where not exists (select 1 from pragma_index_list(s.tbl) i where i.name = s.idx) and s.idx <> s.tbl`,
    )
    .pluck()
    .all();
  expect(missing).toEqual([]);
  expect(database.prepare('select count(*) from sqlite_stat1').pluck().get()).toBeGreaterThan(0);
});

it('finds the processes of a card by the card, however they are asked for', () => {
  const ofCard = 'from process p left join template t on t.portal_no = p.portal_no and t.template_no = p.template_no';
  for (const rest of ['and p.active = 0', '', 'and p.active = 1 and p.failures > 0']) {
    expect(planOf(`select p.process_no ${ofCard} where p.portal_no = 1 and p.card_no = 7 ${rest} limit 9`)).toContain(
      'process_of_card (portal_no=? AND card_no=?',
    );
  }
  const listed = `select p.process_no, p.failures ${ofCard} where p.portal_no = 1 and p.card_no = 7`;
  expect(planOf(`${listed} order by p.sort_at desc, p.process_no desc limit 9`)).toContain('process_of_card');
});
