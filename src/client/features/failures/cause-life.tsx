import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CauseLife as Life } from '#contract/failures.ts';
import { useFormat } from '#client/i18n/format.ts';
import { Button } from '#client/ui/button.tsx';
import { Text } from '#client/ui/text.tsx';
import { ActDialog } from './act-dialog.tsx';
import { type ActKind, statesAfter } from './acts.ts';
import { CauseStateMark } from './cause-state-mark.tsx';
import type { FailureRange } from './failure-search.ts';

type CauseLifeProps = { cause: string; life: Life; range: FailureRange; onMerged: (into: string) => void };

const words = { acknowledged: 'acknowledge', resolved: 'resolve', muted: 'mute', new: 'reopen' } as const;

/** Where a cause stands, who is at it, and what can be done about it. */
export function CauseLife({ cause, life, range, onMerged }: CauseLifeProps) {
  const { t } = useTranslation('failures');
  const format = useFormat();
  const [kind, setKind] = useState<ActKind | null>(null);
  const facts = [
    life.isReopened && life.state === 'new' ? t('cause.isReopened') : null,
    life.mutedUntil === null ? null : t('cause.mutedUntil', { date: format.dateTime(life.mutedUntil) }),
    life.mutedRatePerHour === null ? null : t('cause.mutedRate', { shown: format.number(life.mutedRatePerHour) }),
    life.stateAt === null ? null : t('cause.since', { date: format.dateTime(life.stateAt) }),
    life.stateBy,
  ].filter((fact) => fact !== null);
  return (
    <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3">
      <div className="flex min-w-0 flex-wrap items-center gap-x-3 gap-y-1">
        <CauseStateMark life={life} />
        {facts.length > 0 && (
          <span className="text-s text-muted">
            <Text>{facts.join(' · ')}</Text>
          </span>
        )}
        <span className="text-s">
          <span className="text-muted">{`${t('cause.facts.assignee')}: `}</span>
          {life.assignee === null ? t('list.nobody') : <Text>{life.assignee.name}</Text>}
        </span>
      </div>
      <div role="group" aria-label={t('act.label')} className="flex flex-wrap gap-2">
        {statesAfter[life.state].map((state, index) => (
          <Button
            key={state}
            variant={index === 0 && life.state !== 'resolved' ? 'primary' : 'secondary'}
            onPress={() => setKind(state)}
          >
            {t(`act.${words[state]}`)}
          </Button>
        ))}
        <Button onPress={() => setKind('assign')}>{t('act.assign')}</Button>
        <Button onPress={() => setKind('merge')}>{t('act.merge')}</Button>
      </div>
      {kind !== null && (
        <ActDialog
          kind={kind}
          cause={cause}
          range={range}
          onDone={(now) => {
            if (now !== cause) onMerged(now);
          }}
          onClose={() => setKind(null)}
        />
      )}
    </div>
  );
}
