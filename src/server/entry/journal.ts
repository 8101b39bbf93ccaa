import { Problem } from '#contract/problem.ts';
import type { ProcessInList, Step } from '#contract/process.ts';
import type { Sight } from '#server/access/sight.ts';
import { inEntries, inProcesses, type OwnCauses } from '#server/cause/own-causes.ts';
import type { ReadContext } from '#server/http/endpoint.ts';
import type { Language } from '#server/http/language.ts';
import { entryIdOf, entryKeyOf, readCursor, writeCursor } from '#server/store/cursor.ts';
import { entryMarks, type EntryRow, type JournalStore, type ProcessRow } from '#server/store/journal-store.ts';
import { deliveriesOf } from './deliveries.ts';
import { idleGaps } from './outline.ts';
import type { JournalOutline } from './outlines.ts';
import { beginning, presentEntry, presentStep, readDetails } from './present.ts';
import type { Reading } from './reading.ts';

const mostPlaces = 10_000;
const mostIdle = 50;
const mostCaused = 200;
/** Processes that a trigger starts begin within this of its entry. */
const causedWithinMs = 5_000;

export type JournalOptions = {
  store: JournalStore;
  reading: Reading;
  presentProcess(row: ProcessRow, language: Language): ProcessInList;
  own: OwnCauses;
};

