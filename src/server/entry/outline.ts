import type { Outcome } from '#contract/process.ts';
import { entryMarks, type EntryKey, type OutlineRow } from '#server/store/journal-store.ts';

/*
 * The outline of a journal: where each entry stands and which step it belongs to, without any text. It answers in
 * memory what would otherwise be an offset or a count over a table: "the entry at place 120 000", "which place has this
 * entry", "the failures", "the steps". Pure; an entry takes 30 bytes of it, a step some 130.
 */

/** Portal's numbers, see the contract's `entryTypeByCode`. */
const type = { execute: 1, close: 2, cancel: 3, fault: 4, trigger: 8, error: 9, skip: 14 } as const;
const result = { succeeded: 1, canceled: 2, faulted: 3 } as const;
const failureLevel = 0;

export type StepOutline = {
  activityNo: number;
  outcome: Outcome;
  /** Positions of its first and last entry, and how many it has: see `positionsOf`. */
  firstAt: number;
  lastAt: number;
  entries: number;
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
  // Typed, as long as the journal: arrays that grow take several times as much.
  at = new Float64Array();
  no = new Float64Array();
  level = new Uint8Array();
  step = new Uint32Array();
  marks = new Uint8Array();
  attempt = new Uint32Array();
  /** Position of the next entry of the same step. */
  #next = new Uint32Array();
  failures = 0;
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
    const before = this.length;
    this.#lengthen(before + rows.length);
    for (const [index, row] of rows.entries()) {
      const position = before + index;
      this.at[position] = row.at;
      this.no[position] = row.no;
      this.level[position] = row.level;
      this.marks[position] = row.marks;
      this.attempt[position] = row.attempt ?? 0;
      this.step[position] = this.#place(row, position);
    }
  }

  #lengthen(length: number): void {
    this.at = longer(this.at, length);
    this.no = longer(this.no, length);
    this.level = longer(this.level, length);
    this.step = longer(this.step, length);
    this.marks = longer(this.marks, length);
    this.attempt = longer(this.attempt, length);
    this.#next = longer(this.#next, length);
  }

  /** Positions of a step's entries in the journal, ascending. */
  positionsOf({ firstAt, entries }: StepOutline): number[] {
    const positions: number[] = [];
    for (let position = firstAt; positions.length < entries; position = this.#next[position] ?? 0) {
      positions.push(position);
    }
    return positions;
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
    if (step.entries === 0) step.firstAt = position;
    else this.#next[step.lastAt] = position;
    step.lastAt = position;
    step.entries += 1;
    step.attempts = Math.max(step.attempts, row.attempt ?? 1);
    if ((row.marks & entryMarks.message) !== 0) step.messageAt = position;
    if (row.level === failureLevel) {
      step.failures += 1;
      this.failures += 1;
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
      firstAt: -1,
      lastAt: -1,
      entries: 0,
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

type Column = Float64Array<ArrayBuffer> | Uint32Array<ArrayBuffer> | Uint8Array<ArrayBuffer>;

/** The same column with room for so many; half as much more is put by, so that a journal that grows is rarely copied. */
function longer<C extends Column>(column: C, length: number): C {
  const Kind = column.constructor as { new (buffer: ArrayBuffer, from: number, length: number): C };
  const bytes = length * column.BYTES_PER_ELEMENT;
  if (bytes <= column.buffer.byteLength) return new Kind(column.buffer, 0, length);
  const buffer = new ArrayBuffer(Math.ceil((length * 3) / 2) * column.BYTES_PER_ELEMENT);
  new Kind(buffer, 0, column.length).set(column);
  return new Kind(buffer, 0, length);
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
