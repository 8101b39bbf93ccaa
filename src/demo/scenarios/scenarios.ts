import type { Scenario } from '#demo/scenario.ts';
import type { StageId } from '#demo/stages.ts';
import { templateById } from '#demo/templates.ts';
import { bulk } from './bulk.ts';
import { messengers } from './messengers.ts';
import { approvalsAndNested } from './approvals-and-nested.ts';
import { processes } from './processes.ts';
import { services } from './services.ts';
import { smsAndMail } from './sms-mail.ts';
import { whatsappScenarios } from './whatsapp.ts';

export const scenarios: readonly Scenario[] = [
  ...whatsappScenarios,
  ...messengers,
  ...smsAndMail,
  ...services,
  ...processes,
  ...approvalsAndNested,
  ...bulk,
];

export function scenarioById(id: string): Scenario | undefined {
  return scenarios.find((scenario) => scenario.id === id);
}

/** What the page offers to run, in the order of its buttons. */
export const choices = {
  success: 'quick-success',
  'whatsapp-window': 'whatsapp-window',
  'whatsapp-missing': 'whatsapp-undeliverable',
  'mail-server': 'mail-server',
  'sms-no-phone': 'sms-no-phone',
  'webhook-500': 'webhook-500',
  'no-rights': 'no-rights',
  waiting: 'waiting',
  long: 'long',
} as const;

export type Choice = keyof typeof choices;

export function isChoice(value: unknown): value is Choice {
  return typeof value === 'string' && Object.hasOwn(choices, value);
}

/** How often a scenario is drawn: the shares of failures among themselves are told by weights, and most runs go well. */
export function oftenness({ weight, fails }: Scenario): number {
  return fails ? weight : weight * 3;
}

/** Scenarios of a stage's robots: one of them runs when a deal comes to the stage. */
export function scenariosOfStage(stage: StageId): Scenario[] {
  return scenarios.filter((scenario) => scenario.weight > 0 && templateById(scenario.template).stage === stage);
}

/** Scenarios of designed processes: they run at any stage. */
export const anyStage: readonly Scenario[] = scenarios.filter(
  (scenario) => scenario.weight > 0 && templateById(scenario.template).stage === undefined,
);