/** Everything that is read of one journal. */
export function createJournal({ store, reading, presentProcess, own }: JournalOptions) {
  async function entries({ portal, params, query, language, mask, sight }: ReadContext<'processEntries'>) {
    const { process, journal } = await reading.journalOf(portal.portalNo, params.process, sight);
    const passing = await reading.passing(portal.portalNo, process, journal, query, mask);
    const scope = ['entries', process.processNo, query.level ?? null, query.q ?? null, query.step ?? null];
    const { positions, ...place } = reading.slice(journal, passing, query, scope);
    const rows = await rowsAt(portal.portalNo, process, journal, positions, query.view === 'full');
    const shown = rows.map((row) => presentEntry(process.process, row, query.view, language));
    return { ...place, items: await inEntries(own, portal.portalNo, shown, language) };
  }

  /** Rows of positions that ascend; positions that lie together are read as one range. */
  async function rowsAt(
    portalNo: number,
    process: ProcessRow,
    { outline }: JournalOutline,
    positions: readonly number[],
    details: boolean,
  ): Promise<EntryRow[]> {
    const first = positions[0];
    const last = positions.at(-1);
    if (first === undefined || last === undefined) return [];
    if (last - first + 1 === positions.length) {
      return await store.entries.between(portalNo, process.processNo, outline.key(first), outline.key(last), details);
    }
    const keys = positions.map((position) => outline.key(position));
    return await store.entries.byKeys(portalNo, process.processNo, keys, details);
  }

  async function steps({ portal, params, query, sight }: ReadContext<'processSteps'>) {
    const { process, journal } = await reading.journalOf(portal.portalNo, params.process, sight);
    const { outline } = journal;
    const passing = await reading.passing(portal.portalNo, process, journal, { level: query.level }, null);
    const ordinals =
      passing === null ? null : ascending(new Set(passing.map((position) => outline.step[position] ?? 0)));
    const total = ordinals === null ? outline.steps.length : ordinals.length;
    const scope = ['steps', process.processNo, query.level ?? null];
    const from = query.cursor === undefined ? (query.position ?? 0) : readCursor(scope, query.cursor)[0];
    const first = Math.max(0, Math.min(from, total));
    const end = Math.min(total, first + query.limit);
    const wanted = ordinals === null ? range(first, end) : ordinals.slice(first, end);
    return {
      items: await presentSteps(portal.portalNo, process, journal, wanted),
      next: end < total ? writeCursor(scope, [end, 0]) : null,
      previous: first > 0 ? writeCursor(scope, [Math.max(0, first - query.limit), 0]) : null,
      total,
      position: first,
      from: momentAt(journal, 0),
      to: momentAt(journal, outline.length - 1),
      idle: idleGaps(outline, mostIdle).map(({ from, to }) => ({
        from: new Date(from).toISOString(),
        to: new Date(to).toISOString(),
      })),
    };
  }

  async function presentSteps(
    portalNo: number,
    process: ProcessRow,
    journal: JournalOutline,
    ordinals: readonly number[],
  ): Promise<Step[]> {
    const { outline, activities } = journal;
    const telling = ordinals.map((ordinal) => {
      const step = outline.steps[ordinal];
      if (step === undefined) return -1;
      return step.outcome === 'failed' && step.failureAt !== -1 ? step.failureAt : step.messageAt;
    });
    const rows = await rowsAt(
      portalNo,
      process,
      journal,
      ascending(new Set(telling.filter((position) => position !== -1))),
      false,
    );
    const messages = new Map(rows.map((row) => [outline.positionOf(row.key), row.message]));
    return ordinals.flatMap((ordinal, index) => {
      const step = outline.steps[ordinal];
      if (step === undefined) return [];
      const activity = activities.get(step.activityNo) ?? { name: String(step.activityNo), title: null, code: null };
      return [presentStep(ordinal, step, outline, activity, messages.get(telling[index] ?? -1) ?? null)];
    });
  }

  async function matches({ portal, params, query, mask, sight }: ReadContext<'processMatches'>) {
    const { process, journal } = await reading.journalOf(portal.portalNo, params.process, sight);
    const positions =
      (await reading.passing(portal.portalNo, process, journal, query, mask)) ?? range(0, journal.outline.length);
    const places = positions.slice(0, mostPlaces).map((position) => ({
      entry: entryIdOf(journal.outline.key(position)),
      position,
      step: journal.outline.step[position] ?? 0,
    }));
    return { total: positions.length, places };
  }

  /** @throws Problem not_found */
  async function find(portalNo: number, processId: string, entryId: string, sight: Sight) {
    const { process, journal } = await reading.journalOf(portalNo, processId, sight);
    const key = entryKeyOf(entryId);
    const position = key === null ? -1 : journal.outline.positionOf(key);
    const rows =
      key === null || position === -1 ? [] : await store.entries.byKeys(portalNo, process.processNo, [key], true);
    const row = rows[0];
    if (row === undefined) throw new Problem('not_found', 'no such entry in this process');
    return { process, journal, position, row };
  }

  async function entry({ portal, params, language, mask, sight }: ReadContext<'entry'>) {
    const { process, journal, position, row } = await find(portal.portalNo, params.process, params.entry, sight);
    const step = journal.outline.step[position] ?? 0;
    const told = presentEntry(process.process, row, 'full', language);
    const shown = (await inEntries(own, portal.portalNo, [told], language))[0] ?? told;
    const before = await variablesBefore(portal.portalNo, process, journal, position);
    return {
      entry: shown,
      masked: mask?.answer({ shown, variablesBefore: before }).masked ?? false,
      step,
      position,
      variablesBefore: before,
      attempts: await attempts(portal.portalNo, process, journal, step),
      deliveries: await deliveriesOf(store, portal.portalNo, shown),
      caused: row.typeCode === 8 ? await caused(portal.portalNo, process, journal, step, row, language) : null,
    };
  }

  async function variablesBefore(portalNo: number, process: ProcessRow, { outline }: JournalOutline, position: number) {
    const tells = (at: number) => ((outline.marks[at] ?? 0) & entryMarks.variables) !== 0;
    if (!tells(position)) return null;
    let before = position - 1;
    while (before >= 0 && !tells(before)) before -= 1;
    if (before < 0) return null;
    const [row] = await store.entries.byKeys(portalNo, process.processNo, [outline.key(before)], true);
    const variables = row?.details == null ? null : readDetails(row.details)['variables'];
    return typeof variables === 'object' && variables !== null ? (variables as Record<string, unknown>) : null;
  }

  /** The entries that end the attempts of a step: the last one that each attempt left. */
  async function attempts(portalNo: number, process: ProcessRow, journal: JournalOutline, ordinal: number) {
    const step = journal.outline.steps[ordinal];
    if (step === undefined || step.attempts < 2) return [];
    const last = new Map<number, number>();
    let current = 1;
    for (const position of journal.outline.positionsOf(step)) {
      current = Math.max(current, journal.outline.attempt[position] ?? 0);
      last.set(current, position);
    }
    const rows = await rowsAt(portalNo, process, journal, [...last.values()].slice(-100), false);
    const numbers = [...last.keys()].slice(-100);
    return rows.map((row, index) => ({
      attempt: numbers[index] ?? index + 1,
      entry: entryIdOf(row.key),
      at: new Date(row.key.at).toISOString(),
      level: row.level,
      message: row.message === null ? null : beginning(row.message, 500),
    }));
  }

  async function caused(
    portalNo: number,
    process: ProcessRow,
    journal: JournalOutline,
    ordinal: number,
    row: EntryRow,
    language: Language,
  ) {
    const all = journal.outline.steps;
    let end = ordinal + 1;
    while (end < all.length && all[end]?.outcome !== 'triggered') end += 1;
    const started =
      process.card === null
        ? []
        : await store.processes.startedBetween(
            portalNo,
            process.card.cardNo,
            row.key.at - causedWithinMs,
            row.key.at + causedWithinMs,
            50,
          );
    const alike = started.filter(
      (other) =>
        other.processNo !== process.processNo &&
        other.trigger !== null &&
        isSameTrigger(other.trigger, process.trigger),
    );
    return {
      steps: await presentSteps(
        portalNo,
        process,
        journal,
        range(ordinal + 1, Math.min(end, ordinal + 1 + mostCaused)),
      ),
      stepsTotal: end - ordinal - 1,
      processes: await inProcesses(
        own,
        portalNo,
        alike.map((other) => presentProcess(other, language)),
        language,
      ),
    };
  }

  return { entries, steps, matches, entry, rowsAt, find, variablesBefore, presentSteps };
}

export type Journal = ReturnType<typeof createJournal>;

function isSameTrigger(one: { code: string | null; name: string | null }, other: ProcessRow['trigger']): boolean {
  return other !== null && (one.code === null ? one.name === other.name : one.code === other.code);
}

function momentAt({ outline }: JournalOutline, position: number): string | null {
  const at = outline.at[position];
  return at === undefined ? null : new Date(at).toISOString();
}

function range(from: number, to: number): number[] {
  return Array.from({ length: Math.max(0, to - from) }, (_, index) => from + index);
}

function ascending(numbers: Iterable<number>): number[] {
  return [...numbers].toSorted((a, b) => a - b);
}
