import type { CardEvent, JournalEvent } from '#contract/event.ts';
import { type Deal, deals } from './deals.ts';
import { cardEvent, templateEvents } from './portal-events.ts';
import { type Random, seeded } from './random.ts';
import { processId, type Run } from './run.ts';
import type { Scenario } from './scenario.ts';
import { anyStage, oftenness, scenarioById, scenariosOfStage } from './scenarios/scenarios.ts';
import { stageById, type StageId } from './stages.ts';
import { templateById, versionAt } from './templates.ts';
import { unfold } from './unfold.ts';

const hour = 3_600_000;
const day = 24 * hour;

/** Processes that a history of two weeks has, about. */
const processesPerDeal = 13;

/** Deals to which something worth a look happened: how many hours ago, or that many before they left a stage. */
const rarities: readonly { scenario: string; deal: string; hoursAgo: number; left?: StageId }[] = [
  { scenario: 'reconciliation', deal: '1884', hoursAgo: 50 },
  { scenario: 'whatsapp-rate-limit', deal: '1893', hoursAgo: 8.2 },
  { scenario: 'edna-no-user', deal: '1893', hoursAgo: 26 },
  { scenario: 'mailing', deal: '1893', hoursAgo: 30 },
  { scenario: 'app-silent', deal: '1902', hoursAgo: 76 },
  { scenario: 'waiting', deal: '1884', hoursAgo: 5, left: 'PREPAYMENT_INVOICE' },
  { scenario: 'invoice-sent', deal: '1881', hoursAgo: 0.5, left: 'PREPAYMENT_INVOICE' },
  { scenario: 'whatsapp-window', deal: '1877', hoursAgo: 2.4 },
  { scenario: 'waiting', deal: '1877', hoursAgo: 21 },
  { scenario: 'mail-server', deal: '1881', hoursAgo: 3.1 },
  { scenario: 'nested-refused', deal: '1884', hoursAgo: 5.6 },
];

export type History = { templates: JournalEvent[]; cards: CardEvent[]; runs: Run[] };

type Stay = { stage: StageId; from: number; to: number };

/** Two weeks of a sales department that end at `now` (ms). The same seed and moment give the same history. */
export function planHistory(now: number, seed: string, portalUrl: string): History {
  const cards: CardEvent[] = [];
  const runs: Run[] = [];
  for (const deal of deals) {
    const random = seeded(`${seed} deal ${deal.id}`);
    const stays = staysOf(deal, now, random);
    for (const stay of stays) {
      cards.push(cardEvent(deal, stay.stage, stay.from, portalUrl));
      runs.push(...runsOfStay(deal, stay, now, random));
    }
    for (const { scenario, hoursAgo, left } of rarities.filter((rarity) => rarity.deal === deal.id)) {
      const stay = stays.find(({ stage }) => stage === left);
      runs.push(plan(deal, stays, scenarioById(scenario), (stay?.to ?? now) - hoursAgo * hour, now));
    }
  }
  return { templates: templateEvents(now), cards, runs: runs.toSorted((a, b) => a.startAt - b.startAt) };
}

/** How a deal went through the pipeline: every stage before its own gets a share of its age. */
function staysOf(deal: Deal, now: number, random: Random): Stay[] {
  const path: StageId[] = ['NEW', 'PREPARATION', 'PREPAYMENT_INVOICE', 'EXECUTING', 'FINAL_INVOICE', 'WON'];
  const passed: StageId[] =
    deal.stage === 'LOSE' ? ['NEW', 'PREPARATION', 'LOSE'] : path.slice(0, path.indexOf(deal.stage) + 1);
  const begin = now - deal.daysAgo * day;
  const shares = passed.map(() => random.between(60, 140));
  const sum = shares.reduce((total, share) => total + share, 0);
  let gone = 0;
  return passed.map((stage, index) => {
    const from = begin + ((now - begin) * gone) / sum;
    gone += shares[index] ?? 0;
    const to = begin + ((now - begin) * gone) / sum;
    return {
      stage,
      from: Math.round(from),
      to: index === passed.length - 1 ? Number.POSITIVE_INFINITY : Math.round(to),
    };
  });
}

function runsOfStay(deal: Deal, stay: Stay, now: number, random: Random): Run[] {
  const end = Math.min(stay.to, now);
  const share = (end - stay.from) / (deal.daysAgo * day);
  const count = Math.max(1, Math.round(share * processesPerDeal));
  const ofStage = scenariosOfStage(stay.stage);
  return Array.from({ length: count }, (_, index) => {
    // The first comes with the stage; the others are spread over the stay, stage robots and designed processes by turns.
    const scenario = random.weighted(index % 2 === 0 ? ofStage : anyStage, oftenness);
    const startAt =
      index === 0 ? stay.from + random.between(200, 4000) : random.between(stay.from + 60_000, end - 60_000);
    return plan(deal, [stay], scenario, startAt, now);
  });
}

function plan(deal: Deal, stays: readonly Stay[], scenario: Scenario | undefined, startAt: number, now: number): Run {
  if (scenario === undefined) throw new Error('a history of a scenario that is not there');
  const at = Math.round(startAt);
  const stay = stays.findLast(({ from }) => from <= at) ?? stays[0];
  const template = templateById(scenario.template);
  const run: Run = {
    process: processId(`history ${deal.id} ${scenario.id} ${at}`),
    scenario: scenario.id,
    deal: deal.id,
    stage: stageById(stay?.stage ?? deal.stage),
    version: versionAt(template, at, now),
    startAt: at,
    pace: 'history',
  };
  const leftAt = stay?.to ?? Number.POSITIVE_INFINITY;
  if (template.stage === undefined || leftAt > now) return run;
  const endsAt = unfold(scenario, run).at(-1)?.at ?? '';
  return new Date(leftAt).toISOString() < endsAt ? { ...run, cutAt: leftAt } : run;
}
