import { describe, expect, it } from 'vitest';
import { fakeFailure, fakeProcess, stages } from '#client/testing/fakes.ts';
import { toTimeline } from './timeline-rows.ts';
import type { TimelineItem } from './timeline-rows.ts';

const [fresh = null, invoice = null] = stages;
const process = (id: string, startedAt: string, finishedAt: string, part = {}): TimelineItem => ({
  kind: 'process',
  at: startedAt,
  process: fakeProcess({ process: id, startedAt, finishedAt, lastAt: finishedAt, ...part }),
});

describe('the story of a card', () => {
  const items: TimelineItem[] = [
    process('c', '2026-11-19T20:00:00.000Z', '2026-11-19T20:01:00.000Z', { failure: fakeFailure() }),
    process('b', '2026-11-19T10:05:00.000Z', '2026-11-19T10:06:00.000Z'),
    { kind: 'stage', at: '2026-11-19T10:00:00.000Z', stage: invoice },
    process('a', '2026-11-18T10:00:00.000Z', '2026-11-18T10:06:00.000Z'),
    { kind: 'stage', at: '2026-11-18T10:00:00.000Z', stage: fresh },
    process('before', '2026-11-17T10:00:00.000Z', '2026-11-17T10:06:00.000Z', { stage: null }),
  ];

  it('stands by stage, newest first, with when it came and left', () => {
    const groups = toTimeline(items);
    expect(
      groups.map(({ stage, since, until, processes, failed }) => [stage?.id ?? null, since, until, processes, failed]),
    ).toEqual([
      ['INVOICE', '2026-11-19T10:00:00.000Z', null, 2, 1],
      ['NEW', '2026-11-18T10:00:00.000Z', '2026-11-19T10:00:00.000Z', 1, 0],
      [null, null, '2026-11-18T10:00:00.000Z', 1, 0],
    ]);
  });

  it('folds the time in which nothing happened, and none that is short', () => {
    const [now, earlier] = toTimeline(items);
    expect(now?.rows.map((row) => (row.kind === 'idle' ? row.ms : row.process.process))).toEqual([
      'c',
      35_640_000,
      'b',
    ]);
    expect(earlier?.rows.map((row) => row.kind)).toEqual(['process']);
  });

  it('without stage changes goes by the stages of the processes', () => {
    const groups = toTimeline([
      process('b', '2026-11-19T10:05:00.000Z', '2026-11-19T10:06:00.000Z', { stage: invoice }),
      process('a', '2026-11-19T10:00:00.000Z', '2026-11-19T10:01:00.000Z', { stage: fresh }),
    ]);
    expect(groups.map((group) => group.stage?.id)).toEqual(['INVOICE', 'NEW']);
    expect(toTimeline([])).toEqual([]);
  });
});
