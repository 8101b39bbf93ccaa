import { useInfiniteQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { LoaderFunctionArgs } from 'react-router';
import { useAddressState } from '#client/address-state.ts';
import { ahead, queryClient } from '#client/api/query-client.ts';
import { AuditExport } from '#client/features/audit/audit-export.tsx';
import { AuditFilters } from '#client/features/audit/audit-filters.tsx';
import { AuditList } from '#client/features/audit/audit-list.tsx';
import { readAuditSearch, writeAuditSearch } from '#client/features/audit/audit-search.ts';
import { auditQuery } from '#client/features/audit/queries.ts';
import { useActorTitle } from '#client/features/audit/use-actor-title.ts';
import { useVerification, VerificationResult, VerifyButton } from '#client/features/audit/verification.tsx';
import { useFormat } from '#client/i18n/format.ts';
import { usePageTitle } from '#client/lib/page-title.ts';
import { Button } from '#client/ui/button.tsx';

export function loader({ request }: LoaderFunctionArgs) {
  ahead(queryClient.infiniteQuery(auditQuery(readAuditSearch(new URL(request.url).searchParams))));
  return null;
}

/** Who did what: the home of auditors. */
export function AuditPage() {
  const { t } = useTranslation('audit');
  const format = useFormat();
  const [search, change] = useAddressState(readAuditSearch, writeAuditSearch);
  const list = useInfiniteQuery(auditQuery(search));
  const verification = useVerification();
  const titleOf = useActorTitle();
  const { actor } = search;
  const events = list.data?.pages.flatMap((page) => page.items) ?? [];
  const known = events.find((event) => event.actor.kind === actor?.kind && event.actor.id === actor.id);
  usePageTitle(t('title'));
  return (
    <div className="flex flex-col gap-4">
      <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
        <div className="max-w-prose min-w-0 flex-1 basis-72">
          <h1 className="text-2xl font-semibold">{t('title')}</h1>
          <p className="mt-0.5 text-s text-pretty text-muted">{t('about')}</p>
        </div>
        <div className="flex flex-wrap gap-2">
          <Button
            icon="running"
            hint={t('refreshNote')}
            isPending={list.isFetching && !list.isFetchingNextPage}
            onPress={() => void list.refetch()}
          >
            {t('refresh')}
          </Button>
          <AuditExport search={search} />
          <VerifyButton verification={verification} />
        </div>
        <VerificationResult verification={verification} />
      </div>
      <AuditFilters
        search={search}
        actorTitle={actor === null ? '' : titleOf(known?.actor ?? { ...actor, name: null })}
        onChange={change}
      />
      <AuditList search={search} onChange={change} />
      <p className="text-s text-muted">{t('zone', { zone: format.zoneLabel() })}</p>
    </div>
  );
}
