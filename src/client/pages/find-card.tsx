import { useTranslation } from 'react-i18next';
import { ahead, queryClient } from '#client/api/query-client.ts';
import { useAddressState } from '#client/address-state.ts';
import { CardsList } from '#client/features/card/cards-list.tsx';
import { readCardsSearch, writeCardsSearch } from '#client/features/card/cards-search.ts';
import { cardQuery, cardsQuery } from '#client/features/card/queries.ts';
import { SearchField } from '#client/ui/search-field.tsx';
import { ToggleChip } from '#client/ui/toggle-chip.tsx';

/** Asks for the cards that an address says, before the page is there. */
export function askForCards(request: Request): void {
  ahead(queryClient.infiniteQuery(cardsQuery(readCardsSearch(new URL(request.url).searchParams))));
}

/** The way to a card: its search and the list. */
export function FindCard() {
  const { t } = useTranslation('card');
  const [search, change] = useAddressState(readCardsSearch, writeCardsSearch);
  return (
    <>
      <div className="flex flex-wrap gap-2">
        <SearchField
          label={t('home.search')}
          value={search.q}
          onSearch={(q) => change({ q })}
          className="min-w-0 flex-1 basis-60"
        />
        <ToggleChip isOn={search.failures} onToggle={(failures) => change({ failures })} icon="failure" tone="failure">
          {t('home.failures')}
        </ToggleChip>
        <ToggleChip isOn={search.flagged} onToggle={(flagged) => change({ flagged })} icon="flag">
          {t('filters.flagged')}
        </ToggleChip>
      </div>
      <CardsList
        search={search}
        onReset={() => change({ q: '', failures: false, flagged: false })}
        onIntent={(card) => {
          ahead(queryClient.query(cardQuery(card)));
          void import('./card-page.tsx');
        }}
      />
    </>
  );
}
