import { useTranslation } from 'react-i18next';
import { type AuditAction, auditActions, type AuditGroup, auditGroupOf, auditGroups } from '#contract/audit.ts';
import { useFormat } from '#client/i18n/format.ts';
import { dayEnd, dayStart, isoDay } from '#client/i18n/zone-day.ts';
import { Button } from '#client/ui/button.tsx';
import { DateField } from '#client/ui/date-field.tsx';
import { Icon } from '#client/ui/icon.tsx';
import { SearchField } from '#client/ui/search-field.tsx';
import { Select } from '#client/ui/select.tsx';
import { type AuditSearch, isFiltered, noFilter } from './audit-search.ts';

type AuditFiltersProps = {
  search: AuditSearch;
  /** What the chosen actor is called. */
  actorTitle: string;
  onChange: (part: Partial<AuditSearch>) => void;
};

/** What the log is narrowed by. Whose actions are shown is chosen in the rows: only those who did something are there. */
export function AuditFilters({ search, actorTitle, onChange }: AuditFiltersProps) {
  const { t } = useTranslation('audit');
  const format = useFormat();
  const { group, action, actor, object, from, to } = search;
  const groupTitle = (one: AuditGroup | 'all') => (one === 'all' ? t('filters.anyGroup') : t(`groups.${one}`));
  const ofGroup = auditActions.filter((one) => group === null || auditGroupOf[one] === group);
  const title = (one: AuditAction | 'all') => (one === 'all' ? t('filters.anyAction') : t(`actions.${one}`));
  return (
    <div role="group" aria-label={t('filters.label')} className="flex flex-wrap items-center gap-2">
      <SearchField
        label={t('filters.object')}
        value={object}
        onSearch={(text) => onChange({ object: text })}
        className="min-w-0 flex-1 basis-60"
      />
      <Select
        label={t('filters.group')}
        shown={groupTitle(group ?? 'all')}
        isSet={group !== null}
        chosen={group ?? 'all'}
        // An action of another group would leave nothing.
        onChoose={(one: AuditGroup | 'all') => {
          if (one !== (group ?? 'all')) onChange({ group: one === 'all' ? null : one, action: null });
        }}
        options={(['all', ...auditGroups] as const).map((one) => ({
          key: one,
          title: groupTitle(one),
          text: groupTitle(one),
        }))}
      />
      <Select
        label={t('filters.action')}
        shown={title(action ?? 'all')}
        isSet={action !== null}
        chosen={action ?? 'all'}
        onChoose={(one: AuditAction | 'all') => onChange({ action: one === 'all' ? null : one })}
        options={(['all', ...ofGroup] as const).map((one) => ({ key: one, title: title(one), text: title(one) }))}
      />
      <span className="flex flex-wrap gap-2">
        <DateField
          label={t('filters.from')}
          value={from === null ? '' : isoDay(from, format.zone)}
          onChange={(day) => onChange({ from: dayStart(day, format.zone) })}
        />
        <DateField
          label={t('filters.to')}
          value={to === null ? '' : isoDay(to, format.zone)}
          onChange={(day) => onChange({ to: dayEnd(day, format.zone) })}
        />
      </span>
      {actor !== null && (
        <Button
          className="max-w-full min-w-0 text-accent"
          aria-label={t('filters.anyActor', { actor: actorTitle })}
          hint={t('filters.anyActor', { actor: actorTitle })}
          onPress={() => onChange({ actor: null })}
        >
          <span className="truncate">{t('filters.actor', { actor: actorTitle })}</span>
          <Icon name="close" />
        </Button>
      )}
      {isFiltered(search) && (
        <Button variant="link" className="px-1" onPress={() => onChange(noFilter)}>
          {t('filters.reset')}
        </Button>
      )}
    </div>
  );
}
