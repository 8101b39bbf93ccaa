import type BetterSqlite3 from 'better-sqlite3';
import { type Kysely, sql } from 'kysely';
import type { Database } from './schema.ts';
import { createSearchIndex } from './search-index.ts';
import { finder, inserter } from './statements.ts';
import { deliveryStatements } from './delivery-statements.ts';
import { newCard, newProcess, newTemplate } from './fold.ts';

/** Every statement that the writer runs, prepared. */
export function writerStatements(database: Kysely<Database>, connection: BetterSqlite3.Database) {
  const cardColumns = columnsOf(newCard(0, 0, '', ''));
  const templateColumns = columnsOf(newTemplate(0, 0, '', ''));
  const processColumns = columnsOf(newProcess(0, 0, '', 0));
  const one = <R>(text: string) => {
    const statement = connection.prepare(text);
    return (...values: unknown[]) => statement.get(...values) as R | undefined;
  };
  const run = (text: string) => {
    const statement = connection.prepare(text);
    return (...values: unknown[]) => statement.run(...values).changes;
  };
  const compiled = (query: { compile(): { sql: string } }) => query.compile().sql;

  return {
    portal: finder(database, connection, 'portal', ['portal_no']),
    source: finder(database, connection, 'source', ['portal_no', 'source']),
    card: finder(database, connection, 'card', ['portal_no', 'type', 'id']),
    cardByNo: finder(database, connection, 'card', ['portal_no', 'card_no']),
    template: finder(database, connection, 'template', ['portal_no', 'id', 'version']),
    templateByNo: finder(database, connection, 'template', ['portal_no', 'template_no']),
    process: finder(database, connection, 'process', ['portal_no', 'process']),
    activity: finder(database, connection, 'activity', ['portal_no', 'key']),
    processByNo: finder(database, connection, 'process', ['portal_no', 'process_no']),
    entryAt: finder(database, connection, 'entry', ['portal_no', 'process_no', 'at', 'entry_no']),
    ...deliveryStatements(database, connection),
    lastSource: one<{ n: number | null }>(
      compiled(
        database
          .selectFrom('source')
          .select((eb) => eb.fn.max('source_no').as('n'))
          .where('portal_no', '=', 0),
      ),
    ),
    wasOnStage: finder(database, connection, 'stage_change', ['portal_no', 'card_no', 'stage_id']),
    pipelineStage: finder(database, connection, 'pipeline_stage', ['portal_no', 'card_type', 'pipeline', 'stage_id']),
    templateName: one<{ name: string }>(
      compiled(
        database
          .selectFrom('template')
          .select('name')
          .where('portal_no', '=', 0)
          .where('id', '=', '')
          .where('name', 'is not', null)
          .orderBy('told_at', 'desc')
          .limit(sql.lit(1)),
      ),
    ),
    nameTemplates: run(
      compiled(
        database
          .updateTable('template')
          .set({ name: '' })
          .where('portal_no', '=', 0)
          .where('id', '=', '')
          .where('name', 'is', null),
      ),
    ),
    saveLastNo: run(compiled(database.updateTable('portal').set({ last_no: 0 }).where('portal_no', '=', 0))),

    addSource: inserter(database, connection, 'source', ['portal_no', 'source_no', 'source']),
    addSeen: inserter(database, connection, 'seen_event', ['portal_no', 'source_no', 'event'], {
      key: ['portal_no', 'source_no', 'event'],
      update: null,
    }),
    dropOldAnswer: run(
      compiled(
        database
          .deleteFrom('given_answer')
          .where('portal_no', '=', 0)
          .where('request', '=', '')
          .where('given_at', '<=', 0),
      ),
    ),
    addAnswer: inserter(
      database,
      connection,
      'given_answer',
      ['portal_no', 'request', 'content', 'answer', 'given_at'],
      { key: ['portal_no', 'request'], update: null },
    ),
    closeStep: run(
      compiled(
        database
          .updateTable('event_token')
          .set({ closed_at: 0, closed_by: '', answer: '' })
          .where('portal_no', '=', 0)
          .where('event', '=', '')
          .where('closed_at', 'is', null),
      ),
    ),
    addActivity: inserter(database, connection, 'activity', [
      'portal_no',
      'activity_no',
      'name',
      'title',
      'code',
      'key',
    ]),
    addStageChange: inserter(database, connection, 'stage_change', [
      'portal_no',
      'card_no',
      'at',
      'change_no',
      'stage_id',
      'stage_name',
      'stage_color',
      'stage_semantics',
    ]),
    addPipelineStage: pipelineStage(connection),
    addEntry: inserter(database, connection, 'entry', [
      'portal_no',
      'process_no',
      'at',
      'entry_no',
      'type_code',
      'level',
      'status',
      'result',
      'activity_no',
      'attempt',
      'marks',
      'user_id',
      'user_name',
      'cause',
      'unknown',
      'message_length',
      'message',
    ]),
    addDetails: inserter(database, connection, 'entry_details', [
      'portal_no',
      'process_no',
      'at',
      'entry_no',
      'details',
    ]),
    addFailure: inserter(database, connection, 'failure', [
      'portal_no',
      'cause',
      'at',
      'entry_no',
      'process_no',
      'fingerprint',
      'activity_no',
    ]),
    searchAgain: createSearchIndex(connection).putAgain,
    addWaiting: inserter(database, connection, 'search_queue', ['portal_no', 'no', 'process_no', 'at'], {
      key: ['portal_no', 'no'],
      update: null,
    }),
    saveCard: inserter(database, connection, 'card', cardColumns, upsert(cardColumns, ['portal_no', 'card_no'])),
    saveTemplate: inserter(
      database,
      connection,
      'template',
      templateColumns,
      upsert(templateColumns, ['portal_no', 'template_no']),
    ),
    saveProcess: inserter(
      database,
      connection,
      'process',
      processColumns,
      upsert(processColumns, ['portal_no', 'process_no']),
    ),
  };
}

function columnsOf<Row extends object>(row: Row): (keyof Row & string)[] {
  return Object.keys(row) as (keyof Row & string)[];
}

function upsert(columns: readonly string[], key: readonly string[]) {
  return { key, update: columns.filter((column) => !key.includes(column)) };
}

/** Adds one passage of a stage; a later passage brings its newest name and colour. */
function pipelineStage(connection: BetterSqlite3.Database) {
  const statement = connection.prepare<Database['pipeline_stage']>(
    `insert into pipeline_stage (portal_no, card_type, pipeline, stage_id, name, color, semantics, place_sum, places)
     values (@portal_no, @card_type, @pipeline, @stage_id, @name, @color, @semantics, @place_sum, @places)
     on conflict (portal_no, card_type, pipeline, stage_id) do update set
       name = coalesce(excluded.name, name), color = coalesce(excluded.color, color),
       semantics = coalesce(excluded.semantics, semantics),
       place_sum = place_sum + excluded.place_sum, places = places + excluded.places`,
  );
  return (row: Database['pipeline_stage']) => statement.run(row).changes;
}
