import type BetterSqlite3 from 'better-sqlite3';
import { type Kysely, sql } from 'kysely';
import type { ErasureCounts } from '#contract/erasure.ts';
import type { Deletion } from './deletion.ts';
import type { ErasedSubject, ErasureRow, Erasures } from './erasures.ts';
import type { Database } from './schema.ts';
import type { TextPlace } from './stored-texts.ts';
import { withStorageErrors } from './storage-errors.ts';

const nothing: ErasureCounts = { cards: 0, processes: 0, entries: 0, texts: 0 };

export function erasureQueries(
  database: Kysely<Database>,
  connection: BetterSqlite3.Database,
  deletion: Deletion,
): Erasures {
  const insert = (table: 'erasure' | 'erased_subject', row: Record<string, unknown>) =>
    database.insertInto(table).values(row as never);
  const run = (query: { compile(): { sql: string; parameters: readonly unknown[] } }): number => {
    const { sql: text, parameters } = query.compile();
    return Number(connection.prepare(text).run(...parameters).lastInsertRowid);
  };
  const addLine = (portalNo: number, { kind, keyId, hash, erasedAt }: Omit<ErasedSubject, 'portal'>) =>
    run(
      insert('erased_subject', { portal_no: portalNo, kind, key_id: keyId, hash, erased_at: erasedAt }).onConflict(
        (on) => on.columns(['portal_no', 'kind', 'key_id', 'hash']).doNothing(),
      ),
    );

  const begin = connection.transaction((...[job, line]: Parameters<Erasures['begin']>): number => {
    addLine(job.portalNo, { ...line, kind: job.kind, erasedAt: job.beganAt });
    return run(
      insert('erasure', {
        portal_no: job.portalNo,
        kind: job.kind,
        subject: job.subject,
        sealed: job.sealed,
        state: 'running',
        by_kind: job.byKind,
        by_name: job.byName,
        began_at: job.beganAt,
        ended_at: null,
        place: null,
        counts: JSON.stringify(nothing),
      }),
    );
  });

  const processesOf = connection.prepare(
    database.selectFrom('process').selectAll().where('portal_no', '=', 0).where('card_no', '=', 0).limit(0).compile()
      .sql,
  );
  const someOf = (portalNo: number, cardNo: number, limit: number) =>
    processesOf.all(portalNo, cardNo, limit) as Database['process'][];
  // Without a pause: an event that comes meanwhile would else find half of a card.
  const deleteSome = connection.transaction((portalNo: number, cardNo: number, limit: number) => {
    const rows = someOf(portalNo, cardNo, limit);
    for (const row of rows) deletion.process(row);
    const isLast = rows.length < limit;
    if (isLast) deletion.card(portalNo, cardNo);
    const entries = rows.reduce((sum, row) => sum + row.failures + row.warnings + row.messages + row.technicals, 0);
    return { cards: isLast ? 1 : 0, processes: rows.length, entries };
  });

  async function cardNoOf(portalNo: number, type: string, id: string): Promise<number | null> {
    const row = await database
      .selectFrom('card')
      .select('card_no')
      .where('portal_no', '=', portalNo)
      .where('type', '=', type)
      .where('id', '=', id)
      .executeTakeFirst();
    return row?.card_no ?? null;
  }

  return withStorageErrors<Erasures>({
    async begin(job, line) {
      const erasureNo = begin.immediate(job, line);
      return { ...job, erasureNo, state: 'running', endedAt: null, place: null, counts: nothing };
    },

    async find(portalNo, erasureNo) {
      const row = await database
        .selectFrom('erasure')
        .selectAll()
        .where('portal_no', '=', portalNo)
        .where('erasure_no', '=', erasureNo)
        .executeTakeFirst();
      return row === undefined ? null : toErasure(row);
    },

    async list(portalNo, limit) {
      const rows = await database
        .selectFrom('erasure')
        .selectAll()
        .where('portal_no', '=', portalNo)
        .orderBy('erasure_no', 'desc')
        .limit(limit)
        .execute();
      return rows.map(toErasure);
    },

    async open() {
      const rows = await database
        .selectFrom('erasure')
        .selectAll()
        .where('state', '!=', 'done')
        .orderBy('erasure_no')
        .execute();
      return rows.map(toErasure);
    },

    async change(erasureNo, { sealed, state, endedAt, place, counts }) {
      await database
        .updateTable('erasure')
        .set({
          ...(sealed === undefined ? {} : { sealed }),
          ...(state === undefined ? {} : { state }),
          ...(endedAt === undefined ? {} : { ended_at: endedAt }),
          ...(place === undefined ? {} : { place: place === null ? null : JSON.stringify(place) }),
          ...(counts === undefined ? {} : { counts: JSON.stringify(counts) }),
        })
        .where('erasure_no', '=', erasureNo)
        .execute();
    },

    async ledger() {
      const rows = await database
        .selectFrom('erased_subject as e')
        .innerJoin('portal as p', 'p.portal_no', 'e.portal_no')
        .select(['p.portal', 'e.kind', 'e.key_id as keyId', 'e.hash', 'e.erased_at as erasedAt'])
        .orderBy('e.erased_at')
        .execute();
      return rows as ErasedSubject[];
    },

    async addToLedger(lines) {
      const portals = await database.selectFrom('portal').select(['portal', 'portal_no']).execute();
      const numbers = new Map(portals.map((row) => [row.portal, row.portal_no]));
      for (const line of lines) {
        const portalNo = numbers.get(line.portal);
        if (portalNo !== undefined) addLine(portalNo, line);
      }
    },

    async sizeOfCard(portalNo, type, id) {
      const cardNo = await cardNoOf(portalNo, type, id);
      if (cardNo === null) return { cards: 0, processes: 0, entries: 0 };
      const [row] = (
        await sql<{ processes: number; entries: number }>`
          select count(*) as processes, coalesce(sum(failures + warnings + messages + technicals), 0) as entries
          from process where portal_no = ${portalNo} and card_no = ${cardNo}`.execute(database)
      ).rows;
      return { cards: 1, processes: row?.processes ?? 0, entries: row?.entries ?? 0 };
    },

    async deleteCard(portalNo, type, id, limit) {
      const cardNo = await cardNoOf(portalNo, type, id);
      if (cardNo === null) return { cards: 0, processes: 0, entries: 0 };
      await deletion.words(someOf(portalNo, cardNo, limit));
      return deleteSome.immediate(portalNo, cardNo, limit);
    },
  });
}

function toErasure(row: Omit<Database['erasure'], 'erasure_no'> & { erasure_no: number }): ErasureRow {
  return {
    erasureNo: row.erasure_no,
    portalNo: row.portal_no,
    kind: row.kind as ErasureRow['kind'],
    subject: row.subject,
    sealed: row.sealed,
    state: row.state as ErasureRow['state'],
    byKind: row.by_kind as ErasureRow['byKind'],
    byName: row.by_name,
    beganAt: row.began_at,
    endedAt: row.ended_at,
    place: row.place === null ? null : (JSON.parse(row.place) as TextPlace),
    counts: JSON.parse(row.counts) as ErasureCounts,
  };
}
