import type { JournalEvent } from '#contract/event.ts';
import { dealById } from './deals.ts';
import { cut, keepNewest } from './cut.ts';
import { seeded } from './random.ts';
import { processId, type Run } from './run.ts';
import type { Act, Details, Row, Scenario, Step } from './scenario.ts';
import { templateById, versionAt } from './templates.ts';
import { draw, entryType, moment, result, status, tell, type Walk, write } from './walk.ts';
import { fill, momentInWords, wordsOf } from './words.ts';

/**
 * Everything that a run writes, in time order, from its start to its end, also what lies in the future.
 * The same run gives the same events with the same ids.
 */
export function unfold(scenario: Scenario, run: Run): JournalEvent[] {
  const whole = walkThrough(scenario, run).events.toSorted((a, b) => a.at.localeCompare(b.at));
  const kept = whole.filter((event) => isStored(scenario, run, event));
  const newest = scenario.trimmedTo === undefined ? kept : keepNewest(kept, scenario.trimmedTo);
  return run.cutAt === undefined ? newest : cut(newest, run.cutAt);
}

function walkThrough(scenario: Scenario, run: Run): Walk {
  const deal = dealById(run.deal);
  if (deal === undefined) throw new Error(`no deal ${run.deal}`);
  const random = seeded(run.process);
  const words = wordsOf(deal, run.process, random);
  const walk: Walk = { scenario, run, random, words, at: run.startAt, events: [], failure: null, over: null };
  const { trigger } = scenario;
  tell(walk, 'running', {
    startedAt: moment(walk.at),
    ...(trigger === undefined ? {} : { trigger: { code: trigger.code, name: trigger.name } }),
    ...(scenario.byHand === true ? { startedBy: deal.responsible } : {}),
    ...(scenario.trimmedTo === undefined ? {} : { trimmedTo: scenario.trimmedTo }),
  });
  if (trigger !== undefined) {
    walk.at += random.between(2, 9);
    write(walk, walk.at, 'trigger', entryType.trigger, {
      status: status.closed,
      result: result.succeeded,
      message: trigger.name,
      details: { input: trigger.input },
    });
  }
  for (const step of scenario.steps) take(walk, step);
  if (walk.over === 'open') return walk;
  walk.at += random.between(3, 40);
  tell(walk, walk.over ?? 'completed', { finishedAt: moment(walk.at) });
  return walk;
}

function take(walk: Walk, step: Step): void {
  if (walk.over !== null) return;
  walk.at += walk.random.between(3, 60);
  switch (step.kind) {
    case 'act':
      return act(walk, step);
    case 'note': {
      const takes = draw(walk, step.takes);
      writeRows(walk, step.robot, step.rows, walk.at, takes);
      walk.at += takes;
      return;
    }
    case 'skip':
      return write(walk, walk.at, step.robot, entryType.skip, {
        status: status.closed,
        result: result.none,
        message: step.message,
      });
    case 'child':
      return child(walk, step.robot, step.scenario);
    case 'loop':
      for (let iteration = 1; iteration <= step.times; iteration += 1) {
        walk.words.iteration = iteration;
        const turn =
          step.every !== undefined && iteration % step.every === 0 ? (step.instead ?? step.steps) : step.steps;
        for (const inner of turn) take(walk, inner);
      }
  }
}

function act(walk: Walk, step: Act): void {
  const begin = walk.at;
  const takes = draw(walk, step.takes);
  walk.words.until = momentInWords(begin + takes);
  start(walk, step.robot, step.input);
  writeRows(walk, step.robot, step.rows ?? [], begin, takes);
  if (step.waits !== undefined) {
    walk.at += 1;
    // Only a pause knows its end; what waits for a person or an application does not.
    const until = step.waits.includes('{until}') ? { waitingUntil: moment(begin + takes) } : {};
    tell(walk, 'waiting', { stateTitle: fill(step.waits, walk.words), ...until });
  }
  if (step.ends.how === 'open') {
    walk.over = 'open';
    return;
  }
  walk.at = begin + takes;
  if (step.waits !== undefined) tell(walk, 'running');
  finish(walk, step, takes);
}

