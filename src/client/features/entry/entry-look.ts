import type { Entry, EntryTypeName, Level } from '#contract/entry.ts';
import { entryTypeNames } from '#contract/entry.ts';
import type { Outcome } from '#contract/process.ts';
import type { IconName } from '#client/ui/icon.tsx';
import type { Tone } from '#client/ui/tone.ts';

export type Look = { icon: IconName; tone: Tone };

/** Tone of an entry; its picture says the kind where the level says no more. */
const byLevel: Readonly<Record<Level, Look>> = {
  failure: { icon: 'failure', tone: 'failure' },
  warning: { icon: 'alert', tone: 'warning' },
  message: { icon: 'message', tone: 'neutral' },
  technical: { icon: 'technical', tone: 'neutral' },
};

const byType: Readonly<Record<EntryTypeName, IconName>> = {
  execute: 'play',
  close: 'check',
  cancel: 'minus',
  fault: 'failure',
  custom: 'message',
  report: 'list',
  attached: 'link',
  trigger: 'bolt',
  error: 'failure',
  debug: 'code',
  skip: 'skip',
};

export function isKnownType(type: string): type is EntryTypeName {
  return entryTypeNames.some((known) => known === type);
}

export function entryLook({ level, type }: Pick<Entry, 'level' | 'type'>): Look {
  const look = byLevel[level];
  if (level === 'failure' || level === 'warning' || !isKnownType(type)) return look;
  return { icon: byType[type], tone: look.tone };
}

const byOutcome: Readonly<Record<Outcome, Look>> = {
  succeeded: { icon: 'success', tone: 'success' },
  failed: { icon: 'failure', tone: 'failure' },
  canceled: { icon: 'minus', tone: 'neutral' },
  skipped: { icon: 'minus', tone: 'neutral' },
  running: { icon: 'running', tone: 'running' },
  triggered: { icon: 'bolt', tone: 'neutral' },
  noted: { icon: 'message', tone: 'neutral' },
};

export function outcomeLook(outcome: Outcome): Look {
  return byOutcome[outcome];
}
