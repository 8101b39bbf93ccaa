import { describe, expect, it } from 'vitest';
import { entryMarks, type OutlineRow } from '#server/store/journal-store.ts';
import { idleGaps, Outline } from './outline.ts';

const types = { start: 1, end: 2, cancel: 3, fault: 4, say: 5, trigger: 8, error: 9, skip: 14 } as const;
const results = { ok: 1, canceled: 2, faulted: 3 } as const;
type Word = keyof typeof types;
type More = { failed?: boolean; attempt?: number; result?: keyof typeof results; silent?: boolean };

/** Names of activities are letters; each row is `[activity, what, more]`, a second after the one before. */
function outlineOf(rows: readonly [string, Word, More?][], at: (n: number) => number = (n) => n * 1000) {
  const outline = new Outline((no) => String.fromCodePoint(no));
  outline.append(
    rows.map(([name, word, more = {}], n): OutlineRow => {
      const failed = more.failed ?? (word === 'fault' || word === 'error');
      return {
        at: at(n),
        no: n + 1,
        typeCode: types[word],
        level: failed ? 0 : 2,
        result: more.result === undefined ? null : results[more.result],
        activityNo: name.codePointAt(0) ?? 0,
        attempt: more.attempt ?? null,
        marks: more.silent === true ? 0 : entryMarks.message,
      };
    }),
  );
  return outline;
}

/** Each step as `name outcome [positions]`. */
function stepsOf(rows: readonly [string, Word, More?][]) {
  const outline = outlineOf(rows);
  return outline.steps.map(
    (step) => `${String.fromCodePoint(step.activityNo)} ${step.outcome} ${outline.positionsOf(step).join(',')}`,
  );
}

