import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { LoaderFunctionArgs } from 'react-router';
import { useSearchParams } from 'react-router';
import { ahead, queryClient } from '#client/api/query-client.ts';
import { searchQuery } from '#client/features/search/queries.ts';
import { plainSearch, readSearchAddress, writeSearchAddress } from '#client/features/search/search-address.ts';
import { SearchChips } from '#client/features/search/search-chips.tsx';
import { SearchExamples } from '#client/features/search/search-empty.tsx';
import { SearchLine } from '#client/features/search/search-line.tsx';
import { SearchResults } from '#client/features/search/search-results.tsx';
import { useResultKeys } from '#client/features/search/use-result-keys.ts';
import { sessionQuery } from '#client/features/session/queries.ts';
import { usePageTitle } from '#client/lib/page-title.ts';

export function loader({ request }: LoaderFunctionArgs) {
  const { q } = readSearchAddress(new URL(request.url).searchParams);
  if (q !== '') ahead(queryClient.infiniteQuery(searchQuery(q)));
  return null;
}

/** One field for everything that support is told: an id, a link, a phone, a few words. */
export function SearchPage() {
  const { t } = useTranslation('search');
  const [params, setParams] = useSearchParams();
  const { q } = readSearchAddress(params);
  const [comesToType] = useState(q === '');
  const root = useRef<HTMLDivElement>(null);
  const field = useRef<HTMLInputElement>(null);
  const first = useInfiniteQuery(searchQuery(q)).data?.pages[0];
  const role = useQuery(sessionQuery()).data?.person.role;
  usePageTitle(q === '' ? t('title') : t('titleOf', { q }));
  useResultKeys(root);
  useEffect(() => {
    // Who comes to search types at once; who comes back to results reads them.
    if (comesToType) field.current?.focus();
  }, [comesToType]);
  // Each search is a step of the history: one goes back to the results of the one before.
  const search = (text: string): void => {
    if (plainSearch(text) !== q) setParams(writeSearchAddress({ q: text }, params));
  };
  return (
    <div ref={root} className="flex flex-col gap-4">
      <h1 className="text-2xl font-semibold">{t('title')}</h1>
      <SearchLine ref={field} q={q} onSearch={search} />
      <SearchChips q={q} notUnderstood={first?.notUnderstood ?? []} onChange={search} />
      {q === '' ? (
        <SearchExamples onSearch={search} />
      ) : (
        <SearchResults key={q} q={q} isNarrow={role === 'manager'} onSearch={search} />
      )}
    </div>
  );
}
