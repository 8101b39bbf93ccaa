import { useTranslation } from 'react-i18next';
import { processStates } from '#contract/process.ts';
import type { ProcessState } from '#contract/process.ts';
import { Select } from '#client/ui/select.tsx';
import { ProcessStateMark } from './process-state-mark.tsx';

type StateFilterProps = { states: readonly ProcessState[]; onChange: (states: ProcessState[]) => void };

export function StateFilter({ states, onChange }: StateFilterProps) {
  const { t } = useTranslation(['card', 'process']);
  const [only] = states;
  const shown =
    only === undefined
      ? t('card:filters.states')
      : states.length === 1
        ? t(`process:states.${only}`)
        : t('card:filters.statesChosen', { count: states.length, shown: states.length });
  return (
    <Select
      isMany
      label={t('card:filters.statesLabel')}
      shown={shown}
      isSet={states.length > 0}
      chosen={states}
      onChoose={onChange}
      options={processStates.map((state) => ({
        key: state,
        title: <ProcessStateMark state={state} />,
        text: t(`process:states.${state}`),
      }))}
    />
  );
}
