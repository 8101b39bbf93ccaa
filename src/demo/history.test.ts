import { expect, test } from 'vitest';
import { JournalEvent } from '#contract/event.ts';
import { deals } from './deals.ts';
import { planHistory } from './history.ts';
import { scenarioById } from './scenarios/scenarios.ts';
import { templateById, templates } from './templates.ts';
import { unfold } from './unfold.ts';

const now = Date.parse('2026-11-21T09:00:00Z');
const history = planHistory(now, 'seed', 'http://127.0.0.1:3000');

const eventsOf = ({ runs }: typeof history) =>
  runs.flatMap((run) => {
    const scenario = scenarioById(run.scenario);
    return scenario === undefined ? [] : unfold(scenario, run);
  });

test('two weeks of about 150 processes on every deal, the same for the same seed and moment', () => {
  expect(history.runs.length).toBeGreaterThan(130);
  expect(history.runs.length).toBeLessThan(190);
  expect(new Set(history.runs.map(({ deal }) => deal)).size).toBe(deals.length);
  expect(planHistory(now, 'seed', 'http://127.0.0.1:3000')).toEqual(history);
  for (const run of history.runs) {
    expect(run.startAt).toBeLessThan(now);
    expect(run.startAt).toBeGreaterThan(now - 15 * 86_400_000);
  }
});

test('every event is valid and has an id of its own', () => {
  const events: JournalEvent[] = [...history.templates, ...history.cards, ...eventsOf(history)];
  for (const event of events) expect(JournalEvent.safeParse(event).success, event.id).toBe(true);
  expect(new Set(events.map(({ id }) => id)).size).toBe(events.length);
});

test('deals end where they stand now, and stage robots run at their own stage', () => {
  for (const deal of deals) {
    expect(history.cards.findLast((card) => card.card.id === deal.id)?.stage?.id).toBe(deal.stage);
  }
  const astray = history.runs.filter((run) => {
    const scenario = scenarioById(run.scenario);
    const stage = scenario === undefined ? undefined : templateById(scenario.template).stage;
    return stage !== undefined && run.stage.id !== stage;
  });
  expect(astray).toEqual([]);
});

test('some processes wait still, some were stopped by a change of stage, all templates are told', () => {
  const open = history.runs.filter(
    (run) => (eventsOf({ ...history, runs: [run] }).at(-1)?.at ?? '') > new Date(now).toISOString(),
  );
  expect(open.length).toBeGreaterThan(0);
  expect(history.runs.some(({ cutAt }) => cutAt !== undefined)).toBe(true);
  expect(new Set(history.templates.map((event) => event.kind === 'template' && event.template.id)).size).toBe(
    templates.length,
  );
});
