import { useTranslation } from 'react-i18next';
import type { ProcessState } from '#contract/process.ts';
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

export function ProcessStateMark({ state, isSoft = false }: { state: ProcessState; isSoft?: boolean }) {
  const { t } = useTranslation('process');
  const { tone, icon } = looks[state];
  return (
    <StatusMark tone={tone} icon={icon} isSoft={isSoft} isTurning={state === 'running'}>
      {t(`states.${state}`)}
    </StatusMark>
  );
}
