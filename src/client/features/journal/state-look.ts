import type { ProcessState } from '#contract/process.ts';
import type { IconName } from '#client/ui/icon.tsx';
import type { Tone } from '#client/ui/tone.ts';

const looks: Readonly<Record<ProcessState, { icon: IconName; tone: Tone }>> = {
  running: { icon: 'running', tone: 'running' },
  waiting: { icon: 'waiting', tone: 'waiting' },
  stuck: { icon: 'hourglass', tone: 'warning' },
  completed: { icon: 'success', tone: 'success' },
  completed_with_failures: { icon: 'failure', tone: 'failure' },
  failed: { icon: 'failure', tone: 'failure' },
  terminated: { icon: 'minus', tone: 'neutral' },
};

export function stateLook(state: ProcessState) {
  return looks[state];
}
