import { setTimeout as pause } from 'node:timers/promises';
import * as z from 'zod/mini';
import { RegisteredActivity, WaitingStep } from '#contract/application.ts';
import type { EntryEvent, JournalEvent, ProcessEvent } from '#contract/event.ts';
import type { WrittenState } from '#contract/process.ts';
import { type Deal, dealById } from './deals.ts';
import { callHandler } from './handler-call.ts';
import { type ApiAnswer, type NewStep, problemText } from './journal-api.ts';
import { templateEvents } from './portal-events.ts';
import { processId } from './run.ts';
import { stageById, type StageId } from './stages.ts';
import { templateById } from './templates.ts';
import { activityName, entryType, moment, result, stateTitles, status } from './walk.ts';

const template = templateById('27');
/** As long as the portal's robots usually wait: after that the step goes on with IsTimeout. */
const timeoutSeconds = 120;

export type ApplicationRobots = {
  /** Starts a process whose steps are the robots that applications registered. Null: no such deal. */
  run(deal: string, stage: StageId): { process: string; template: string } | null;
  /** Processes that are under way are ended: nobody would wait for their applications. */
  stop(): Promise<void>;
};

export type ApplicationRobotsOptions = {
  now: () => number;
  /** The journal, by the keys that the portal has. */
  journal: {
    activities: () => Promise<ApiAnswer>;
    issueEventToken: (step: NewStep) => Promise<ApiAnswer>;
    closeEventToken: (eventToken: string) => Promise<ApiAnswer>;
    waitingSteps: (process: string) => Promise<ApiAnswer>;
  };
  /** What the handler of an application is told of the portal and its tokens. */
  authOf: (clientId: string) => Record<string, string>;
  put: (events: readonly JournalEvent[]) => void;
  /** Resolves when what was put is in the journal: a step can be handed out only of a process that is there. */
  written: () => Promise<void>;
  failed: (error: unknown) => void;
  /** ms between two looks whether an application answered. */
  lookEveryMs?: number;
};

type Process = {
  tell: (state: WrittenState, more?: Partial<ProcessEvent>) => void;
  write: (robot: RegisteredActivity, type: number, entry: Partial<EntryEvent>) => void;
  id: string;
  deal: Deal;
};

const Activities = z.object({ items: z.array(RegisteredActivity) });
const Steps = z.object({ items: z.array(WaitingStep) });
const Token = z.object({ eventToken: z.string() });

export function createApplicationRobots(options: ApplicationRobotsOptions): ApplicationRobots {
  const { now, journal, authOf, put, written, failed, lookEveryMs = 500 } = options;
  const stopping = new AbortController();
  const underWay = new Set<Promise<void>>();
  let started = 0;

  function open(deal: Deal, stage: StageId): Process {
    const id = processId(`application ${deal.id} ${now()} ${(started += 1)}`);
    let last = 0;
    const common = () => ({ id: `${id}#${(last += 1)}`, at: moment(now()), process: id });
    return {
      id,
      deal,
      tell: (state, more = {}) =>
        put([
          {
            kind: 'process',
            ...common(),
            template: { id: template.id, version: template.versions.at(-1)?.version ?? '1' },
            card: { type: 'deal', id: deal.id },
            stage: stageById(stage),
            state,
            stateTitle: stateTitles[state],
            ...more,
          },
        ]),
      write: (robot, type, entry) => {
        const { code, name: title } = robot;
        put([
          {
            kind: 'entry',
            ...common(),
            activity: { name: activityName(template.id, code), title, code },
            type,
            ...entry,
          },
        ]);
      },
    };
  }

  async function goThrough(process: Process): Promise<void> {
    const found = read(Activities, await journal.activities());
    for (const robot of found.items.filter(({ kind }) => kind === 'robot')) {
      process.write(robot, entryType.execute, { status: status.executing, result: result.none });
      const output = await carryOut(process, robot);
      if (stopping.signal.aborted) return;
      process.tell('running');
      const details = output === null ? {} : { details: { output } };
      process.write(robot, entryType.close, { status: status.closed, result: result.succeeded, ...details });
    }
  }

  /** Hands the step to the application and waits for its answer. Gives what the step returns. */
  async function carryOut(process: Process, robot: RegisteredActivity): Promise<Record<string, unknown> | null> {
    // Nobody placed the robot on a stage, so nobody chose: it waits unless the application says that it never does.
    const useSubscription = robot.useSubscription !== 'N';
    const activity = { name: activityName(template.id, robot.code), title: robot.name, code: robot.code };
    await written();
    const asked = await journal.issueEventToken({ process: process.id, activity, useSubscription, timeoutSeconds });
    const { eventToken } = read(Token, asked);
    const { deal } = process;
    const properties = {
      phone: deal.client.phone,
      text: `${deal.client.name}, здравствуйте! Ваш заказ «${deal.title}» готов.`,
    };
    const call = {
      process: process.id,
      code: robot.code,
      deal,
      eventToken,
      useSubscription,
      timeoutSeconds,
      properties,
    };
    try {
      process.tell('waiting', { stateTitle: 'Ожидание ответа от приложения' });
      await written();
      await callHandler(
        robot.handler,
        { ...call, at: now(), auth: authOf(robot.application.clientId) },
        stopping.signal,
      );
      return useSubscription ? await answerOf(process.id, activity.name) : null;
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      if (!stopping.signal.aborted)
        process.write(robot, entryType.error, { status: status.executing, result: result.none, message });
      return null;
    } finally {
      await journal.closeEventToken(eventToken).catch(failed);
    }
  }

  async function answerOf(process: string, activity: string): Promise<Record<string, unknown> | null> {
    for (;;) {
      await pause(lookEveryMs, undefined, { signal: stopping.signal });
      const answer = await journal.waitingSteps(process).catch(() => null);
      // A journal that is down for a moment does not end the step.
      const steps = Steps.safeParse(answer?.body);
      const step = steps.data?.items.find((one) => one.activity?.name === activity);
      if (step === undefined || step.state === 'waiting') continue;
      return step.state === 'timed_out' ? { IsTimeout: 1 } : step.returnValues;
    }
  }

  async function live(process: Process): Promise<void> {
    try {
      await goThrough(process);
      if (!stopping.signal.aborted) return process.tell('completed', { finishedAt: moment(now()) });
    } catch (error) {
      if (!stopping.signal.aborted) {
        failed(error);
        return process.tell('failed', { finishedAt: moment(now()) });
      }
    }
    process.tell('terminated', { stateTitle: 'Демо остановлено', finishedAt: moment(now()) });
  }

  return {
    run(id, stage) {
      const deal = dealById(id);
      if (deal === undefined) return null;
      const process = open(deal, stage);
      // A store that is older than this template has not been told of it.
      put(templateEvents(now()).filter((event) => event.template.id === template.id));
      process.tell('running', { startedAt: moment(now()), startedBy: deal.responsible });
      const whole = live(process).finally(() => underWay.delete(whole));
      underWay.add(whole);
      return { process: process.id, template: template.name };
    },

    async stop() {
      stopping.abort();
      await Promise.all(underWay);
    },
  };
}

function read<T extends z.ZodMiniType>(schema: T, answer: ApiAnswer): z.infer<T> {
  const found = z.safeParse(schema, answer.body);
  if (!found.success) throw new Error(`the journal answered ${problemText(answer)}`);
  return found.data;
}
