import { useTranslation } from 'react-i18next';
import type { LoaderFunctionArgs } from 'react-router';
import { flagStates } from '#contract/flag.ts';
import { useAddressState } from '#client/address-state.ts';
import { ahead, queryClient } from '#client/api/query-client.ts';
import { FlagsList } from '#client/features/flag/flags-list.tsx';
import { readFlagsSearch, writeFlagsSearch } from '#client/features/flag/flags-search.ts';
import { flagsQuery } from '#client/features/flag/queries.ts';
import { usePageTitle } from '#client/lib/page-title.ts';
import { IconButton } from '#client/ui/button.tsx';
import { SearchField } from '#client/ui/search-field.tsx';
import { SegmentedControl } from '#client/ui/segmented-control.tsx';
import { Text } from '#client/ui/text.tsx';
import { ToggleChip } from '#client/ui/toggle-chip.tsx';

export function loader({ request }: LoaderFunctionArgs) {
  ahead(queryClient.infiniteQuery(flagsQuery(readFlagsSearch(new URL(request.url).searchParams))));
  return null;
}

/** What somebody wants to come back to. */
export function FlagsPage() {
  const { t } = useTranslation('flags');
  const [search, change] = useAddressState(readFlagsSearch, writeFlagsSearch);
  usePageTitle(t('title'));
  return (
    <div className="flex flex-col gap-4">
      <div className="max-w-prose">
        <h1 className="text-2xl font-semibold">{t('title')}</h1>
        <p className="mt-0.5 text-s text-pretty text-muted">{t('about')}</p>
      </div>
      <div role="group" aria-label={t('filters')} className="flex flex-wrap items-center gap-2">
        <SegmentedControl
          label={t('filters')}
          items={flagStates.map((key) => ({ key, title: t(`states.${key}`) }))}
          selected={search.state}
          onSelect={(state) => change({ state })}
        />
        <ToggleChip icon="person" isOn={search.mine} onToggle={(mine) => change({ mine })}>
          {t('mine')}
        </ToggleChip>
        <SearchField
          label={t('search')}
          value={search.q}
          onSearch={(q) => change({ q })}
          className="min-w-0 flex-1 basis-60"
        />
        {search.card !== null && (
          <span className="inline-flex h-8 max-w-full min-w-0 items-center gap-1 rounded-control bg-accent-soft pl-3">
            <span className="truncate">
              <Text>{t('ofCard', { card: `${search.card.cardType} ${search.card.cardId}` })}</Text>
            </span>
            <IconButton icon="close" size="s" label={t('everyCard')} onPress={() => change({ card: null })} />
          </span>
        )}
      </div>
      <FlagsList search={search} onReset={() => change({ mine: false, q: '', card: null })} />
    </div>
  );
}
