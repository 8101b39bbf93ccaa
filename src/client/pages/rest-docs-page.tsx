import { useSuspenseQuery } from '@tanstack/react-query';
import { useDeferredValue, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { redirect, useSearchParams } from 'react-router';
import type { LoaderFunctionArgs } from 'react-router';
import { queryClient } from '#client/api/query-client.ts';
import { CredentialField } from '#client/features/rest-docs/credential-field.tsx';
import { noCredential, readCredential } from '#client/features/rest-docs/credential.ts';
import { DocsNav } from '#client/features/rest-docs/docs-nav.tsx';
import { readDocsSearch, writeDocsSearch } from '#client/features/rest-docs/docs-search.ts';
import { byFamily, matchingMethods } from '#client/features/rest-docs/families.ts';
import { Guide } from '#client/features/rest-docs/guide.tsx';
import { MethodSection } from '#client/features/rest-docs/method-section.tsx';
import { restMethodsQuery } from '#client/features/rest-docs/queries.ts';
import { portalOf } from '#client/features/session/portal-of.ts';
import { sessionQuery } from '#client/features/session/queries.ts';
import { usePageTitle } from '#client/lib/page-title.ts';
import { paths } from '#client/paths.ts';
import { Button } from '#client/ui/button.tsx';
import { EmptyState } from '#client/ui/empty-state.tsx';
import { SearchField } from '#client/ui/search-field.tsx';

/** Everybody who is signed in may read it; under the settings only those who have settings. */
export async function loader({ request }: LoaderFunctionArgs) {
  const { pathname, searchParams } = new URL(request.url);
  const session = await queryClient.query({ ...sessionQuery(), staleTime: 'static' });
  if (pathname.startsWith('/settings/') && session.person.role !== 'administrator') {
    return redirect(paths.docs(searchParams));
  }
  await queryClient.query(restMethodsQuery());
  return null;
}

/** The portal's REST as the server answers it: its methods, and what holds for all of them. */
export function RestDocsPage() {
  const { t } = useTranslation('restDocs');
  const { data: session } = useSuspenseQuery(sessionQuery());
  const { data } = useSuspenseQuery(restMethodsQuery());
  const [params, setParams] = useSearchParams();
  // A key is never in the address nor in the storage: it is gone with the page.
  const [typed, setTyped] = useState('');
  const read = readCredential(useDeferredValue(typed));
  const [shown, setShown] = useState(noCredential);
  if (read !== null && JSON.stringify(read) !== JSON.stringify(shown)) setShown(read);
  const search = readDocsSearch(params);
  const families = byFamily(matchingMethods(data.items, search));
  const base = `${location.origin}/rest`;
  usePageTitle(t('title'));
  const find = (next: string) =>
    setParams((now) => writeDocsSearch(next, now), { replace: true, preventScrollReset: true });
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-4 full:grid-cols-[minmax(0,1fr)_210px] full:gap-6">
      <div className="full:order-2">
        <DocsNav families={families} hasGuide={search === ''} />
      </div>
      <div className="flex min-w-0 flex-col gap-4">
        <div>
          <h1 className="text-2xl font-semibold">{t('title')}</h1>
          <p className="mt-0.5 max-w-prose text-s text-pretty text-muted">{t('about')}</p>
        </div>
        <CredentialField value={typed} isWrong={readCredential(typed) === null} onChange={setTyped} />
        <SearchField label={t('search')} value={search} onSearch={find} />
        {search === '' && (
          <Guide base={base} credential={shown} userId="1" memberId={portalOf(session)?.portal ?? 'main'} />
        )}
        {families.length === 0 && (
          <EmptyState
            icon={data.items.length === 0 ? 'info' : 'filter'}
            title={t(data.items.length === 0 ? 'empty' : 'hidden')}
            {...(data.items.length > 0 && { action: <Button onPress={() => find('')}>{t('reset')}</Button> })}
          />
        )}
        {families.map(({ family, methods }) => (
          <div key={family} className="flex flex-col gap-4">
            <h2 className="mt-2 text-xl font-semibold">{t(`families.${family}`)}</h2>
            {methods.map((method) => (
              <MethodSection key={method.name} method={method} base={base} credential={shown} />
            ))}
          </div>
        ))}
      </div>
    </div>
  );
}
