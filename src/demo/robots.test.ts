import { expect, test } from 'vitest';
import { JournalEvent } from '#contract/event.ts';
import { createPlayer } from './player.ts';
import { seeded } from './random.ts';
import { createRobots, firstStates, maxLiveProcesses } from './robots.ts';

function setUp({ liveProcesses = 0 } = {}) {
  const clock = { at: Date.parse('2026-11-21T09:00:00Z') };
  const put: JournalEvent[] = [];
  const player = createPlayer();
  const robots = createRobots({
    now: () => clock.at,
    random: seeded('test'),
    player,
    states: firstStates(clock.at),
    liveProcesses,
    portalUrl: 'http://127.0.0.1:3000',
    put: (events) => put.push(...events),
    waiting: () => 0,
    changed: () => {},
  });
  const pass = (ms: number) => {
    for (let gone = 0; gone < ms; gone += 250) {
      clock.at += 250;
      robots.tick();
    }
  };
  return { clock, put, player, robots, pass };
}

const statesOf = (events: readonly JournalEvent[], process: string) =>
  events
    .filter((event) => event.kind === 'process' && event.process === process)
    .map((event) => event.kind === 'process' && event.state);

test('something happens every 5 to 15 seconds, and nothing is told before its time', () => {
  const { clock, put, pass, robots } = setUp();
  pass(120_000);
  const begun = robots.liveProcesses();
  expect(begun).toBeGreaterThanOrEqual(8);
  expect(begun).toBeLessThanOrEqual(24);
  expect(put.every((event) => Date.parse(event.at) <= clock.at)).toBe(true);
  expect(put.every((event) => JournalEvent.safeParse(event).success)).toBe(true);
  expect(new Set(put.map(({ id }) => id)).size).toBe(put.length);
});

test('what a button asks for begins at once and goes on as time passes', () => {
  const { put, pass, robots } = setUp();
  const run = robots.run('1877', 'waiting');
  expect(statesOf(put, run?.process ?? '')).toEqual(['running']);
  pass(20_000);
  expect(statesOf(put, run?.process ?? '').at(-1)).toBe('waiting');
  pass(60_000);
  expect(statesOf(put, run?.process ?? '').at(-1)).toBe('completed');
  expect(robots.run('none', 'long')).toBeNull();
});

test('leaving a stage stops its robots, and those of the new stage begin', () => {
  const { put, pass, robots, clock } = setUp();
  const run = robots.run('1877', 'waiting');
  pass(10_000);
  const moved = robots.move('1877', 'EXECUTING');
  expect(moved?.stopped).toBe(1);
  expect(moved?.started?.stage.id).toBe('EXECUTING');
  expect(statesOf(put, run?.process ?? '').at(-1)).toBe('terminated');
  expect(put).toContainEqual(
    expect.objectContaining({
      kind: 'card',
      at: new Date(clock.at).toISOString(),
      stage: expect.objectContaining({ id: 'EXECUTING' }),
    }),
  );
  pass(90_000);
  expect(statesOf(put, run?.process ?? '').at(-1)).toBe('terminated');
  expect(robots.move('1877', 'EXECUTING')).toEqual({ stopped: 0, started: null });
  expect(robots.move('none', 'NEW')).toBeNull();
});

test('a store with many live processes gets no more by itself, but buttons work', () => {
  const { pass, robots, put } = setUp({ liveProcesses: maxLiveProcesses });
  pass(60_000);
  expect(robots.isPaused()).toBe(true);
  expect(put).toEqual([]);
  expect(robots.run('1877', 'success')).not.toBeNull();
});

test('runs that were not over go on after a restart, without telling anything else', () => {
  const first = setUp();
  first.robots.run('1877', 'waiting');
  first.pass(10_000);
  const kept = first.player.active().filter(({ scenario }) => scenario === 'waiting');
  const second = createPlayer();
  for (const run of kept) second.add(run);
  const told = second.due(first.clock.at);
  const ids = new Set(first.put.map(({ id }) => id));
  expect(told.every(({ id }) => ids.has(id))).toBe(true);
  expect(second.due(first.clock.at + 120_000).at(-1)).toMatchObject({ state: 'completed' });
});
