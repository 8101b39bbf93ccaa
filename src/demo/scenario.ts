import type { Level } from '#contract/entry.ts';
import type { WrittenState } from '#contract/process.ts';
import type { TemplateId } from './templates.ts';

/** Milliseconds, least and most; one value is drawn for each run. */
export type Span = readonly [number, number];
/** A wait that is days in the history and a minute while somebody watches. */
export type Pace = { live: Span; history: Span };

/** Strings in `message` and `details` may hold words in braces, as `{client.phone}`: see `words.ts`. */
export type Details = Record<string, unknown>;

export type Robot = { title: string; code: string };

/** What a robot writes while it works. */
export type Row = {
  type: 'custom' | 'report' | 'error' | 'attached' | 'debug';
  /** Share of the step's time at which it is written, 0…1. */
  after: number;
  message: string;
  level?: Level;
  details?: Details;
  user?: { id: string; name: string };
};

export type Ending =
  | { how: 'succeeded'; details?: Details }
  /** Type 4. Ends the process, unless it `goesOn`. */
  | { how: 'faulted'; message: string; details?: Details; goesOn?: boolean }
  /** Type 9, the soft failure: the portal then closes the step as if nothing had happened. `closes: false` leaves the close row out. */
  | { how: 'error'; message: string; details?: Details; closes?: boolean }
  /** Never comes back: the process stays as it is. */
  | { how: 'open' };

export type Act = {
  kind: 'act';
  robot: Robot;
  takes: Span | Pace;
  input?: Details;
  rows?: readonly Row[];
  ends: Ending;
  /** The process waits during the step and says so with this title. */
  waits?: string;
};

export type Step =
  | Act
  /** Rows of a robot that has finished or never started: what an app writes later. */
  | { kind: 'note'; robot: Robot; takes: Span; rows: readonly Row[] }
  /** Reached but not run. */
  | { kind: 'skip'; robot: Robot; message: string }
  /** Starts another scenario's process and waits for it; the child's failure is told again by this step. */
  | { kind: 'child'; robot: Robot; scenario: Scenario }
  /** `{iteration}` counts from 1; each `every`-th turn takes `instead`. */
  | { kind: 'loop'; times: number; steps: readonly Step[]; every?: number; instead?: readonly Step[] };

export type Scenario = {
  id: string;
  template: TemplateId;
  steps: readonly Step[];
  /** State in which its process is when all its events are written. */
  ends: WrittenState;
  /** Whether any of its entries tells of a failure. */
  fails: boolean;
  /** How often it is drawn among those that fit and end alike; 0: only when asked for by name. */
  weight: number;
  /** A trigger started it, with the data that came in; absent: a person or the stage did. */
  trigger?: { code: string; name: string; input: Details };
  /** Started by the responsible person by hand. */
  byHand?: boolean;
  /** The portal keeps only the newest N entries of it. */
  trimmedTo?: number;
};
