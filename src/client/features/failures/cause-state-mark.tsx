import { useTranslation } from 'react-i18next';
import type { CauseLife } from '#contract/failures.ts';
import { StatusMark } from '#client/ui/status-mark.tsx';
import { shownState, stateLooks } from './cause-look.ts';

/** Where a cause stands: picture, word and tone. */
export function CauseStateMark({ life }: { life: Pick<CauseLife, 'state' | 'isReopened'> }) {
  const { t } = useTranslation('failures');
  const state = shownState(life);
  const { tone, icon } = stateLooks[state];
  return (
    <StatusMark isSoft tone={tone} icon={icon}>
      {t(`states.${state}`)}
    </StatusMark>
  );
}
