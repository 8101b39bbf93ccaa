import { describe, expect, test } from 'vitest';
import { type EntryEvent, JournalEvent, maxEventBytes } from '#contract/event.ts';
import { isFailure } from './journal-api.ts';
import type { Run } from './run.ts';
import { choices, scenarioById, scenarios } from './scenarios/scenarios.ts';
import { stageById } from './stages.ts';
import { templateById } from './templates.ts';
import { unfold } from './unfold.ts';

const startAt = Date.parse('2026-11-21T09:00:00Z');

function runOf(scenario: string, more: Partial<Run> = {}): Run {
  return {
    process: `p-${scenario}`,
    scenario,
    deal: '1877',
    stage: stageById('NEW'),
    version: '1',
    startAt,
    pace: 'live',
    ...more,
  };
}

function named(id: string) {
  const scenario = scenarioById(id);
  if (scenario === undefined) throw new Error(`no scenario ${id}`);
  return scenario;
}

const entriesOf = (events: readonly JournalEvent[], process: string) =>
  events.filter((event): event is EntryEvent => event.kind === 'entry' && event.process === process);

/** Failures as the scenario means them: by type, or an app's own message that begins with the word. */
function tellsFailure(event: JournalEvent): boolean {
  if (event.kind !== 'entry') return false;
  return event.type === 4 || event.type === 9 || /^(Ошибка:|Сообщение не отправлено)/.test(event.message ?? '');
}

describe.each(scenarios.map((scenario) => [scenario.id, scenario] as const))('%s', (id, scenario) => {
  for (const pace of ['live', 'history'] as const) {
    const events = unfold(scenario, runOf(id, { pace }));

    test(`${pace}: every event is one that the journal takes`, () => {
      for (const event of events) {
        const parsed = JournalEvent.safeParse(event);
        expect(parsed.success, parsed.error?.message).toBe(true);
        expect(JSON.stringify(event).length).toBeLessThan(maxEventBytes);
      }
    });

    test(`${pace}: ids are unique, and events come in time order`, () => {
      expect(new Set(events.map((event) => event.id)).size).toBe(events.length);
      const times = events.map((event) => event.at);
      expect(times).toEqual(times.toSorted());
    });

    test(`${pace}: it ends in its stated state and fails when it says so`, () => {
      const states = events.filter((event) => event.kind === 'process' && event.process === `p-${id}`);
      expect(states.at(-1)).toMatchObject({ state: scenario.ends });
      expect(events.some(tellsFailure)).toBe(scenario.fails);
    });
  }

  test('it stops at once when its stage is left', () => {
    const whole = unfold(scenario, runOf(id));
    const cutAt = startAt + 40;
    const stopped = unfold(scenario, runOf(id, { cutAt }));
    const sent = whole.filter((event) => Date.parse(event.at) <= cutAt);
    expect(stopped.slice(0, sent.length)).toEqual(sent);
    expect(stopped.at(-1)).toMatchObject({
      kind: 'process',
      state: 'terminated',
      finishedAt: new Date(cutAt).toISOString(),
    });
    expect(new Set(stopped.map((event) => event.id)).size).toBe(stopped.length);
  });
});

test('the same run tells the same story, another one another', () => {
  const scenario = named('waiting');
  expect(unfold(scenario, runOf('waiting'))).toEqual(unfold(scenario, runOf('waiting')));
  expect(unfold(scenario, runOf('waiting', { process: 'other' })).at(-1)?.at).not.toBe(
    unfold(scenario, runOf('waiting')).at(-1)?.at,
  );
});

test('a robot is opened by a row of type 1 and closed by one of type 2, 3 or 4', () => {
  const entries = entriesOf(unfold(named('invoice-sent'), runOf('invoice-sent')), 'p-invoice-sent');
  const opened = entries.filter(({ type }) => type === 1).length;
  expect(entries.filter(({ type }) => type === 2)).toHaveLength(opened);
  expect(entries.filter(({ type }) => type === 14)).toHaveLength(1);
});

test('the long reconciliation has 5 000 entries', () => {
  expect(entriesOf(unfold(named('reconciliation'), runOf('reconciliation')), 'p-reconciliation')).toHaveLength(5000);
});

test('a trimmed journal keeps the newest 50 entries and says so', () => {
  const events = unfold(named('mailing'), runOf('mailing'));
  expect(entriesOf(events, 'p-mailing')).toHaveLength(50);
  expect(events[0]).toMatchObject({ kind: 'process', trimmedTo: 50 });
  expect(events.at(-2)).toMatchObject({ kind: 'entry', type: 2 });
});

test('with the log off only messages and failures are stored; without start and finish rows only those are missing', () => {
  const quiet = entriesOf(unfold(named('deal-lost-no-mail'), runOf('deal-lost-no-mail')), 'p-deal-lost-no-mail');
  expect(new Set(quiet.map(({ type }) => type))).toEqual(new Set([5, 9]));
  const report = entriesOf(unfold(named('script-undefined'), runOf('script-undefined')), 'p-script-undefined');
  expect(report.map(({ type }) => type)).toEqual([6, 5, 4]);
});

test('a parent tells the failure of its child word for word', () => {
  const events = unfold(named('nested-refused'), runOf('nested-refused'));
  const faults = events.filter((event): event is EntryEvent => event.kind === 'entry' && event.type === 4);
  expect(faults).toHaveLength(2);
  expect(faults[0]?.process).not.toBe(faults[1]?.process);
  expect(faults[0]?.message).toBe(faults[1]?.message);
});

test('three attempts are told one by one', () => {
  const events = unfold(named('whatsapp-rate-limit'), runOf('whatsapp-rate-limit'));
  expect(events.filter(isFailure).map(({ details }) => details?.attempt)).toEqual([1, 2, 3]);
});

test('what the page offers is there, and no braces are left in any text', () => {
  for (const id of Object.values(choices)) expect(scenarioById(id)).toBeDefined();
  for (const scenario of scenarios) {
    expect(JSON.stringify(unfold(scenario, runOf(scenario.id)))).not.toMatch(/\{[a-z]+(\.[a-z]+)*\}/);
    expect(templateById(scenario.template)).toBeDefined();
  }
});
