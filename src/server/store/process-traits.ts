import { type Kysely, sql } from 'kysely';
import { writtenStates } from '#contract/process.ts';
import type { Database } from './schema.ts';
import type { ProcessTraits } from './search.ts';

type Row = {
  no: number;
  state: string | null;
  failures: number;
  waits: number | null;
  last: number | null;
  received: number;
  template: string | null;
  name: string | null;
  finished: number | null;
  longest: number | null;
  stage: string | null;
  called: string | null;
};

/** Of many processes what a search may ask of them: a third of what it takes to read them whole. */
export async function readTraits(
  database: Kysely<Database>,
  portalNo: number,
  processNos: readonly number[],
): Promise<ProcessTraits[]> {
  const { rows } = await sql<Row>`select p.process_no as no, p.state, p.failures, p.waiting_until as waits,
      p.last_at as last, p.received_at as received, t.id as template, t.name, t.finished, t.longest_ms as longest,
      p.stage_id as stage, p.stage_name as called
    from process p left join template t on t.portal_no = p.portal_no and t.template_no = p.template_no
    where p.portal_no = ${portalNo}
      and p.process_no in (select value from json_each(${JSON.stringify(processNos)}))`.execute(database);
  return rows.map((row) => ({
    processNo: row.no,
    state: writtenStates.find((state) => state === row.state) ?? null,
    waitingUntil: row.waits,
    lastAt: row.last,
    receivedAt: row.received,
    levels: { failure: row.failures },
    template:
      row.template === null
        ? null
        : { id: row.template, name: row.name, finished: row.finished ?? 0, longestMs: row.longest ?? 0 },
    stage: row.stage === null ? null : { id: row.stage, name: row.called },
  }));
}
