import type { Outcome } from '#contract/process.ts';
import { entryMarks, type EntryKey, type OutlineRow } from '#server/store/journal-store.ts';

/*
 * The outline of a journal: where each entry stands and which step it belongs to, without any text. It answers in
 * memory what would otherwise be an offset or a count over a table: "the entry at place 120 000", "which place has this
 * entry", "the failures", "the steps". Pure; a journal of 200 000 entries takes some 5 MB of it.
 */

/** Portal's numbers, see the contract's `entryTypeByCode`. */
const type = { execute: 1, close: 2, cancel: 3, fault: 4, trigger: 8, error: 9, skip: 14 } as const;
const result = { succeeded: 1, canceled: 2, faulted: 3 } as const;
const failureLevel = 0;

export type StepOutline = {
  activityNo: number;
  outcome: Outcome;
  /** Positions of its entries in the journal, ascending. */
  positions: number[];
  failures: number;
  attempts: number;
  /** Position of its start and end rows; -1 when there is none. */
  startAt: number;
  endAt: number;
  /** Position of its first failure, and of its last entry with a message; -1 when there is none. */
  failureAt: number;
  messageAt: number;
};

export class Outline {
  at: number[] = [];
  no: number[] = [];
  level: number[] = [];
  step: number[] = [];
  marks: number[] = [];
  typeCode: number[] = [];
  attempt: number[] = [];
  readonly steps: StepOutline[] = [];
  readonly #open = new Map<string, number>();
  readonly #latest = new Map<string, number>();
  readonly #nameOf: (activityNo: number) => string;

  /** `nameOf`: the technical name of an activity. Rows of one name belong together, however they are titled. */
  constructor(nameOf: (activityNo: number) => string) {
    this.#nameOf = nameOf;
  }

  get length(): number {
    return this.at.length;
  }

  /** Adds entries that come after all it has, in journal order. */
  append(rows: readonly OutlineRow[]): void {
    for (const row of rows) {
      const position = this.at.length;
      this.at.push(row.at);
      this.no.push(row.no);
      this.level.push(row.level);
      this.marks.push(row.marks);
      this.typeCode.push(row.typeCode ?? 0);
      this.attempt.push(row.attempt ?? 0);
      this.step.push(this.#place(row, position));
    }
  }

  key(position: number): EntryKey {
    return { at: this.at[position] ?? 0, no: this.no[position] ?? 0 };
  }

  /** The place of an entry; -1 when it is not in this journal. */
  positionOf(key: EntryKey): number {
    const position = this.firstNotBefore(key);
    return this.at[position] === key.at && this.no[position] === key.no ? position : -1;
  }

  /** The first place that is not before a key, by halving. */
  firstNotBefore({ at, no }: EntryKey): number {
    let low = 0;
    let high = this.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      const before = (this.at[middle] ?? 0) - at || (this.no[middle] ?? 0) - no;
      if (before < 0) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** Puts an entry into its step, opening one where it starts; returns the step's ordinal. */
  #place(row: OutlineRow, position: number): number {
    const name = this.#nameOf(row.activityNo);
    const index = this.#stepFor(name, row) ?? this.#begin(name, row.activityNo);
    const step = this.steps[index];
    if (step === undefined) return index;
    step.positions.push(position);
    step.attempts = Math.max(step.attempts, row.attempt ?? 1);
    if ((row.marks & entryMarks.message) !== 0) step.messageAt = position;
    if (row.level === failureLevel) {
      step.failures += 1;
      if (step.failureAt === -1) step.failureAt = position;
    }
    this.#settle(step, row, position, name);
    return index;
  }

  /** The step that an entry continues; undefined when it begins a new one. */
  #stepFor(name: string, row: OutlineRow): number | undefined {
    const open = this.#open.get(name);
    const latest = this.#latest.get(name);
    if (row.typeCode === type.trigger) return undefined;
    if (row.typeCode !== type.execute) return open ?? (row.typeCode === type.skip ? undefined : latest);
    // A start row continues a step only as its next attempt.
    const previous = latest === undefined ? undefined : this.steps[latest];
    return previous !== undefined && (row.attempt ?? 1) > previous.attempts ? latest : undefined;
  }

  #begin(name: string, activityNo: number): number {
    const index = this.steps.length;
    this.steps.push({
      activityNo,
      outcome: 'noted',
      positions: [],
      failures: 0,
      attempts: 1,
      startAt: -1,
      endAt: -1,
      failureAt: -1,
      messageAt: -1,
    });
    this.#latest.set(name, index);
    return index;
  }

  /** What an entry says of how its step goes. */
  #settle(step: StepOutline, row: OutlineRow, position: number, name: string): void {
    const index = this.#latest.get(name) ?? this.steps.length - 1;
    const isFailure = row.level === failureLevel;
    switch (row.typeCode) {
      case type.execute:
        if (step.startAt === -1) step.startAt = position;
        step.endAt = -1;
        step.outcome = 'running';
        this.#open.set(name, index);
        return;
      case type.close:
        this.#end(step, position, name);
        if (row.result === result.canceled) step.outcome = 'canceled';
        else if (row.result === result.faulted || isFailure) step.outcome = 'failed';
        else if (step.outcome !== 'failed') step.outcome = 'succeeded';
        return;
      case type.cancel:
        this.#end(step, position, name);
        step.outcome = 'canceled';
        return;
      case type.fault:
        this.#end(step, position, name);
        step.outcome = 'failed';
        return;
      case type.skip:
        this.#end(step, position, name);
        step.outcome = 'skipped';
        return;
      case type.trigger:
        step.outcome = 'triggered';
        return;
      default:
        if (isFailure) step.outcome = 'failed';
    }
  }

  #end(step: StepOutline, position: number, name: string): void {
    step.endAt = position;
    this.#open.delete(name);
  }
}

/** Shortest silence that is worth folding on a time scale, and its share of the whole. */
const idleFromMs = 60_000;
const idleShare = 1 / 20;

/** Silences between entries, the longest `most` of them, oldest first. */
export function idleGaps(outline: Outline, most: number): { from: number; to: number }[] {
  const first = outline.at[0];
  const last = outline.at.at(-1);
  if (first === undefined || last === undefined) return [];
  const least = Math.max(idleFromMs, (last - first) * idleShare);
  const gaps: { from: number; to: number }[] = [];
  for (let position = 1; position < outline.length; position++) {
    const from = outline.at[position - 1] ?? 0;
    const to = outline.at[position] ?? 0;
    if (to - from > least) gaps.push({ from, to });
  }
  return gaps
    .toSorted((a, b) => b.to - b.from - (a.to - a.from))
    .slice(0, most)
    .toSorted((a, b) => a.from - b.from);
}
