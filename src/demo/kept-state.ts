import * as z from 'zod/mini';
import { Stage } from '#contract/stage.ts';
import type { DemoFolder } from './demo-folder.ts';
import type { DealState } from './robots.ts';
import { dealById } from './deals.ts';
import type { Run } from './run.ts';
import { scenarioById } from './scenarios/scenarios.ts';
import { isStageId } from './stages.ts';

/** What the portal must remember between starts: runs that go on, where deals stand, when the history was written. */
export type KeptState = {
  /** ms; the history is planned from it, so that an interrupted seeding can be done again without doubling anything. */
  seededAt: number;
  /** False while the history is being written. */
  seeded: boolean;
  liveProcesses: number;
  deals: DealState[];
  runs: Run[];
};

const file = 'state.json';

const KeptRun = z.object({
  process: z.string(),
  scenario: z.string().check(z.refine((id) => scenarioById(id) !== undefined)),
  deal: z.string().check(z.refine((id) => dealById(id) !== undefined)),
  stage: Stage,
  version: z.string(),
  startAt: z.number(),
  pace: z.enum(['live', 'history']),
  cutAt: z.optional(z.number()),
});

const Kept = z.object({
  seededAt: z.number(),
  seeded: z.boolean(),
  liveProcesses: z.number(),
  deals: z.array(z.object({ id: z.string(), stage: z.string().check(z.refine(isStageId)), since: z.number() })),
  runs: z.array(z.unknown()),
});

/** Null when there is none. Runs of scenarios that are gone since are left out. */
export function readState(folder: DemoFolder): KeptState | null {
  const kept = Kept.safeParse(folder.read(file));
  if (!kept.success) return null;
  const runs = kept.data.runs.map((run) => KeptRun.safeParse(run)).filter((run) => run.success);
  return {
    ...kept.data,
    deals: kept.data.deals.filter((deal): deal is DealState => isStageId(deal.stage)),
    runs: runs.map((run) => run.data as Run),
  };
}

export function writeState(folder: DemoFolder, state: KeptState): void {
  folder.write(file, JSON.stringify(state));
}
