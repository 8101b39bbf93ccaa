import type BetterSqlite3 from 'better-sqlite3';
import { type Kysely, type SqlBool, sql } from 'kysely';
import { type Care, countedThings, type Miscount, type StoreCounts } from './care.ts';
import type { Database } from './schema.ts';

/** Rows compared in one go; each go sees one moment of the store. */
const rowsAtOnce = 500;

const tables = {
  portals: 'portal',
  cards: 'card',
  templates: 'template',
  processes: 'process',
  entries: 'entry',
  failures: 'failure',
  accounts: 'account',
  keys: 'access_key',
} as const satisfies Record<keyof StoreCounts, keyof Database>;

/** How many rows there are of each kind. Reads all of them. */
export async function countAll(database: Kysely<Database>): Promise<StoreCounts> {
  const counts: [string, number][] = [];
  for (const thing of countedThings) {
    const row = await database
      .selectFrom(tables[thing])
      .select((eb) => eb.fn.countAll<number>().as('n'))
      .executeTakeFirstOrThrow();
    counts.push([thing, row.n]);
  }
  return Object.fromEntries(counts) as StoreCounts;
}

/** Names of the migrations that a store has, oldest first. */
export async function migrationsOf(database: Kysely<Database>): Promise<string[]> {
  return (await database.selectFrom('migration').select('name').orderBy('name').execute()).map(({ name }) => name);
}

const sumIf = (condition: string) => sql<number>`coalesce(sum(case when ${sql.raw(condition)} then 1 else 0 end), 0)`;

export function careQueries(database: Kysely<Database>, connection: BetterSqlite3.Database): Care {
  type Portal = { portal_no: number; portal: string };

  /** The next processes after a number, what they tell and what is really there. */
  async function processes({ portal_no, portal }: Portal, after: number) {
    return await database.transaction().execute(async (one) => {
      const rows = await one
        .selectFrom('process')
        .select(['process_no', 'process', 'failures', 'warnings', 'messages', 'technicals', 'starts', 'flags'])
        .where('portal_no', '=', portal_no)
        .where('process_no', '>', after)
        .orderBy('process_no')
        .limit(rowsAtOnce)
        .execute();
      const last = rows.at(-1)?.process_no ?? null;
      const counted = await one
        .selectFrom('entry')
        .select([
          'process_no',
          sumIf('level = 0').as('failure'),
          sumIf('level = 1').as('warning'),
          sumIf('level = 2').as('message'),
          sumIf('level = 3').as('technical'),
          sumIf('type_code in (1, 2)').as('starts'),
        ])
        .where('portal_no', '=', portal_no)
        .where('process_no', '>', after)
        .where('process_no', '<=', last ?? after)
        .groupBy('process_no')
        .execute();
      const byNo = new Map(counted.map(({ process_no, ...counts }) => [process_no, counts]));
      const flagged = await one
        .selectFrom('flag')
        .select(['process_no', (eb) => eb.fn.countAll<number>().as('flags')])
        .where('portal_no', '=', portal_no)
        .where('open', '=', 1)
        .where('process_no', '>', after)
        .where('process_no', '<=', last ?? after)
        .groupBy('process_no')
        .execute();
      const flagsByNo = new Map(flagged.map(({ process_no, flags }) => [process_no, flags]));
      const compared = rows.map((row): Miscount => {
        const told = {
          failure: row.failures,
          warning: row.warnings,
          message: row.messages,
          technical: row.technicals,
          starts: row.starts,
          flags: row.flags,
        };
        const none = { failure: 0, warning: 0, message: 0, technical: 0, starts: 0 };
        const real = { ...(byNo.get(row.process_no) ?? none), flags: flagsByNo.get(row.process_no) ?? 0 };
        return { what: 'process', portal, id: row.process, told, real };
      });
      return { compared, last };
    });
  }

  async function cards({ portal_no, portal }: Portal, after: number) {
    return await database.transaction().execute(async (one) => {
      const rows = await one
        .selectFrom('card')
        .select(['card_no', 'type', 'id', 'active', 'completed', 'failed', 'flagged'])
        .where('portal_no', '=', portal_no)
        .where('card_no', '>', after)
        .orderBy('card_no')
        .limit(rowsAtOnce)
        .execute();
      const last = rows.at(-1)?.card_no ?? null;
      const counted = await one
        .selectFrom('process')
        .select([
          'card_no',
          sumIf('active = 1').as('active'),
          sumIf('active = 0').as('completed'),
          sumIf("failures > 0 or state = 'failed'").as('failed'),
          sumIf('flags > 0').as('flagged'),
        ])
        .where('portal_no', '=', portal_no)
        .where('card_no', '>', after)
        .where('card_no', '<=', last ?? after)
        .groupBy('card_no')
        .execute();
      const byNo = new Map(counted.map(({ card_no, ...counts }) => [card_no, counts]));
      const compared = rows.map(({ card_no, type, id, ...told }): Miscount => {
        const real = byNo.get(card_no) ?? { active: 0, completed: 0, failed: 0, flagged: 0 };
        return { what: 'card', portal, id: `${type}/${id}`, told, real };
      });
      return { compared, last };
    });
  }

  return {
    async about() {
      const row = await sql<{ version: string }>`select sqlite_version() as version`.execute(database);
      return {
        database: `SQLite ${row.rows[0]?.version ?? '?'}`,
        migration: (await migrationsOf(database)).at(-1) ?? '',
      };
    },

    counts: () => countAll(database),

    async purgeable(before) {
      return await database
        .selectFrom('process')
        .select([
          sql<number>`count(*)`.as('processes'),
          sql<number>`coalesce(sum(failures + warnings + messages + technicals), 0)`.as('entries'),
        ])
        .where('active', '=', 0)
        .where('sort_at', '<', before)
        .where('received_at', '<', before)
        .where('flags', '=', 0)
        .executeTakeFirstOrThrow();
    },

    async miscounts(limit) {
      const found: Miscount[] = [];
      const portals = await database.selectFrom('portal').select(['portal_no', 'portal']).orderBy('portal').execute();
      for (const portal of portals) {
        for (const next of [processes, cards]) {
          for (let after: number | null = 0; after !== null && found.length < limit;) {
            const { compared, last }: { compared: Miscount[]; last: number | null } = await next(portal, after);
            found.push(...compared.filter(({ told, real }) => !isSame(told, real)));
            after = last;
          }
        }
      }
      return found.slice(0, limit);
    },

    async strayEntries() {
      const row = await database
        .selectFrom('entry as e')
        .select((eb) => eb.fn.countAll<number>().as('n'))
        .where(
          sql<SqlBool>`not exists (select 1 from process p where p.portal_no = e.portal_no and p.process_no = e.process_no)`,
        )
        .executeTakeFirstOrThrow();
      return row.n;
    },

    async checkpoint() {
      const [row] = connection.pragma('wal_checkpoint(TRUNCATE)') as { busy: number }[];
      return row?.busy === 0;
    },
  };
}

function isSame(told: Readonly<Record<string, number>>, real: Readonly<Record<string, number>>): boolean {
  return Object.entries(told).every(([name, count]) => real[name] === count);
}
