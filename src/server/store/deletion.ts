import { setImmediate as nextTurn } from 'node:timers/promises';
import type BetterSqlite3 from 'better-sqlite3';
import type { Kysely } from 'kysely';
import { countsOf } from './fold.ts';
import type { EntryKey } from './journal-store.ts';
import type { Database } from './schema.ts';
import { createSearchIndex } from './search-index.ts';
import { finder, inserter } from './statements.ts';

/** Entries whose words leave the search index in one go. */
const wordsAtOnce = 1_000;

/** The one place where journals are deleted, whatever for: within the transaction of whoever calls it. */
export function createDeletion(database: Kysely<Database>, connection: BetterSqlite3.Database) {
  const ofProcess = (
    ['sent_message', 'entry_details', 'entry', 'failure', 'event_token', 'flag', 'process'] as const
  ).map((table) =>
    connection.prepare(database.deleteFrom(table).where('portal_no', '=', 0).where('process_no', '=', 0).compile().sql),
  );
  const ofCard = (['stage_change', 'card'] as const).map((table) =>
    connection.prepare(database.deleteFrom(table).where('portal_no', '=', 0).where('card_no', '=', 0).compile().sql),
  );
  const sentBy = database
    .selectFrom('sent_message')
    .select('message_id')
    .where('portal_no', '=', 0)
    .where('process_no', '=', 0);
  const reports = connection.prepare(
    database.deleteFrom('delivery').where('portal_no', '=', 0).where('message_id', 'in', sentBy).compile().sql,
  );
  const index = createSearchIndex(connection);
  const findCard = finder(database, connection, 'card', ['portal_no', 'card_no']);
  const saveCounts = inserter(
    database,
    connection,
    'card',
    ['portal_no', 'card_no', 'type', 'id', 'search_text', 'active', 'completed', 'failed', 'flagged'],
    { key: ['portal_no', 'card_no'], update: ['active', 'completed', 'failed', 'flagged'] },
  );

  const takeSomeWords = connection.transaction((portalNo: number, processNo: number, after: EntryKey | null) =>
    index.takeOutProcess(portalNo, processNo, after, wordsAtOnce),
  );

  return {
    /**
     * Before long journals are deleted: their words leave the index, a part at a time, and others get their turn between.
     * To take the words of 200,000 entries out in one go keeps every writer waiting for seconds.
     */
    async words(rows: readonly Database['process'][]): Promise<void> {
      for (const row of rows) {
        if (row.failures + row.warnings + row.messages + row.technicals <= wordsAtOnce) continue;
        let after: EntryKey | null = null;
        do {
          after = takeSomeWords.immediate(row.portal_no, row.process_no, after);
          await nextTurn();
        } while (after !== null);
      }
    },

    /** A process with its journal, and what providers said of its messages. It leaves the counts of its card too. */
    process(row: Database['process']): void {
      // By its words, which are made of its entries.
      index.takeOutProcess(row.portal_no, row.process_no, null, Number.MAX_SAFE_INTEGER);
      // While it is known which messages were its own.
      reports.run(row.portal_no, row.portal_no, row.process_no);
      for (const statement of ofProcess) statement.run(row.portal_no, row.process_no);
      const card = row.card_no === null ? undefined : findCard(row.portal_no, row.card_no);
      if (card === undefined) return;
      const counts = countsOf(row);
      card.active -= counts.active;
      card.completed -= counts.completed;
      card.failed -= counts.failed;
      card.flagged -= counts.flagged;
      saveCounts(card);
    },

    /** A card that has no processes any more, with its history. */
    card(portalNo: number, cardNo: number): void {
      index.takeOutCard(portalNo, cardNo);
      for (const statement of ofCard) statement.run(portalNo, cardNo);
    },
  };
}

export type Deletion = ReturnType<typeof createDeletion>;
