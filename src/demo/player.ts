import type { JournalEvent } from '#contract/event.ts';
import type { Run } from './run.ts';
import { scenarioById } from './scenarios/scenarios.ts';
import { templateById } from './templates.ts';
import { unfold } from './unfold.ts';

type Playing = { run: Run; events: JournalEvent[]; next: number };

/** Runs that are not over: gives out their events as the time for each comes. */
export type Player = {
  add: (run: Run) => void;
  /** Stops the robots of the deal's stage, because it left it. Gives how many processes stopped. */
  cut: (deal: string, at: number) => number;
  /** Events whose time has come, in time order. */
  due: (at: number) => JournalEvent[];
  /** Runs with events to come, and those that never end. */
  active: () => Run[];
};

/** Runs that never end stay on the books so that a change of stage can stop them; more than this is of no use to anybody. */
const maxRuns = 500;

export function createPlayer(): Player {
  let playing: Playing[] = [];

  const isOver = ({ events, next }: Playing) => next >= events.length && isFinished(events.at(-1));

  return {
    add(run) {
      const scenario = scenarioById(run.scenario);
      if (scenario === undefined) return;
      playing.push({ run, events: unfold(scenario, run), next: 0 });
      if (playing.length > maxRuns) playing.shift();
    },

    cut(deal, at) {
      const stopped = playing.filter(({ run }) => run.deal === deal && run.cutAt === undefined && isOfStage(run));
      for (const one of stopped) {
        const scenario = scenarioById(one.run.scenario);
        if (scenario === undefined || at < one.run.startAt) continue;
        one.run = { ...one.run, cutAt: at };
        one.events = unfold(scenario, one.run);
      }
      return stopped.length;
    },

    due(at) {
      const now = new Date(at).toISOString();
      const ready: JournalEvent[] = [];
      for (const one of playing) {
        for (let event = one.events[one.next]; event !== undefined && event.at <= now; event = one.events[one.next]) {
          ready.push(event);
          one.next += 1;
        }
      }
      playing = playing.filter((one) => !isOver(one));
      return ready.sort((a, b) => a.at.localeCompare(b.at));
    },

    active: () => playing.map(({ run }) => run),
  };
}

function isOfStage(run: Run): boolean {
  const scenario = scenarioById(run.scenario);
  return scenario !== undefined && templateById(scenario.template).stage !== undefined;
}

function isFinished(event: JournalEvent | undefined): boolean {
  return event?.kind !== 'process' || (event.state !== 'running' && event.state !== 'waiting');
}
