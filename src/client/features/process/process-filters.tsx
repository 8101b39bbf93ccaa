import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { classes } from '#client/lib/classes.ts';
import { Count } from '#client/ui/badge.tsx';
import { Button, IconButton } from '#client/ui/button.tsx';
import { SearchField } from '#client/ui/search-field.tsx';
import { ToggleChip } from '#client/ui/toggle-chip.tsx';
import { noFilter } from './card-search.ts';
import { CardExport } from './card-export.tsx';
import type { CardFilter } from './card-search.ts';
import { DateFilter } from './date-filter.tsx';
import { FacetFilter } from './facet-filter.tsx';
import type { CardKey } from './queries.ts';
import { StateFilter } from './state-filter.tsx';

type ProcessFiltersProps = {
  card: CardKey;
  /** Whether any process of the card is flagged: few cards need that filter. */
  hasFlags: boolean;
  filter: CardFilter;
  change: (part: Partial<CardFilter>) => void;
};

/** Everything the lists can be narrowed by; on a phone all but the search waits behind a button. */
export function ProcessFilters({ card, hasFlags, filter, change }: ProcessFiltersProps) {
  const { t } = useTranslation('card');
  const [isOpen, setIsOpen] = useState(false);
  const chosen = [
    filter.states.length > 0,
    filter.template,
    filter.stage,
    filter.span ?? filter.from ?? filter.to,
    filter.failures,
    filter.flagged,
  ];
  const count = chosen.filter(Boolean).length;
  return (
    <div role="group" aria-label={t('filters.label')} className="flex flex-wrap items-center gap-2">
      <SearchField
        label={t('filters.search')}
        value={filter.q}
        onSearch={(q) => change({ q })}
        className="min-w-0 flex-1 basis-32 medium:basis-full large:basis-40"
      />
      <Button icon="filter" className="medium:hidden" aria-expanded={isOpen} onPress={() => setIsOpen(!isOpen)}>
        {t('filters.more')}
        {count > 0 && <Count tone="accent">{count}</Count>}
      </Button>
      <div
        className={classes(
          'w-full flex-wrap gap-2 max-medium:[&>*]:flex-auto medium:contents',
          isOpen ? 'flex' : 'max-medium:hidden',
        )}
      >
        <StateFilter states={filter.states} onChange={(states) => change({ states })} />
        <FacetFilter
          kind="templates"
          card={card}
          chosen={filter.template}
          onChange={(template) => change({ template })}
        />
        <FacetFilter kind="stages" card={card} chosen={filter.stage} onChange={(stage) => change({ stage })} />
        <DateFilter filter={filter} onChange={change} />
        <ToggleChip isOn={filter.failures} onToggle={(failures) => change({ failures })} icon="failure" tone="failure">
          {t('filters.failures')}
        </ToggleChip>
        {(hasFlags || filter.flagged) && (
          <ToggleChip isOn={filter.flagged} onToggle={(flagged) => change({ flagged })} icon="flag">
            {t('filters.flagged')}
          </ToggleChip>
        )}
        {(count > 0 || filter.q !== '') && (
          <IconButton icon="close" label={t('filters.reset')} onPress={() => change(noFilter)} />
        )}
      </div>
      <CardExport card={card} filter={filter} />
    </div>
  );
}
