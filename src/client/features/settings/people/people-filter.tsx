import { useTranslation } from 'react-i18next';
import { accountStates } from '#contract/person.ts';
import { roles } from '#contract/session.ts';
import { SearchField } from '#client/ui/search-field.tsx';
import { Select } from '#client/ui/select.tsx';
import type { PeopleSearch } from './people-search.ts';

type PeopleFilterProps = { search: PeopleSearch; onChange: (part: Partial<PeopleSearch>) => void };

export function PeopleFilter({ search, onChange }: PeopleFilterProps) {
  const { t } = useTranslation('access');
  const role = (key: PeopleSearch['role']) => (key === 'all' ? t('people.filter.anyRole') : t(`roles.${key}.title`));
  const state = (key: PeopleSearch['state']) =>
    key === 'all' ? t('people.filter.anyState') : t(`people.filter.states.${key}`);
  return (
    <div className="flex flex-wrap gap-2">
      <SearchField
        label={t('people.filter.search')}
        value={search.q}
        onSearch={(q) => onChange({ q })}
        className="min-w-0 flex-1 basis-full medium:basis-56"
      />
      <Select
        label={t('people.filter.role')}
        shown={role(search.role)}
        isSet={search.role !== 'all'}
        chosen={search.role}
        onChoose={(key) => onChange({ role: key })}
        options={(['all', ...roles] as const).map((key) => ({ key, title: role(key), text: role(key) }))}
      />
      <Select
        label={t('people.filter.state')}
        shown={state(search.state)}
        isSet={search.state !== 'all'}
        chosen={search.state}
        onChoose={(key) => onChange({ state: key })}
        options={(['all', ...accountStates] as const).map((key) => ({ key, title: state(key), text: state(key) }))}
      />
    </div>
  );
}
