import type { UseQueryResult } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Key } from '#contract/key.ts';
import { ListBox } from '#client/features/settings/list-box.tsx';
import { Button } from '#client/ui/button.tsx';
import { EmptyState } from '#client/ui/empty-state.tsx';
import { KeyRow } from './key-row.tsx';
import { shownKeys } from './keys-search.ts';
import type { KeysSearch } from './keys-search.ts';

type KeysListProps = {
  list: UseQueryResult<{ items: Key[] }>;
  show: KeysSearch['show'];
  now: number;
  onShowAll: () => void;
  onRotate: (item: Key) => void;
  onRevoke: (item: Key) => void;
};

export function KeysList({ list, show, now, onShowAll, onRotate, onRevoke }: KeysListProps) {
  const { t } = useTranslation(['access', 'settings']);
  return (
    <ListBox
      label={t('settings:pages.keys')}
      query={list}
      empty={<EmptyState icon="key" title={t('keys.empty')} text={t('keys.emptyText')} />}
    >
      {(items) => {
        const shown = shownKeys(items, show, now);
        if (shown.length === 0) {
          return (
            <EmptyState
              icon="filter"
              title={t(`keys.hidden.${show}`)}
              action={<Button onPress={onShowAll}>{t('keys.showAll')}</Button>}
            />
          );
        }
        return (
          <ul>
            {shown.map((item) => (
              <KeyRow
                key={item.key}
                item={item}
                now={now}
                onRotate={() => onRotate(item)}
                onRevoke={() => onRevoke(item)}
              />
            ))}
          </ul>
        );
      }}
    </ListBox>
  );
}
