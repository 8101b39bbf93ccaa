import type { CauseLife } from '#contract/failures.ts';
import type { Grouping } from '#server/cause/grouping.ts';
import { type Life, lifeOf, tooOftenAt } from '#server/cause/lifecycle.ts';
import type { CauseStateRow, JournalStore, PersonKey } from '#server/store/journal-store.ts';
import { momentOf } from './names.ts';
import type { People } from './people.ts';
import { writePerson } from './person-key.ts';

/** Failures of a muted cause looked at for its rate; more than these within one mute are too many anyway. */
const mostMoments = 50_000;
const mostRemembered = 1000;

/** Where causes stand at a moment. */
export type Lives = {
  of(key: string, lastAt: number): Promise<Life & { assignee: PersonKey | null }>;
};
export type ReadLives = (portalNo: number, grouping: Grouping, now: number) => Promise<Lives>;

export function createLives({ causes }: Pick<JournalStore, 'causes'>): ReadLives {
  /** A mute that ended by its rate has ended, so it is counted once. */
  const ended = new Map<string, number>();

  async function rateEnd(portalNo: number, grouping: Grouping, row: CauseStateRow): Promise<number | null> {
    if (row.mutedRate === null || row.stateAt === null) return null;
    const mark = JSON.stringify([portalNo, row.cause, row.stateAt, row.mutedRate]);
    const had = ended.get(mark);
    if (had !== undefined) return had;
    const moments: number[] = [];
    for (const part of grouping.partsOf(row.cause)) {
      moments.push(...(await causes.momentsAfter(portalNo, part, row.stateAt, mostMoments)));
    }
    const end = tooOftenAt(
      moments.toSorted((a, b) => a - b),
      row.mutedRate,
    );
    if (end !== null) {
      if (ended.size >= mostRemembered) ended.clear();
      ended.set(mark, end);
    }
    return end;
  }

  async function returnOf(portalNo: number, grouping: Grouping, row: CauseStateRow): Promise<number | null> {
    if (row.stateAt === null) return null;
    const returns: number[] = [];
    for (const part of grouping.partsOf(row.cause)) {
      const at = await causes.firstAfter(portalNo, part, row.stateAt);
      if (at !== null) returns.push(at);
    }
    return returns.length === 0 ? null : Math.min(...returns);
  }

  return async (portalNo, grouping, now) => {
    const rows = new Map((await causes.states(portalNo)).map((row) => [row.cause, row]));
    return {
      async of(key, lastAt) {
        const row = rows.get(key) ?? null;
        const mayReturn = row !== null && row.state === 'resolved' && row.stateAt !== null && lastAt > row.stateAt;
        const life = lifeOf(row, now, {
          returnedAt: mayReturn ? await returnOf(portalNo, grouping, row) : null,
          tooOftenAt: row !== null && row.state === 'muted' ? await rateEnd(portalNo, grouping, row) : null,
        });
        return { ...life, assignee: row?.assignee ?? null };
      },
    };
  };
}

/** One whose account is gone answers for nothing. */
export function presentLife(life: Life & { assignee: PersonKey | null }, people: People): CauseLife {
  const person = life.assignee === null ? null : writePerson(life.assignee);
  const name = person === null ? undefined : people.get(person);
  const moment = (at: number | null) => (at === null ? null : momentOf(at));
  return {
    state: life.state,
    isReopened: life.isReopened,
    stateAt: moment(life.stateAt),
    stateBy: life.stateBy,
    mutedUntil: moment(life.mutedUntil),
    mutedRatePerHour: life.mutedRate,
    assignee: person === null || name === undefined ? null : { person, name },
  };
}
