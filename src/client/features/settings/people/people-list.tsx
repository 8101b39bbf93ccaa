import type { UseQueryResult } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { PortalInSettings } from '#contract/launch.ts';
import type { AccountInList } from '#contract/person.ts';
import { ListBox } from '#client/features/settings/list-box.tsx';
import { Button } from '#client/ui/button.tsx';
import { EmptyState } from '#client/ui/empty-state.tsx';
import { matchingPeople } from './people-search.ts';
import type { PeopleSearch } from './people-search.ts';
import { PersonRow, personRowGrid } from './person-row.tsx';

const columns = ['who', 'role', 'state'] as const;

type PeopleListProps = {
  list: UseQueryResult<{ items: AccountInList[] }>;
  search: PeopleSearch;
  portals: readonly PortalInSettings[];
  isSelf: (person: AccountInList) => boolean;
  onChange: (person: AccountInList) => void;
  onReset: () => void;
};

export function PeopleList({ list, search, portals, isSelf, onChange, onReset }: PeopleListProps) {
  const { t } = useTranslation(['access', 'settings']);
  return (
    <ListBox
      label={t('settings:pages.people')}
      query={list}
      empty={<EmptyState icon="person" title={t('people.empty')} text={t('people.emptyText')} />}
    >
      {(items) => {
        const shown = matchingPeople(items, search);
        if (shown.length === 0) {
          return (
            <EmptyState
              icon="filter"
              title={t('people.filter.hidden')}
              action={<Button onPress={onReset}>{t('people.filter.reset')}</Button>}
            />
          );
        }
        return (
          <>
            <div aria-hidden className={`min-h-10 bg-sunken text-s text-muted @max-[48rem]:hidden! ${personRowGrid}`}>
              {columns.map((column) => (
                <span key={column}>{t(`people.columns.${column}`)}</span>
              ))}
            </div>
            <ul>
              {shown.map((person) => (
                <PersonRow
                  key={person.person}
                  person={person}
                  isSelf={isSelf(person)}
                  portals={portals}
                  onChange={() => onChange(person)}
                />
              ))}
            </ul>
          </>
        );
      }}
    </ListBox>
  );
}
