import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { causeOrders, causeStates } from '#contract/failures.ts';
import { useFormat } from '#client/i18n/format.ts';
import { classes } from '#client/lib/classes.ts';
import { Count } from '#client/ui/badge.tsx';
import { Button, IconButton } from '#client/ui/button.tsx';
import { SearchField } from '#client/ui/search-field.tsx';
import { Select } from '#client/ui/select.tsx';
import { ToggleChip } from '#client/ui/toggle-chip.tsx';
import { CauseStateMark } from './cause-state-mark.tsx';
import { ChoiceFilter } from './choice-filter.tsx';
import { type FailureSearch, isNotClosed, noFilter, notClosed } from './failure-search.ts';
import { failureAssigneesQuery, failureFacetsQuery } from './queries.ts';

type FailureFiltersProps = { search: FailureSearch; change: (part: Partial<FailureSearch>) => void };

/** What the causes are narrowed by, and their order; on a phone all but the search waits behind a button. */
export function FailureFilters({ search, change }: FailureFiltersProps) {
  const { t } = useTranslation('failures');
  const [isOpen, setIsOpen] = useState(false);
  const { span, from, to, robot, template, stage, states, assignee, q, sort } = search;
  const facets = useQuery(failureFacetsQuery({ span, from, to })).data;
  const people = useQuery(failureAssigneesQuery()).data?.items ?? [];
  const isOwnStates = states.length > 0 && !isNotClosed(states);
  const count = [robot, template, stage, assignee, isOwnStates].filter(Boolean).length;
  const orderOf = (order: FailureSearch['sort']) => t('filters.sorted', { order: t(`sorts.${order}`) });
  return (
    <div role="group" aria-label={t('filters.label')} className="flex flex-wrap items-center gap-2">
      <SearchField
        label={t('filters.search')}
        value={q}
        onSearch={(text) => change({ q: text })}
        className="min-w-0 flex-1 basis-52"
      />
      <ToggleChip isOn={isNotClosed(states)} onToggle={(isOn) => change({ states: isOn ? notClosed : [] })}>
        {t('filters.notClosed')}
      </ToggleChip>
      <Select
        label={t('filters.sort')}
        shown={orderOf(sort)}
        chosen={sort}
        onChoose={(order: FailureSearch['sort']) => change({ sort: order })}
        options={causeOrders.map((order) => ({ key: order, title: t(`sorts.${order}`), text: t(`sorts.${order}`) }))}
      />
      <Button icon="filter" className="medium:hidden" aria-expanded={isOpen} onPress={() => setIsOpen(!isOpen)}>
        {t('filters.more')}
        {count > 0 && <Count tone="accent">{count}</Count>}
      </Button>
      <div
        className={classes(
          'w-full flex-wrap items-center gap-2 max-medium:[&>*]:flex-auto',
          isOpen ? 'flex' : 'max-medium:hidden medium:flex',
        )}
      >
        <ChoiceFilter
          label={t('filters.robot')}
          any={t('filters.anyRobot')}
          chosen={robot}
          onChange={(key) => change({ robot: key })}
          options={(facets?.robots ?? []).map((one) => ({ key: one.robot, title: one.robot, failures: one.failures }))}
        />
        <ChoiceFilter
          label={t('filters.template')}
          any={t('filters.anyTemplate')}
          chosen={template}
          onChange={(key) => change({ template: key })}
          options={(facets?.templates ?? []).map(({ id, name, failures }) => ({
            key: id,
            title: name ?? id,
            failures,
          }))}
        />
        <ChoiceFilter
          label={t('filters.stage')}
          any={t('filters.anyStage')}
          chosen={stage}
          onChange={(key) => change({ stage: key })}
          options={(facets?.stages ?? []).map((one) => ({
            key: one.stage.id,
            title: one.stage.name ?? one.stage.id,
            failures: one.failures,
          }))}
        />
        <StatesFilter states={states} onChange={(chosen) => change({ states: chosen })} />
        <ChoiceFilter
          label={t('filters.assignee')}
          any={t('filters.anyAssignee')}
          chosen={assignee}
          onChange={(key) => change({ assignee: key })}
          options={[
            { key: 'me', title: t('filters.me'), failures: null },
            { key: 'none', title: t('filters.nobody'), failures: null },
            ...people.map(({ person, name }) => ({ key: person, title: name, failures: null })),
          ]}
        />
        {(count > 0 || q !== '') && (
          <IconButton
            icon="close"
            label={t('filters.reset')}
            onPress={() => change({ ...noFilter, states: notClosed })}
          />
        )}
      </div>
    </div>
  );
}

type States = FailureSearch['states'];

function StatesFilter({ states, onChange }: { states: States; onChange: (states: States) => void }) {
  const { t } = useTranslation('failures');
  const format = useFormat();
  const [only] = states;
  const shown =
    only === undefined
      ? t('filters.anyState')
      : isNotClosed(states)
        ? // The mark beside it says so.
          t('filters.state')
        : states.length === 1
          ? t(`states.${only}`)
          : t('filters.states', { count: states.length, shown: format.number(states.length) });
  return (
    <Select
      isMany
      label={t('filters.state')}
      shown={shown}
      isSet={states.length > 0 && !isNotClosed(states)}
      chosen={states}
      onChoose={onChange}
      options={causeStates.map((state) => ({
        key: state,
        title: <CauseStateMark life={{ state, isReopened: false }} />,
        text: t(`states.${state}`),
      }))}
    />
  );
}
