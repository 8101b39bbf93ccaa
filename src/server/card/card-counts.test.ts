import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { WrittenState } from '#contract/process.ts';
import { entryEvent, faultEvent, processEvent } from '#server/testing/events.ts';
import { makeTestApp, startTestApp, type TestApp } from '#server/testing/test-app.ts';

let app: TestApp;
beforeAll(async () => void (app = await makeTestApp()));
afterAll(async () => await app.stop());

const cards = ['1', '2', '3'];
const processes = ['a', 'b', 'c'];
const ends: readonly string[] = ['completed', 'failed', 'terminated'];

type Told =
  | { kind: 'process'; process: string; at: number; card: string; state: WrittenState | null }
  | { kind: 'entry'; process: string; at: number; isFailure: boolean };

const told: fc.Arbitrary<Told> = fc.oneof(
  fc.record({
    kind: fc.constant('process' as const),
    process: fc.constantFrom(...processes),
    at: fc.nat(6),
    card: fc.constantFrom(...cards),
    state: fc.constantFrom<WrittenState | null>('running', 'waiting', 'completed', 'failed', 'terminated', null),
  }),
  fc.record({
    kind: fc.constant('entry' as const),
    process: fc.constantFrom(...processes),
    at: fc.nat(6),
    isFailure: fc.boolean(),
  }),
);

/** What a reader must see, worked out from all that was told, in the order it arrived, without folding anything. */
function expected(all: readonly Told[]) {
  const counts = new Map(cards.map((card) => [card, { active: 0, completed: 0, failed: 0 }]));
  for (const process of processes) {
    const own = all.filter((one) => one.process === process);
    const events = own.flatMap((one) => (one.kind === 'process' ? [one] : []));
    // Stable: of one moment the last to arrive decides.
    const card = events.toSorted((a, b) => a.at - b.at).at(-1)?.card;
    const stating = events.filter(({ state }) => state !== null);
    const newest = Math.max(...stating.map(({ at }) => at));
    const last = stating.filter(({ at }) => at === newest);
    const state = (last.findLast((one) => ends.includes(one.state ?? '')) ?? last.at(-1))?.state ?? null;
    const count = card === undefined ? undefined : counts.get(card);
    if (count === undefined) continue;
    if (ends.includes(state ?? '')) count.completed += 1;
    else count.active += 1;
    if (state === 'failed' || own.some((one) => one.kind === 'entry' && one.isFailure)) count.failed += 1;
  }
  return counts;
}

describe('the counts of a card', () => {
  let portal = 0;

  it('are those of its processes, through changes of state and moves to other cards, in any order of arrival', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.array(told, { maxLength: 8 }), { minLength: 1, maxLength: 6 }), async (batches) => {
        portal += 1;
        const key = await app.makeKey({ portal: `portal-${portal}` });
        for (const batch of batches) {
          const events = batch.map((one) => {
            if (one.kind === 'entry')
              return one.isFailure ? faultEvent(one.process, one.at) : entryEvent(one.process, one.at);
            return processEvent(one.process, one.at, { card: { type: 'deal', id: one.card }, state: one.state });
          });
          if (events.length > 0) expect((await app.send(events, key)).statusCode).toBe(200);
        }
        for (const [card, counts] of expected(batches.flat())) {
          const answer = await app.get(`/api/v1/cards/deal/${card}`, key);
          const shown = answer.statusCode === 404 ? { active: 0, completed: 0, failed: 0 } : answer.json().counts;
          expect(shown).toMatchObject(counts);
          const total = async (query: string) =>
            (await app.get(`/api/v1/cards/deal/${card}/processes?${query}`, key)).json().total;
          expect(await total('section=active')).toBe(counts.active);
          expect(await total('section=completed')).toBe(counts.completed);
          expect(await total('failures=true')).toBe(counts.failed);
        }
      }),
      { numRuns: 50 },
    );
  }, 60_000);

  it('lose what retention deletes', async () => {
    const app = await startTestApp();
    const key = await app.makeKey();
    const [old, fresh] = [
      { state: 'completed', finishedAt: '2020-01-01T00:00:00Z' },
      { state: 'completed', finishedAt: '2026-11-21T11:00:00Z' },
    ];
    await app.send(
      [processEvent('old', 0, old), processEvent('fresh', 0, fresh), faultEvent('old'), processEvent('runs')],
      key,
    );
    const counts = async () => (await app.get('/api/v1/cards/deal/7', key)).json().counts;
    expect(await counts()).toMatchObject({ active: 1, completed: 2, failed: 1 });
    expect(await app.store.purge(Date.parse('2026-11-21T11:00:00Z'), 10)).toBe(0);
    expect(await app.store.purge(app.clock.now + 1, 1)).toBe(1);
    expect(await counts()).toMatchObject({ active: 1, completed: 1, failed: 0 });
    expect((await app.get('/api/v1/processes/old', key)).statusCode).toBe(404);
    expect((await app.get('/api/v1/processes/fresh', key)).statusCode).toBe(200);
    expect((await app.get('/api/v1/processes/runs', key)).statusCode).toBe(200);
  });
});
