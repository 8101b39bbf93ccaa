import { describe, expect, it } from 'vitest';
import {
  countsOf,
  foldCard,
  foldEntry,
  foldProcess,
  foldTemplate,
  isStageChange,
  newCard,
  newProcess,
  newTemplate,
} from './fold.ts';
import type { CardToWrite, EntryToWrite, ProcessToWrite, TemplateToWrite } from './journal-store.ts';

const noStage = { name: null, color: null, semantics: null };

function card(at: number, told: Partial<CardToWrite>): CardToWrite {
  const quiet = { title: null, stage: null, pipeline: null, responsible: null, client: null, amount: null, url: null };
  return {
    kind: 'card',
    id: '',
    at,
    card: { type: 'deal', id: '7' },
    searchText: '',
    details: null,
    ...quiet,
    ...told,
  };
}

function process(at: number, told: Partial<ProcessToWrite> = {}): ProcessToWrite {
  const quiet = { stage: null, state: null, stateTitle: null, startedAt: null, finishedAt: null, startedBy: null };
  const names = { process: 'p', template: { id: '1', version: '' }, card: { type: 'deal', id: '7' } };
  // Fields that the port grew since are quiet too.
  return {
    kind: 'process',
    id: '',
    at,
    ...names,
    ...quiet,
    trigger: null,
    trimmedTo: null,
    details: null,
    ...told,
  } as ProcessToWrite;
}

function entry(at: number, told: Partial<EntryToWrite> = {}): EntryToWrite {
  return { kind: 'entry', at, level: 'message', typeCode: 5, message: null, cause: null, ...told } as EntryToWrite;
}

describe('a card', () => {
  const folded = (...events: CardToWrite[]) => {
    const row = newCard(1, 2, 'deal', '7');
    const moved = events.map((event) => foldCard(row, event));
    return { row, moved };
  };

  it('takes from a newer event what it tells, and from an older one what was not known', () => {
    const { row } = folded(
      card(10, { title: 'новое', client: { id: '1', name: null } }),
      card(5, { title: 'старое', url: 'https://a.test', client: { id: '2', name: 'Иван' } }),
      card(20, { amount: { value: 5, currency: null } }),
    );
    expect(row).toMatchObject({
      title: 'новое',
      url: 'https://a.test',
      client_id: '1',
      client_name: null,
      amount: 5,
      told_at: 20,
    });
  });

  it('came to its stage when an event first told it, and keeps its name while later ones leave it out', () => {
    const stage = { id: 'NEW', ...noStage, name: 'Новая', color: '#ff0000' };
    const { row, moved } = folded(card(1, { stage }), card(5, { stage: { id: 'NEW', ...noStage } }));
    expect(moved).toEqual([true, false]);
    expect(row).toMatchObject({ stage_since: 1, stage_name: 'Новая', stage_color: '#ff0000' });
    foldCard(row, card(9, { stage: { id: 'WON', ...noStage } }));
    expect(row).toMatchObject({ stage_id: 'WON', stage_since: 9, stage_name: null, stage_color: null });
  });

  it('is not moved by an older event, which is part of its history all the same', () => {
    const { row, moved } = folded(
      card(9, { stage: { id: 'WON', ...noStage } }),
      card(1, { stage: { id: 'NEW', ...noStage } }),
    );
    expect(moved).toEqual([true, false]);
    expect(row.stage_id).toBe('WON');
    expect([isStageChange(row, 1, false), isStageChange(row, 9, false), isStageChange(row, 9, true)]).toEqual([
      true,
      false,
      true,
    ]);
  });
});

describe('a template', () => {
  it('keeps the newest name and switch, whichever came last', () => {
    const row = newTemplate(1, 2, '12', '3');
    const quiet = { cardType: null, stage: null, origin: null, details: null, name: null, logging: null };
    const tell = (at: number, told: Partial<TemplateToWrite>) =>
      foldTemplate(row, { kind: 'template', id: '', at, template: { id: '12', version: '3' }, ...quiet, ...told });
    tell(9, { name: 'Новое', logging: false });
    tell(3, { name: 'Старое', logging: true, origin: 'robots' });
    expect(row).toMatchObject({ name: 'Новое', logging: 0, origin: 'robots', told_at: 9 });
  });
});

