import BetterSqlite3 from 'better-sqlite3';
import { Kysely, SqliteDialect } from 'kysely';
import { expect, it, onTestFinished } from 'vitest';
import { builtOnce } from './built-query.ts';
import { sqlite } from './dialect.ts';
import { migrate } from './migrations/index.ts';
import type { Database } from './schema.ts';

it('a query that is built once is asked with other values each time, and with none missing', async () => {
  const database = new Kysely<Database>({ dialect: new SqliteDialect({ database: new BetterSqlite3(':memory:') }) });
  onTestFinished(async () => await database.destroy());
  await migrate(database, sqlite);
  for (const [source_no, source] of ['a', 'b'].entries())
    await database.insertInto('source').values({ portal_no: 1, source_no, source }).execute();
  const numberOf = builtOnce(
    database,
    database.selectFrom('source').select('source_no').where('portal_no', '=', 0).where('source', '=', ''),
  );
  expect(await Promise.all([numberOf(1, 'b'), numberOf(1, 'a'), numberOf(2, 'a')])).toEqual([
    [{ source_no: 1 }],
    [{ source_no: 0 }],
    [],
  ]);
  await expect(numberOf(1)).rejects.toThrow('2 values are needed');
});
