import type { EntryEvent, JournalEvent, ProcessEvent } from '#contract/event.ts';
import type { WrittenState } from '#contract/process.ts';
import { hash, type Random } from './random.ts';
import type { Run } from './run.ts';
import type { Details, Pace, Robot, Scenario, Span } from './scenario.ts';
import { templateById } from './templates.ts';
import { fill, momentInWords, type Words } from './words.ts';

/** The portal's numbers. */
export const entryType = {
  execute: 1,
  close: 2,
  cancel: 3,
  fault: 4,
  custom: 5,
  report: 6,
  attached: 7,
  trigger: 8,
  error: 9,
  debug: 10,
  skip: 14,
} as const;
export const status = { initialized: 0, executing: 1, canceling: 2, closed: 3, faulting: 4, canceled: 5 } as const;
export const result = { none: 0, succeeded: 1, canceled: 2, faulted: 3, uninitialized: 4 } as const;

export const stateTitles: Readonly<Record<WrittenState, string>> = {
  running: 'Выполняется',
  waiting: 'Ожидает',
  completed: 'Завершён',
  failed: 'Ошибка выполнения',
  terminated: 'Завершён в результате изменения стадии',
};

/** A scenario being walked through: where in time we are and what has been written. */
export type Walk = {
  scenario: Scenario;
  run: Run;
  random: Random;
  words: Words;
  /** ms since the epoch. */
  at: number;
  events: JournalEvent[];
  /** The last failure's text, told again by a parent process. */
  failure: string | null;
  /** No further step: it broke, or it never comes back. */
  over: 'failed' | 'open' | null;
};

type Written = Pick<EntryEvent, 'status' | 'result' | 'level' | 'message' | 'user'> & { details?: Details | undefined };

export function moment(at: number): string {
  return new Date(at).toISOString();
}

/** The same robot of a template has the same technical name in every run, as in the portal. */
export function activityName(template: string, title: string): string {
  const digits = (part: number) => String(10_000 + (hash(`${template}/${title}/${part}`) % 90_000));
  return `A${digits(1)}_${digits(2)}_${digits(3)}_${digits(4)}`;
}

function nextId(walk: Walk): string {
  return `${walk.run.process}#${walk.events.length + 1}`;
}

export function write(walk: Walk, at: number, robot: Robot | 'trigger', type: number, written: Written): void {
  const { message, details, user, ...more } = written;
  const words = {
    ...walk.words,
    now: moment(at),
    'now.text': momentInWords(at),
    'http.date': new Date(at).toUTCString(),
  };
  walk.events.push({
    kind: 'entry',
    id: nextId(walk),
    at: moment(at),
    process: walk.run.process,
    activity:
      robot === 'trigger'
        ? { name: 'APPLIED_TRIGGER', title: walk.scenario.trigger?.name ?? null, code: 'trigger' }
        : { name: activityName(walk.scenario.template, robot.title), ...robot },
    type,
    ...more,
    ...(user == null ? {} : { user: fill(user, words) }),
    ...(message == null ? {} : { message: fill(message, words) }),
    ...(details === undefined ? {} : { details: fill(details, words) }),
  });
}

export function tell(walk: Walk, state: WrittenState, more: Partial<ProcessEvent> = {}): void {
  walk.events.push({
    kind: 'process',
    id: nextId(walk),
    at: moment(walk.at),
    process: walk.run.process,
    template: { id: templateById(walk.scenario.template).id, version: walk.run.version },
    card: { type: 'deal', id: walk.run.deal },
    stage: walk.run.stage,
    state,
    stateTitle: stateTitles[state],
    ...more,
  });
}

export function draw(walk: Walk, takes: Span | Pace): number {
  const span = 'live' in takes ? takes[walk.run.pace] : takes;
  return walk.random.between(span[0], span[1]);
}