describe('a process', () => {
  const folded = (...events: ProcessToWrite[]) => {
    const row = newProcess(1, 2, 'p', 1000);
    for (const event of events) foldProcess(row, event, 7, 8);
    return row;
  };

  it.each([
    ['nothing told', [process(1)], null, 1, null],
    ['an end', [process(1, { state: 'running' }), process(2, { state: 'completed' })], 'completed', 0, 2],
    ['an end before its start', [process(2, { state: 'failed' }), process(1, { state: 'running' })], 'failed', 0, 2],
    ['both at one moment', [process(1, { state: 'completed' }), process(1, { state: 'running' })], 'completed', 0, 1],
    [
      'both at one moment, the end last',
      [process(1, { state: 'running' }), process(1, { state: 'terminated' })],
      'terminated',
      0,
      1,
    ],
    ['a newer start', [process(1, { state: 'completed' }), process(2, { state: 'waiting' })], 'waiting', 1, null],
    ['two ends', [process(5, { state: 'failed' }), process(3, { state: 'completed' })], 'failed', 0, 5],
    [
      'an end behind a newer event without a state',
      [process(9), process(5, { state: 'completed' })],
      'completed',
      0,
      5,
    ],
    ['a moment of its own for the end', [process(5, { state: 'completed', finishedAt: 4 })], 'completed', 0, 4],
    ['that moment told later', [process(5, { state: 'completed' }), process(6, { finishedAt: 4 })], 'completed', 0, 4],
  ] as const)('with %s', (_name, events, state, active, finishedAt) => {
    expect(folded(...events)).toMatchObject({ state, active, finished_at: finishedAt });
  });

  it('stands where it started while it is active, and where it ended afterwards', () => {
    expect(folded(process(50, { startedAt: 40 })).sort_at).toBe(40);
    expect(folded(process(50), process(70)).sort_at).toBe(50);
    expect(folded(process(50, { startedAt: 40 }), process(60, { state: 'completed', finishedAt: 58 })).sort_at).toBe(
      58,
    );
  });

  it('counts its entries by level, and start and finish rows', () => {
    const row = newProcess(1, 2, 'p', 1000);
    const levels = ['failure', 'warning', 'message', 'technical', 'technical'] as const;
    for (const [n, level] of levels.entries()) foldEntry(row, entry(n, { level, typeCode: n }), n + 10, n + 20);
    expect(row).toMatchObject({ failures: 1, warnings: 1, messages: 1, technicals: 2, starts: 2 });
    expect(countsOf(row)).toEqual({ active: 1, completed: 0, failed: 1, flagged: 0 });
  });

  it('remembers the first failure and the last activity by moment; of one moment the first to come and the last', () => {
    const row = newProcess(1, 2, 'p', 1000);
    const failure = (at: number, message: string) => entry(at, { level: 'failure', message, cause: message });
    foldEntry(row, failure(5, 'b'), 1, 100);
    foldEntry(row, failure(3, 'a'), 2, 200);
    foldEntry(row, failure(3, 'c'), 3, 300);
    foldEntry(row, entry(5), 4, 400);
    expect(row).toMatchObject({ failure_at: 3, failure_no: 2, failure_activity_no: 200, failure_cause: 'a' });
    expect(row).toMatchObject({ last_activity_no: 400, last_message: 'b', last_at: 5 });
  });

  it('cuts what a list row says of a message, and never through a character', () => {
    const row = newProcess(1, 2, 'p', 1000);
    foldEntry(row, entry(1, { level: 'failure', message: `${'x'.repeat(499)}😀` }), 1, 1);
    expect(row.failure_message).toBe(`${'x'.repeat(499)}\uFFFD`);
    expect(row.failure_message?.isWellFormed()).toBe(true);
  });
});
