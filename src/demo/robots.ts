import type { JournalEvent } from '#contract/event.ts';
import { type Deal, dealById, deals } from './deals.ts';
import type { Player } from './player.ts';
import { cardEvent } from './portal-events.ts';
import type { Random } from './random.ts';
import { processId, type Run } from './run.ts';
import type { Scenario } from './scenario.ts';
import { anyStage, type Choice, choices, oftenness, scenarioById, scenariosOfStage } from './scenarios/scenarios.ts';
import { stageById, type StageId } from './stages.ts';
import { templateById, versionAt } from './templates.ts';

/** After so many live processes nothing starts by itself: a demo left open must not fill the disk. */
export const maxLiveProcesses = 5000;
/** Events waiting to be sent, above which nothing starts by itself. */
const maxWaiting = 2000;

export type DealState = { id: string; stage: StageId; /** ms */ since: number };

export type Robots = {
  /** Sends what is due and, now and then, starts something. Called some times a second. */
  tick: () => void;
  run: (deal: string, choice: Choice) => Run | null;
  /** Moves the deal: the robots of the stage it leaves stop, those of the new one start. Null: no such deal. */
  move(deal: string, stage: StageId): { stopped: number; started: Run | null } | null;
  states: () => readonly DealState[];
  /** How many processes were started by hand, by a stage or by chance since the store was made. */
  liveProcesses: () => number;
  isPaused: () => boolean;
};

export type RobotsOptions = {
  /** ms since the epoch. */
  now: () => number;
  random: Random;
  player: Player;
  states: readonly DealState[];
  liveProcesses: number;
  portalUrl: string;
  put: (events: readonly JournalEvent[]) => void;
  waiting: () => number;
  /** Called when something that must outlive the process has changed. */
  changed: () => void;
};

export function createRobots(options: RobotsOptions): Robots {
  const { now, random, player, portalUrl, put, waiting, changed } = options;
  const states = options.states.map((state) => ({ ...state }));
  let liveProcesses = options.liveProcesses;
  let nextAt = now() + random.between(3000, 6000);

  const isPaused = () => liveProcesses >= maxLiveProcesses || waiting() > maxWaiting;

  function start(state: DealState, scenario: Scenario): Run {
    liveProcesses += 1;
    const startAt = now();
    const run: Run = {
      process: processId(`live ${state.id} ${scenario.id} ${startAt} ${liveProcesses}`),
      scenario: scenario.id,
      deal: state.id,
      stage: stageById(state.stage),
      version: versionAt(templateById(scenario.template), startAt, startAt),
      startAt,
      pace: 'live',
    };
    player.add(run);
    changed();
    return run;
  }

  function startStageRobots(state: DealState): Run | null {
    const fitting = scenariosOfStage(state.stage);
    return fitting.length === 0 ? null : start(state, random.weighted(fitting, oftenness));
  }

  function happen(): void {
    const state = random.pick(states);
    const fitting = [...scenariosOfStage(state.stage), ...anyStage];
    start(state, random.weighted(fitting, oftenness));
  }

  function flush(): void {
    const due = player.due(now());
    if (due.length > 0) put(due);
  }

  return {
    tick() {
      if (now() >= nextAt) {
        nextAt = now() + random.between(5000, 15_000);
        if (!isPaused()) happen();
      }
      flush();
    },

    run(deal, choice) {
      const state = states.find(({ id }) => id === deal);
      const scenario = scenarioById(choices[choice]);
      if (state === undefined || scenario === undefined) return null;
      const run = start(state, scenario);
      flush();
      return run;
    },

    move(id, stage) {
      const state = states.find((one) => one.id === id);
      const deal = dealById(id);
      if (state === undefined || deal === undefined) return null;
      if (state.stage === stage) return { stopped: 0, started: null };
      const at = now();
      flush();
      const stopped = player.cut(id, at);
      state.stage = stage;
      state.since = at;
      put([cardEvent(deal, stage, at, portalUrl)]);
      const started = startStageRobots(state);
      changed();
      flush();
      return { stopped, started };
    },

    states: () => states,
    liveProcesses: () => liveProcesses,
    isPaused,
  };
}

/** Deals where they stand at the first start. */
export function firstStates(now: number): DealState[] {
  return deals.map((deal: Deal) => ({ id: deal.id, stage: deal.stage, since: now }));
}
