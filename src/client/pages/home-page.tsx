import { useTranslation } from 'react-i18next';
import { redirect } from 'react-router';
import type { LoaderFunctionArgs } from 'react-router';
import { ahead, queryClient } from '#client/api/query-client.ts';
import { CardsList } from '#client/features/card/cards-list.tsx';
import { readCardsSearch, writeCardsSearch } from '#client/features/card/cards-search.ts';
import { cardQuery, cardsQuery } from '#client/features/card/queries.ts';
import { sessionQuery } from '#client/features/session/queries.ts';
import { useAddressState } from '#client/address-state.ts';
import { usePageTitle } from '#client/lib/page-title.ts';
import { paths } from '#client/paths.ts';
import { SearchField } from '#client/ui/search-field.tsx';
import { ToggleChip } from '#client/ui/toggle-chip.tsx';

export async function loader({ request }: LoaderFunctionArgs) {
  const known = queryClient.getQueryData(sessionQuery().queryKey);
  if (known?.person.role !== 'auditor')
    ahead(queryClient.infiniteQuery(cardsQuery(readCardsSearch(new URL(request.url).searchParams))));
  // An auditor reads no journals: here he would find nothing. Who is a stranger is told so by the session's own loader.
  const session = known ?? (await queryClient.query({ ...sessionQuery(), staleTime: 'static' }).catch(() => null));
  return session?.person.role === 'auditor' ? redirect(paths.audit()) : null;
}

/** Somewhere to go after signing in: every card that a process has run on. */
export function HomePage() {
  const { t } = useTranslation('card');
  const [search, change] = useAddressState(readCardsSearch, writeCardsSearch);
  usePageTitle(t('home.title'));
  return (
    <div className="flex flex-col gap-4">
      <h1 className="text-2xl font-semibold">{t('home.title')}</h1>
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
