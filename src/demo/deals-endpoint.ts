import type { IncomingMessage, ServerResponse } from 'node:http';
import type { ApplicationRobots } from './application-robots.ts';
import { deals } from './deals.ts';
import { answerJson, readOwnJson, Refused } from './json-requests.ts';
import { mayRead } from './people.ts';
import { personIn } from './person-endpoint.ts';
import type { RecentFailures } from './recent-failures.ts';
import type { Robots } from './robots.ts';
import { choices, isChoice, scenarioById } from './scenarios/scenarios.ts';
import { isStageId, stages } from './stages.ts';
import { templateById } from './templates.ts';
import type { Run } from './run.ts';
import { type Trouble, troubles } from './troubles.ts';

type DealsNeeds = {
  robots: Robots;
  applicationRobots: ApplicationRobots;
  failures: RecentFailures;
  active: () => readonly Run[];
  publicUrl: string;
  trouble: Trouble;
};

/** Not a scenario: what happens is up to the applications that registered robots. */
const applicationChoice = 'whatsapp-app';
const allChoices = [...Object.keys(choices), applicationChoice];

/**
 * `GET /demo/deals`: the deals as the portal knows them, which of them who looks may see, and how many failures the
 * journal has of each lately. A real portal would leave the others out; here one is to see what the journal does then.
 */
export function tellDeals(
  request: IncomingMessage,
  response: ServerResponse,
  { robots, failures, active, trouble }: DealsNeeds,
): void {
  const person = personIn(request);
  const states = new Map(robots.states().map((state) => [state.id, state]));
  const atWork = active();
  answerJson(response, 200, {
    stages,
    choices: allChoices,
    paused: robots.isPaused(),
    trouble,
    troubles,
    deals: deals.map((deal) => ({
      ...deal,
      isSeen: person === null || mayRead(person, deal),
      stage: states.get(deal.id)?.stage ?? deal.stage,
      stageSince: new Date(states.get(deal.id)?.since ?? Date.now()).toISOString(),
      failures: failures.of(deal.id),
      atWork: atWork.filter((run) => run.deal === deal.id).length,
    })),
  });
}

/** `POST /demo/deals/{id}/run {choice}`: the robots of a choice run on the deal at once. */
export async function runRobots(
  request: IncomingMessage,
  response: ServerResponse,
  deal: string,
  needs: DealsNeeds,
): Promise<void> {
  const { choice } = await readOwnJson(request, needs.publicUrl);
  if (choice === applicationChoice) {
    const stage = needs.robots.states().find(({ id }) => id === deal)?.stage;
    const begun = stage === undefined ? null : needs.applicationRobots.run(deal, stage);
    if (begun === null) throw new Refused(404, 'no such deal');
    return answerJson(response, 202, begun);
  }
  if (!isChoice(choice)) throw new Refused(422, `choice is one of ${allChoices.join(', ')}`);
  const run = needs.robots.run(deal, choice);
  if (run === null) throw new Refused(404, 'no such deal');
  answerJson(response, 202, { process: run.process, template: templateOf(run) });
}

/** `POST /demo/deals/{id}/stage {stage}`: the deal goes there; robots of the old stage stop, those of the new one run. */
export async function moveDeal(
  request: IncomingMessage,
  response: ServerResponse,
  deal: string,
  needs: DealsNeeds,
): Promise<void> {
  const { stage } = await readOwnJson(request, needs.publicUrl);
  if (!isStageId(stage)) throw new Refused(422, `stage is one of ${stages.map(({ id }) => id).join(', ')}`);
  const moved = needs.robots.move(deal, stage);
  if (moved === null) throw new Refused(404, 'no such deal');
  answerJson(response, 200, {
    stage,
    stopped: moved.stopped,
    process: moved.started?.process ?? null,
    template: moved.started === null ? null : templateOf(moved.started),
  });
}

function templateOf(run: Run): string | null {
  const scenario = scenarioById(run.scenario);
  return scenario === undefined ? null : templateById(scenario.template).name;
}