describe('steps', () => {
  it('go from a start row to an end row, with all that was written between, also when robots run side by side', () => {
    expect(
      stepsOf([
        ['a', 'start'],
        ['b', 'start'],
        ['a', 'say'],
        ['b', 'end'],
        ['a', 'end', { result: 'ok' }],
      ]),
    ).toEqual(['a succeeded 0,2,4', 'b succeeded 1,3']);
  });

  it('of a loop are one a round', () => {
    const round: [string, Word][] = [
      ['a', 'start'],
      ['a', 'end'],
    ];
    expect(stepsOf([...round, ...round, ...round])).toEqual(['a succeeded 0,1', 'a succeeded 2,3', 'a succeeded 4,5']);
  });

  it('with attempts stay one step, which ends as the last attempt does', () => {
    const outline = outlineOf([
      ['a', 'start', { attempt: 1 }],
      ['a', 'error', { attempt: 1 }],
      ['a', 'start', { attempt: 2 }],
      ['a', 'fault', { attempt: 2 }],
      ['a', 'start', { attempt: 3 }],
      ['a', 'end', { attempt: 3, result: 'ok' }],
    ]);
    expect(outline.steps).toMatchObject([
      { outcome: 'succeeded', attempts: 3, failures: 2, failureAt: 1, startAt: 0, endAt: 5 },
    ]);
  });

  it('that say an error and then close have failed, whatever the engine says of them', () => {
    expect(
      stepsOf([
        ['a', 'start'],
        ['a', 'say', { failed: true }],
        ['a', 'end', { result: 'ok' }],
      ]),
    ).toEqual(['a failed 0,1,2']);
  });

  it.each([
    ['end', { result: 'ok' }, 'succeeded'],
    ['end', { result: 'canceled' }, 'canceled'],
    ['end', { result: 'faulted' }, 'failed'],
    ['end', { failed: true }, 'failed'],
    ['cancel', {}, 'canceled'],
    ['fault', {}, 'failed'],
    ['skip', {}, 'skipped'],
    ['say', {}, 'running'],
  ] as const)('that end by %s %j are %s', (word, more, outcome) => {
    expect(
      stepsOf([
        ['a', 'start'],
        ['a', word, more],
      ]),
    ).toEqual([`a ${outcome} 0,1`]);
  });

  it('without start rows are one an activity: what it noted, or its failure', () => {
    expect(
      stepsOf([
        ['a', 'say'],
        ['b', 'say', { failed: true }],
        ['a', 'say'],
        ['b', 'say'],
      ]),
    ).toEqual(['a noted 0,2', 'b failed 1,3']);
  });

  it('that are skipped or triggered are steps of their own each time', () => {
    expect(
      stepsOf([
        ['t', 'trigger'],
        ['a', 'skip'],
        ['a', 'skip'],
        ['t', 'trigger'],
      ]),
    ).toEqual(['t triggered 0', 'a skipped 1', 'a skipped 2', 't triggered 3']);
  });

  it('take in what comes late: an entry after the end belongs to the last run of its activity', () => {
    expect(
      stepsOf([
        ['a', 'start'],
        ['a', 'end'],
        ['a', 'start'],
        ['a', 'end'],
        ['b', 'say'],
        ['a', 'say', { failed: true }],
      ]),
    ).toEqual(['a succeeded 0,1', 'a failed 2,3,5', 'b noted 4']);
  });

  it('know the entry that says most: the first failure, and the last with a message', () => {
    const outline = outlineOf([
      ['a', 'start', { silent: true }],
      ['a', 'say'],
      ['a', 'end', { silent: true }],
    ]);
    expect(outline.steps).toMatchObject([{ failureAt: -1, messageAt: 1, failures: 0, attempts: 1 }]);
  });

  it('stay as they are when entries are appended in parts', () => {
    const rows: [string, Word][] = [
      ['a', 'start'],
      ['b', 'start'],
      ['a', 'end'],
      ['b', 'say'],
      ['a', 'say'],
    ];
    const whole = outlineOf(rows);
    const parts = outlineOf(rows.slice(0, 2));
    const { at, no, level, marks } = whole;
    for (const n of [2, 3, 4]) {
      const [name = '', word = 'say'] = rows[n] ?? [];
      const activityNo = name.codePointAt(0) ?? 0;
      parts.append([
        {
          at: at[n]!,
          no: no[n]!,
          typeCode: types[word],
          level: level[n]!,
          result: null,
          activityNo,
          attempt: null,
          marks: marks[n]!,
        },
      ]);
    }
    expect(parts.steps).toEqual(whole.steps);
    expect(parts.step).toEqual(whole.step);
  });
});

describe('places', () => {
  it('are found by moment and arrival, and those that are not there are none', () => {
    const outline = outlineOf(
      [
        ['a', 'say'],
        ['a', 'say'],
        ['a', 'say'],
      ],
      (n) => Math.floor(n / 2) * 1000,
    );
    expect([0, 1, 2].map((position) => outline.positionOf(outline.key(position)))).toEqual([0, 1, 2]);
    expect(outline.positionOf({ at: 0, no: 3 })).toBe(-1);
    expect(outline.firstNotBefore({ at: 0, no: 3 })).toBe(2);
    expect(outline.firstNotBefore({ at: 9999, no: 0 })).toBe(3);
  });
});

describe('idle gaps', () => {
  const minute = 60_000;
  const gapsOf = (minutes: number[], most = 50) =>
    idleGaps(
      outlineOf(
        minutes.map(() => ['a', 'say']),
        (n) => (minutes[n] ?? 0) * minute,
      ),
      most,
    ).map(({ from, to }) => [from / minute, to / minute]);

  it('are silences of more than a minute that matter in the whole, the longest, oldest first', () => {
    expect(gapsOf([])).toEqual([]);
    expect(gapsOf([0])).toEqual([]);
    expect(gapsOf([0, 0.5, 1.5])).toEqual([]);
    expect(gapsOf([0, 1, 60, 61, 160])).toEqual([
      [1, 60],
      [61, 160],
    ]);
    expect(gapsOf([0, 2, 100])).toEqual([[2, 100]]);
    expect(gapsOf([0, 30, 50, 90], 2)).toEqual([
      [0, 30],
      [50, 90],
    ]);
  });
});
