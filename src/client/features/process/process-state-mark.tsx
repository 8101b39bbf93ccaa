import { useTranslation } from 'react-i18next';
import type { ProcessState } from '#contract/process.ts';
import { type Formats, useFormat } from '#client/i18n/format.ts';
import type { IconName } from '#client/ui/icon.tsx';
import { StatusMark } from '#client/ui/status-mark.tsx';
import type { Tone } from '#client/ui/tone.ts';

/** How a state looks. A new state of the contract breaks the build here, where its look is due. */
const looks: Readonly<Record<ProcessState, { tone: Tone; icon: IconName }>> = {
  running: { tone: 'running', icon: 'running' },
  waiting: { tone: 'waiting', icon: 'waiting' },
  stuck: { tone: 'warning', icon: 'hourglass' },
  completed: { tone: 'success', icon: 'success' },
  completed_with_failures: { tone: 'failure', icon: 'failure' },
  failed: { tone: 'failure', icon: 'failure' },
  terminated: { tone: 'neutral', icon: 'minus' },
};

type ProcessStateMarkProps = {
  state: ProcessState;
  /** Until when a waiting process waits. */
  waitingUntil?: string | null;
  isSoft?: boolean;
};

export function ProcessStateMark({ state, waitingUntil = null, isSoft = false }: ProcessStateMarkProps) {
  const { t } = useTranslation('process');
  const format = useFormat();
  const { tone, icon } = looks[state];
  return (
    <StatusMark tone={tone} icon={icon} isSoft={isSoft} isTurning={state === 'running'}>
      {state === 'waiting' && waitingUntil !== null
        ? t('waitingUntil', { until: untilText(format, waitingUntil) })
        : t(`states.${state}`)}
    </StatusMark>
  );
}

/** The day, or the time when it is today. */
function untilText(format: Formats, until: string): string {
  const isToday = format.day(until) === format.day(Date.now());
  return isToday ? format.time(until).slice(0, 5) : format.day(until);
}
