import { useTranslation } from 'react-i18next';
import type { LoaderFunctionArgs } from 'react-router';
import { keepInFrame, keptInFrame } from '#client/api/portal-in-use.ts';
import { ahead, queryClient } from '#client/api/query-client.ts';
import { useAddressState } from '#client/address-state.ts';
import { CardsList } from '#client/features/card/cards-list.tsx';
import { readCardsSearch, writeCardsSearch } from '#client/features/card/cards-search.ts';
import { cardQuery, cardsQuery } from '#client/features/card/queries.ts';
import { usePageTitle } from '#client/lib/page-title.ts';
import { SearchField } from '#client/ui/search-field.tsx';
import { ToggleChip } from '#client/ui/toggle-chip.tsx';

export function loader({ request }: LoaderFunctionArgs) {
  // From here on no page of the portal around us says which card is shown.
  const kept = keptInFrame();
  kept.set('home', '1');
  keepInFrame(kept);
  ahead(queryClient.infiniteQuery(cardsQuery(readCardsSearch(new URL(request.url).searchParams))));
  return null;
}

/** The frame, opened elsewhere in the portal than on a card: the way to one. */
export function FrameHomePage() {
  const { t } = useTranslation(['frame', 'card']);
  const [search, change] = useAddressState(readCardsSearch, writeCardsSearch);
  usePageTitle(t('frame:home.title'));
  return (
    <div className="flex flex-col gap-4">
      <header>
        <h1 className="text-xl font-semibold">{t('frame:home.title')}</h1>
        <p className="text-pretty text-muted">{t('frame:home.text')}</p>
      </header>
      <div className="flex flex-wrap gap-2">
        <SearchField
          label={t('card:home.search')}
          value={search.q}
          onSearch={(q) => change({ q })}
          className="min-w-0 flex-1 basis-60"
        />
        <ToggleChip isOn={search.failures} onToggle={(failures) => change({ failures })} icon="failure" tone="failure">
          {t('card:home.failures')}
        </ToggleChip>
      </div>
      <CardsList
        search={search}
        onReset={() => change({ q: '', failures: false })}
        onIntent={(card) => {
          ahead(queryClient.query(cardQuery(card)));
          void import('./card-page.tsx');
        }}
      />
    </div>
  );
}
