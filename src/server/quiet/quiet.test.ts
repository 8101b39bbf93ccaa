import { describe, expect, it, vi } from 'vitest';
import type { QuietProcesses } from '#contract/quiet.ts';
import { cardEvent, entryEvent, processEvent } from '#server/testing/events.ts';
import { startTestApp } from '#server/testing/test-app.ts';
import { allowedMs, learn, silencesOf, type Usual } from './usual.ts';

vi.setConfig({ testTimeout: 60_000 });

const minute = 60;
const hour = 60 * minute;
const approval = { name: 'A5', title: 'Согласовать скидку', code: 'ApproveActivity' };
const send = { name: 'A1', title: 'WhatsApp', code: 'send_whatsapp' };

/** A run that ended, silent for so long after its approval. */
function ended(process: string, from: number, silent: number) {
  return [
    processEvent(process, from, { state: 'completed' }),
    entryEvent(process, from, { activity: approval }),
    entryEvent(process, from + silent, { activity: send }),
  ];
}
/** A run that stands at a step and says nothing since. */
function standing(process: string, at: number, activity: object, fields: object = {}) {
  return [processEvent(process, at, { state: 'waiting', ...fields }), entryEvent(process, at, { activity })];
}

async function start() {
  const app = await startTestApp();
  const key = await app.makeKey();
  const noon = app.clock.now;
  return {
    app,
    key,
    send: async (...events: object[][]) => void (await app.send(events.flat(), key)),
    async look(seconds: number): Promise<QuietProcesses> {
      app.clock.now = noon + seconds * 1000;
      const answer = await app.get('/api/v1/quiet-processes', key);
      expect(answer.statusCode).toBe(200);
      return answer.json();
    },
  };
}
const history = Array.from({ length: 6 }, (_, n) => ended(`done-${n}`, n * 10, 20 * minute));

describe('processes that wait longer than is usual', () => {
  it('are those that stand where ended runs never stood so long, and not those that wait as all do', async () => {
    const { look, send } = await start();
    await send([cardEvent(0, { responsible: { id: '3', name: 'Олег' }, amount: { value: 500, currency: 'RUB' } })]);
    await send(...history, standing('late', 0, approval), standing('fresh', 2 * hour - 5 * minute, approval));
    const { steps, runs, active } = await look(2 * hour);
    expect([runs, active, steps.length]).toEqual([1, 2, 1]);
    expect(steps[0]).toMatchObject({
      reason: 'person',
      activity: { title: 'Согласовать скидку' },
      usualMs: 20 * minute * 1000,
      passed: 6,
      runs: 1,
      cards: 1,
      longest: [{ process: 'late', responsible: { name: 'Олег' }, amount: { value: 500 }, quietMs: 2 * hour * 1000 }],
    });
  });

  it('are grouped by what they wait for and where, most first', async () => {
    const { look, send } = await start();
    await send(
      ...history,
      standing('p1', 0, approval),
      standing('p2', 10, approval),
      standing('timer', 0, send, { waitingUntil: '2026-11-21T12:30:00Z' }),
      standing('hung', -30 * hour, { name: 'A9' }, { state: 'running', template: { id: 'other', version: '1' } }),
    );
    const { steps } = await look(3 * hour);
    expect(steps.map(({ reason, runs }) => [reason, runs])).toEqual([
      ['person', 2],
      ['lock', 1],
      ['timer', 1],
    ]);
    const timer = steps.find(({ reason }) => reason === 'timer');
    expect(timer?.longestMs).toBe(2.5 * hour * 1000);
  });

  it('wait for an application when a step of theirs was handed to one', async () => {
    const { app, key, look, send } = await start();
    await send(standing('p1', 0, { name: 'A7', title: 'Скоринг' }, { state: 'running' }));
    const body = { process: 'p1', activity: { name: 'A7' }, useSubscription: true };
    const issued = await app.server.inject({
      method: 'POST',
      url: '/api/v1/event-tokens',
      headers: key,
      payload: body,
    });
    expect(issued.statusCode).toBe(200);
    expect((await look(30 * hour)).steps.map(({ reason }) => reason)).toEqual(['reply']);
  });

  it('are none while too little is known, and none of those that ended', async () => {
    const { look, send } = await start();
    await send(...history.slice(0, 3), standing('p1', 0, approval));
    expect(await look(5 * hour)).toMatchObject({ steps: [], runs: 0, active: 1, bounded: false });
  });
});

describe('what is usual', () => {
  const rows = [
    { at: 0, activityNo: 1 },
    { at: 10, activityNo: 2 },
    { at: 100, activityNo: 1 },
    { at: 130, activityNo: 2 },
  ];

  it('is the longest silence after each activity of a run', () => {
    expect([...silencesOf(rows, String)]).toEqual([
      ['1', 30],
      ['2', 90],
    ]);
    expect([...silencesOf([], String)]).toEqual([]);
  });

  it('is known when five runs have passed, and leaves half as much again, ten minutes at least', () => {
    const usual = new Map<string, Usual>();
    for (let run = 0; run < 5; run++) {
      expect(allowedMs(usual.get('1'))).toBeNull();
      learn(usual, new Map([['1', 3_600_000]]));
    }
    expect(allowedMs(usual.get('1'))).toBe(5_400_000);
    expect(allowedMs({ longestMs: 10, passed: 9 })).toBe(600_000);
  });
});
