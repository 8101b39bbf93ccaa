import { describe, expect, it } from 'vitest';
import { fakeFailure, fakeProcess } from '#client/testing/fakes.ts';
import { toRow } from './row-model.ts';

describe('what a row says', () => {
  it('the reason of a failure first, and how many more there are', () => {
    const row = toRow(
      fakeProcess({
        state: 'completed_with_failures',
        failure: fakeFailure('Письмо не ушло'),
        counts: { entries: 31, failures: 3 },
      }),
    );
    expect(row).toMatchObject({ isTrouble: true, entriesAside: 31, lasting: { kind: 'took', ms: 4200 } });
    expect(row.notes).toEqual([
      { kind: 'cause', text: 'Письмо не ушло' },
      { kind: 'more-failures', count: 2 },
    ]);
  });

  it('who is at it while it runs, also when it failed already', () => {
    const running = fakeProcess({
      state: 'running',
      finishedAt: null,
      lastActivity: { name: 'A', title: 'Отправить SMS', code: null },
    });
    expect(toRow(running)).toMatchObject({
      isTrouble: false,
      notes: [
        { kind: 'activity', text: 'Отправить SMS' },
        { kind: 'entries', count: 22 },
      ],
      lasting: { kind: 'goes', since: '2026-11-19T14:03:40.000Z' },
    });
    expect(toRow({ ...running, failure: fakeFailure() }).isTrouble).toBe(true);
  });

  it("the engine's own words for what it waits for and why it stopped", () => {
    const waiting = toRow(fakeProcess({ state: 'waiting', stateTitle: 'Пауза', finishedAt: null }));
    expect(waiting.notes[0]).toEqual({ kind: 'told', text: 'Пауза' });
    expect(waiting.lasting).toEqual({ kind: 'waits', since: '2026-11-19T14:03:40.000Z' });
    expect(toRow(fakeProcess({ state: 'terminated', stateTitle: 'Сменилась стадия' })).notes[0]).toEqual({
      kind: 'told',
      text: 'Сменилась стадия',
    });
    expect(toRow(fakeProcess({ stateTitle: 'Завершён' })).notes).toEqual([{ kind: 'entries', count: 22 }]);
  });

  it('since when a stuck one is silent', () => {
    const row = toRow(fakeProcess({ state: 'stuck', finishedAt: null, lastAt: '2026-11-20T00:00:00.000Z' }));
    expect(row.lasting).toEqual({ kind: 'silent', since: '2026-11-20T00:00:00.000Z' });
  });

  it('what is left when nothing but entries has come', () => {
    const row = toRow(
      fakeProcess({ state: 'running', startedAt: null, finishedAt: null, template: null, stage: null }),
    );
    expect(row).toMatchObject({ at: '2026-11-19T14:03:44.200Z', isStartKnown: false, lasting: null });
    expect(toRow(fakeProcess({ startedAt: null, finishedAt: null, lastAt: null })).at).toBeNull();
  });
});
