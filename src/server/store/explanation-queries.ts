import type { Kysely, Selectable } from 'kysely';
import type { ExplanationRow, Explanations } from './explanations.ts';
import type { Database } from './schema.ts';

const toExplanation = (row: Selectable<Database['explanation']>): ExplanationRow => ({
  explanationNo: row.explanation_no,
  words: row.words,
  hit: row.hit,
  fixer: row.fixer,
  retry: row.retry,
  matching: row.matching,
  createdAt: row.created_at,
  createdBy: row.created_by,
  changedAt: row.changed_at,
  changedBy: row.changed_by,
});

export function explanationQueries(database: Kysely<Database>): Explanations {
  return {
    async list(portalNo) {
      const rows = await database
        .selectFrom('explanation')
        .selectAll()
        .where('portal_no', '=', portalNo)
        .orderBy('explanation_no')
        .execute();
      return rows.map(toExplanation);
    },

    async add(portalNo, { words, hit, fixer, retry, matching, createdAt, createdBy, changedAt, changedBy }) {
      const row = await database
        .insertInto('explanation')
        .values({
          portal_no: portalNo,
          words,
          hit,
          fixer,
          retry,
          matching,
          created_at: createdAt,
          created_by: createdBy,
          changed_at: changedAt,
          changed_by: changedBy,
        })
        .returningAll()
        .executeTakeFirstOrThrow();
      return toExplanation(row);
    },

    async change(portalNo, explanationNo, { words, hit, fixer, retry, matching, changedAt, changedBy }) {
      const row = await database
        .updateTable('explanation')
        .set({ words, hit, fixer, retry, matching, changed_at: changedAt, changed_by: changedBy })
        .where('portal_no', '=', portalNo)
        .where('explanation_no', '=', explanationNo)
        .returningAll()
        .executeTakeFirst();
      return row === undefined ? null : toExplanation(row);
    },

    async remove(portalNo, explanationNo) {
      const { numDeletedRows } = await database
        .deleteFrom('explanation')
        .where('portal_no', '=', portalNo)
        .where('explanation_no', '=', explanationNo)
        .executeTakeFirst();
      return numDeletedRows > 0n;
    },
  };
}
