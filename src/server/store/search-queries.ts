import type BetterSqlite3 from 'better-sqlite3';
import { type Kysely, type RawBuilder, sql } from 'kysely';
import { levels } from '#contract/entry.ts';
import { selectProcesses, toProcess } from './process-rows.ts';
import { readTraits } from './process-traits.ts';
import type { Database } from './schema.ts';
import type { IndexedCard, IndexedEntry, Search, SearchAsk, SearchRow, WaitingCard, WaitingEntry } from './search.ts';
import { searchNames } from './search-names.ts';
import { createSearchIndex, greatestPlace, lastPlaceOf, placeBits, placeOf, portalPart } from './search-index.ts';
import { createWordReader } from './search-words.ts';
import { storageError } from './storage-errors.ts';

type Place = { process_no: number; at: number; entry_no: number; card_no: number };

export function searchQueries(database: Kysely<Database>, connection: BetterSqlite3.Database): Search {
  const index = createSearchIndex(connection);
  const wordsFrom = createWordReader(connection);
  const all = async <Row>(query: RawBuilder<Row>): Promise<Row[]> => [...(await query.execute(database)).rows];
  const run = (query: RawBuilder<unknown>): number => {
    const { sql: text, parameters } = query.compile(database);
    return connection.prepare(text).run(...parameters).changes;
  };
  const get = <Row>(query: RawBuilder<Row>): Row | undefined => {
    const { sql: text, parameters } = query.compile(database);
    return connection.prepare(text).get(...parameters) as Row | undefined;
  };

  const putAll = connection.transaction(
    (portalNo: number, entries: readonly IndexedEntry[], cards: readonly IndexedCard[], gone: readonly number[]) => {
      // Ascending: a step back would make the word index write out what it holds.
      for (const entry of entries.toSorted((a, b) => a.key.at - b.key.at || a.key.no - b.key.no))
        index.put(portalNo, entry);
      for (const card of cards) index.putCard(portalNo, card);
      for (const no of gone) index.leaveQueue(portalNo, no);
    },
  );

  const walkOn = connection.transaction((portalNo: number, rules: string, limit: number): boolean => {
    const known = get(sql<Place & { rules: string; is_over: number; is_first: number }>`
      select * from search_walk where portal_no = ${portalNo}`);
    if (known?.rules === rules && known.is_over === 1) return false;
    const isFirst = known === undefined || (known.rules === rules && known.is_first === 1);
    const from =
      known?.rules === rules ? known : { process_no: 0, at: Number.MIN_SAFE_INTEGER, entry_no: 0, card_no: 0 };
    const entries = connection
      .prepare(
        `select process_no, at, entry_no from entry where portal_no = ? and (process_no, at, entry_no) > (?, ?, ?)
         order by process_no, at, entry_no limit ?`,
      )
      .all(portalNo, from.process_no, from.at, from.entry_no, limit) as Place[];
    const cards = connection
      .prepare('select card_no from card where portal_no = ? and card_no > ? order by card_no limit ?')
      .all(portalNo, from.card_no, limit) as Place[];
    for (const { process_no, at, entry_no } of entries) {
      const entry = { portalNo, processNo: process_no, key: { at, no: entry_no } };
      if (!isFirst || !index.has(entry)) index.putInQueue(entry);
    }
    for (const { card_no } of cards) index.putCardInQueue(portalNo, card_no);
    const isOver = entries.length < limit && cards.length < limit;
    const last = entries.at(-1) ?? from;
    run(sql`insert into search_walk (portal_no, rules, process_no, at, entry_no, card_no, is_over, is_first)
      values (${portalNo}, ${rules}, ${last.process_no}, ${last.at}, ${last.entry_no},
        ${cards.at(-1)?.card_no ?? from.card_no}, ${isOver ? 1 : 0}, ${isFirst ? 1 : 0})
      on conflict (portal_no) do update set rules = excluded.rules, process_no = excluded.process_no, at = excluded.at,
        entry_no = excluded.entry_no, card_no = excluded.card_no, is_over = excluded.is_over, is_first = excluded.is_first`);
    return !isOver;
  });

  /** What of the index an answer is looked for in. */
  function within(portalNo: number, { from, to, before }: SearchAsk) {
    const portal = sql.raw(portalPart(portalNo));
    const least = from === null ? 0 : placeOf(from);
    const greatest = Math.min(
      to === null ? greatestPlace : lastPlaceOf(to),
      before === null ? greatestPlace : before - 1,
    );
    return { least: sql`${portal} | ${least}`, greatest: sql`${portal} | ${greatest}` };
  }
  const place = (column: string) => sql<number>`${sql.ref(column)} & ${sql.lit(2 ** placeBits - 1)}`;

  return {
    async due(rulesOf) {
      type Row = { no: number; masking: string | null; rules: string | null; is_over: number | null; waits: number };
      const rows = await all(sql<Row>`select p.portal_no as no, p.masking, w.rules, w.is_over,
        exists (select 1 from search_queue q where q.portal_no = p.portal_no) as waits
        from portal p left join search_walk w on w.portal_no = p.portal_no order by p.portal_no`);
      return rows.flatMap(({ no, masking, rules, is_over, waits }) =>
        waits === 1 || is_over !== 1 || rules !== rulesOf(no, masking) ? [no] : [],
      );
    },

    async waiting(portalNo, limit) {
      type Row = { no: number; q_process: number; found: number | null } & Omit<WaitingEntry, 'key'> & {
          at: number;
        } & Omit<WaitingCard, 'cardNo'> & { card_no: number | null };
      const rows = await all(sql<Row>`
        select q.no, q.process_no as q_process, q.at, e.entry_no as found, e.process_no as "processNo",
          e.activity_no as "activityNo", e.level, e.message, e.message_length as "messageLength", d.details,
          c.card_no, c.id, c.title, c.client_name as client
        from (select * from search_queue where portal_no = ${portalNo} order by no limit ${limit}) q
        left join entry e on e.portal_no = q.portal_no and e.process_no = q.process_no and e.at = q.at and e.entry_no = q.no
        left join entry_details d on d.portal_no = e.portal_no and d.process_no = e.process_no and d.at = e.at
          and d.entry_no = e.entry_no
        left join card c on q.process_no = 0 and c.portal_no = q.portal_no and c.card_no = q.no
        order by q.no`);
      return {
        entries: rows.flatMap(({ no, at, found, processNo, activityNo, level, message, messageLength, details }) =>
          found === null ? [] : [{ processNo, key: { at, no }, activityNo, level, message, messageLength, details }],
        ),
        cards: rows.flatMap(({ card_no, id, title, client }) =>
          card_no === null ? [] : [{ cardNo: card_no, id, title, client }],
        ),
        gone: rows.flatMap(({ no, found, card_no }) => (found === null && card_no === null ? [no] : [])),
      };
    },

    async lag(portalNo, bound) {
      const [row] = await all(sql<{ entries: number; over: number }>`select
        (select count(*) from (select 1 from search_queue where portal_no = ${portalNo} limit ${bound})) as entries,
        (select is_over from search_walk where portal_no = ${portalNo}) as over`);
      return { entries: row?.entries ?? 0, isWalking: row?.over !== 1 };
    },

    async walk(portalNo, rules, limit) {
      try {
        return walkOn.immediate(portalNo, rules, limit);
      } catch (error) {
        throw storageError(error);
      }
    },

    async index(portalNo, entries, cards, gone) {
      try {
        putAll.immediate(portalNo, entries, cards, gone);
      } catch (error) {
        throw storageError(error);
      }
    },

    entryWords: async (start, most) => wordsFrom('search_words', start, most),
    cardWords: async (start, most) => wordsFrom('search_card', start, most),

    async find(portalNo, ask, limit) {
      const { least, greatest } = within(portalNo, ask);
      const columns = sql`m.process_no, m.at, m.entry_no`;
      const rows = await all(
        ask.match === null
          ? sql<Place & { place: number }>`select ${place('m.doc')} as place, ${columns} from search_entry m
              where m.doc between ${least} and ${greatest} order by m.doc desc limit ${limit}`
          : sql<Place & { place: number }>`select ${place('w.rowid')} as place, ${columns}
              from search_words w cross join search_entry m on m.doc = w.rowid
              where w.words match ${ask.match} and w.rowid between ${least} and ${greatest}
              order by w.rowid desc limit ${limit}`,
      );
      return rows.map((row): SearchRow => ({
        place: row.place,
        processNo: row.process_no,
        key: { at: row.at, no: row.entry_no },
      }));
    },

    async count(portalNo, ask, bound) {
      const { least, greatest } = within(portalNo, ask);
      const [row] = await all(
        ask.match === null
          ? sql<{ n: number }>`select count(*) as n from (select 1 from search_entry
              where doc between ${least} and ${greatest} limit ${bound})`
          : sql<{ n: number }>`select count(*) as n from (select 1 from search_words
              where words match ${ask.match} and rowid between ${least} and ${greatest} limit ${bound})`,
      );
      return row?.n ?? 0;
    },

    async shown(portalNo, rows) {
      type Row = Omit<Place, 'card_no'> & { level: number; type_code: number | null } & {
        name: string;
        title: string | null;
        code: string | null;
        message: string | null;
        message_length: number | null;
      };
      const keys = rows.map(({ processNo, key }) => ({ p: processNo, ...key }));
      const found = await all(sql<Row>`
        select e.process_no, e.at, e.entry_no, e.level, e.type_code, e.message, e.message_length, a.name, a.title, a.code
        from json_each(${JSON.stringify(keys)}) j
        join entry e on e.portal_no = ${portalNo} and e.process_no = j.value ->> 'p' and e.at = j.value ->> 'at'
          and e.entry_no = j.value ->> 'no'
        join activity a on a.portal_no = e.portal_no and a.activity_no = e.activity_no order by j.key`);
      return found.map((row) => ({
        processNo: row.process_no,
        key: { at: row.at, no: row.entry_no },
        level: levels[row.level] ?? 'technical',
        typeCode: row.type_code,
        activity: { name: row.name, title: row.title, code: row.code },
        message: row.message,
        messageLength: row.message_length,
      }));
    },

    async findCards(portalNo, match, limit) {
      const portal = sql.raw(portalPart(portalNo));
      const rows = await all(sql<{ no: number }>`select ${place('rowid')} as no from search_card
        where words match ${match} and rowid between ${portal} | 0 and ${portal} | ${greatestPlace}
        order by rowid desc limit ${limit}`);
      return rows.map(({ no }) => no);
    },

    async cardsByNo(portalNo, cardNos) {
      return await all(sql<{ type: string; id: string }>`select c.type, c.id
        from json_each(${JSON.stringify(cardNos)}) j join card c on c.portal_no = ${portalNo} and c.card_no = j.value
        order by j.key`);
    },

    async processes(portalNo, processNos) {
      const rows = await selectProcesses(database)
        .where('p.portal_no', '=', portalNo)
        .where(sql<boolean>`p.process_no in (select value from json_each(${JSON.stringify(processNos)}))`)
        .execute();
      return new Map(rows.map((row) => [row.process_no, toProcess(row)]));
    },

    traits: (portalNo, processNos) => readTraits(database, portalNo, processNos),

    async cardsOfId(portalNo, id) {
      // One step down the index for each type that there is.
      return await all(sql<{ type: string; id: string }>`
        with recursive kind(type) as (
          select min(type) from card where portal_no = ${portalNo}
          union all
          select (select min(type) from card where portal_no = ${portalNo} and type > kind.type) from kind
          where kind.type is not null)
        select c.type, c.id from kind join card c on c.portal_no = ${portalNo} and c.type = kind.type and c.id = ${id}`);
    },

    async processesOfCard(portalNo, type, id, limit) {
      const rows = await all(sql<{ no: number }>`select p.process_no as no from card c
        join process p on p.portal_no = c.portal_no and p.card_no = c.card_no
        where c.portal_no = ${portalNo} and c.type = ${type} and c.id = ${id}
        order by p.process_no desc limit ${limit}`);
      return rows.map(({ no }) => no);
    },

    ...searchNames(database),
  };
}