function start(walk: Walk, robot: Act['robot'], input?: Details): void {
  write(walk, walk.at, robot, entryType.execute, {
    status: status.executing,
    result: result.none,
    ...(input === undefined ? {} : { details: { input } }),
  });
}

function finish(walk: Walk, step: Pick<Act, 'robot' | 'ends'>, takes: number): void {
  const { robot, ends } = step;
  if (ends.how === 'open') return;
  const details = withDuration(ends.details, takes);
  if (ends.how === 'succeeded') {
    write(walk, walk.at, robot, entryType.close, { status: status.closed, result: result.succeeded, details });
    return;
  }
  walk.failure = ends.message;
  if (ends.how === 'faulted') {
    write(walk, walk.at, robot, entryType.fault, {
      status: status.faulting,
      result: result.faulted,
      message: ends.message,
      details,
    });
    if (ends.goesOn !== true) walk.over = 'failed';
    return;
  }
  write(walk, walk.at, robot, entryType.error, {
    status: status.executing,
    result: result.none,
    message: ends.message,
    details,
  });
  if (ends.closes === false) return;
  walk.at += 1;
  write(walk, walk.at, robot, entryType.close, { status: status.closed, result: result.succeeded });
}

/** A call that does not say how long it took, took as long as its step. */
function withDuration(details: Details | undefined, takes: number): Details | undefined {
  const http = details?.http;
  if (http === null || typeof http !== 'object' || 'durationMs' in http) return details;
  return { ...details, http: { ...http, durationMs: takes } };
}

function writeRows(walk: Walk, robot: Act['robot'], rows: readonly Row[], begin: number, takes: number): void {
  for (const { type, after, message, ...more } of rows) {
    if (type === 'error') walk.failure = message;
    const at = begin + Math.max(1, Math.round(after * takes));
    const written = { status: status.executing, result: result.none, ...more, message };
    write(walk, at, robot, entryType[type], { ...written, details: withDuration(more.details, at - begin) });
  }
}

function child(walk: Walk, robot: Act['robot'], scenario: Scenario): void {
  const begin = walk.at;
  const process = processId(`${walk.run.process} child ${walk.events.length}`);
  start(walk, robot, { templateId: scenario.template, deal: '{deal.id}' });
  write(walk, begin + 2, robot, entryType.custom, {
    status: status.executing,
    result: result.none,
    message: `Запущен процесс «${templateById(scenario.template).name}»`,
    details: { variables: { workflowId: process } },
  });
  const { cutAt: _, ...parentRun } = walk.run;
  const version = versionAt(templateById(scenario.template), begin, begin);
  const nested = walkThrough(scenario, { ...parentRun, process, version, scenario: scenario.id, startAt: begin + 5 });
  walk.events.push(...nested.events);
  walk.at = nested.at + walk.random.between(4, 30);
  const details = { output: { workflowId: process } };
  const ends: Act['ends'] =
    nested.failure === null
      ? { how: 'succeeded', details }
      : { how: 'faulted', message: nested.failure, details, goesOn: nested.over === null };
  finish(walk, { robot, ends }, walk.at - begin);
}

/** What the portal stores of it: less when the template's log is off, or when start and finish rows are not kept. */
function isStored(scenario: Scenario, run: Run, event: JournalEvent): boolean {
  if (event.kind !== 'entry' || event.process !== run.process) return true;
  const template = templateById(scenario.template);
  const isPair = event.type === entryType.execute || event.type === entryType.close;
  if (!template.startFinish && isPair) return false;
  const isQuiet = isPair || event.type === entryType.skip || event.type === entryType.trigger;
  return template.logging || !isQuiet;
}
