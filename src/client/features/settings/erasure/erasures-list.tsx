import type { UseQueryResult } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Erasure, ErasureState } from '#contract/erasure.ts';
import { ListBox } from '#client/features/settings/list-box.tsx';
import { useFormat } from '#client/i18n/format.ts';
import { EmptyState } from '#client/ui/empty-state.tsx';
import type { IconName } from '#client/ui/icon.tsx';
import { StatusMark } from '#client/ui/status-mark.tsx';
import { Text } from '#client/ui/text.tsx';
import type { Tone } from '#client/ui/tone.ts';
import { useCounts } from './use-counts.ts';

const look: Readonly<Record<ErasureState, { tone: Tone; icon: IconName; isTurning: boolean }>> = {
  running: { tone: 'running', icon: 'running', isTurning: true },
  settling: { tone: 'running', icon: 'running', isTurning: true },
  done: { tone: 'success', icon: 'success', isTurning: false },
  failed: { tone: 'failure', icon: 'failure', isTurning: false },
};

/** What was erased, and what is being erased now. */
export function ErasuresList({ list }: { list: UseQueryResult<{ items: Erasure[] }> }) {
  const { t } = useTranslation('access');
  return (
    <ListBox
      label={t('erasure.list')}
      query={list}
      empty={<EmptyState icon="erase" title={t('erasure.empty')} text={t('erasure.emptyText')} />}
    >
      {(items) => (
        <ul>
          {items.map((item) => (
            <ErasureRow key={item.erasure} item={item} />
          ))}
        </ul>
      )}
    </ListBox>
  );
}

function ErasureRow({ item }: { item: Erasure }) {
  const { t } = useTranslation('access');
  const format = useFormat();
  const countsOf = useCounts();
  const { kind, subject, state, by, beganAt, endedAt, counts } = item;
  const isOver = endedAt !== null;
  const found = countsOf(counts) || (state === 'done' ? t('erasure.none') : '');
  const facts = [
    by.name === null ? t('erasure.byCommand') : t('erasure.by', { name: by.name }),
    t('erasure.beganAt', { when: format.dateTime(beganAt) }),
    ...(isOver ? [t('erasure.took', { duration: format.between(beganAt, endedAt) })] : []),
  ];
  return (
    <li className="border-t border-line px-4 py-3 first:border-t-0 medium:px-5">
      <p className="flex min-w-0 flex-wrap items-center gap-x-3">
        <span className="min-w-0 font-medium wrap-anywhere">
          {t(`erasure.kinds.${kind}.title`)} <Text>{subject}</Text>
        </span>
        <span role="status">
          <StatusMark {...look[state]}>{t(`erasure.states.${state}`)}</StatusMark>
        </span>
      </p>
      {found !== '' && <p className="mt-0.5 text-s">{found}</p>}
      {state === 'failed' && <p className="mt-0.5 text-s text-pretty text-failure">{t('erasure.failed')}</p>}
      <p className="mt-0.5 text-s text-pretty text-muted">
        <Text>{facts.join(' · ')}</Text>
      </p>
      {!isOver && <p className="mt-0.5 text-s text-pretty text-muted">{t('erasure.isRunning')}</p>}
    </li>
  );
}
