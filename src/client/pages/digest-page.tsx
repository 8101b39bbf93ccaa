import { useQuery, useSuspenseQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { portalOf } from '#client/features/session/portal-of.ts';
import { sessionQuery } from '#client/features/session/queries.ts';
import { DeliveriesList } from '#client/features/settings/digest/deliveries-list.tsx';
import { DigestRules } from '#client/features/settings/digest/digest-rules.tsx';
import { NoPortal } from '#client/features/settings/no-portal.tsx';
import { PageHead } from '#client/features/settings/page-head.tsx';
import { digestQuery } from '#client/features/settings/queries.ts';
import { useProblemText } from '#client/i18n/problem-text.ts';
import { usePageTitle } from '#client/lib/page-title.ts';
import { Button } from '#client/ui/button.tsx';
import { ErrorState } from '#client/ui/error-state.tsx';
import { Skeleton } from '#client/ui/skeleton.tsx';

/** Who is told of the causes of the portal in use, and what became of it. */
export function DigestPage() {
  const { t } = useTranslation(['digest', 'settings']);
  const { data: session } = useSuspenseQuery(sessionQuery());
  const portal = portalOf(session);
  usePageTitle(t('settings:pages.digest'));
  if (portal === undefined) return <NoPortal title={t('settings:pages.digest')} text={t('noPortalText')} />;
  return (
    <div className="flex flex-col gap-4">
      <PageHead title={t('title')} text={t('about', { portal: portal.title ?? portal.portal })} />
      <PortalDigest portal={portal} />
    </div>
  );
}

function PortalDigest({ portal }: { portal: { portal: string; timeZone: string } }) {
  const { t } = useTranslation('digest');
  const problemText = useProblemText();
  const query = useQuery(digestQuery(portal.portal));
  const { data, error, refetch, isFetching } = query;
  const list = useQuery({
    ...digestQuery(portal.portal),
    select: ({ deliveries }) => ({ items: deliveries }),
  });
  if (data === undefined) {
    return (
      <section className="rounded-section border border-line bg-surface p-5">
        {error === null ? (
          <div role="status" aria-label={t('loading')} className="flex flex-col gap-3">
            <Skeleton className="h-4 w-1/4" />
            <Skeleton className="h-24 w-full" />
          </div>
        ) : (
          <ErrorState
            title={t('notLoaded')}
            text={problemText(error).text}
            note={problemText(error).requestId ?? undefined}
            onRetry={() => void refetch()}
          />
        )}
      </section>
    );
  }
  return (
    <>
      <DigestRules key={portal.portal} portal={portal} saved={data} />
      <div className="flex items-center justify-between gap-3 pt-2">
        <h2 className="text-l font-semibold">{t('deliveries')}</h2>
        <Button size="s" isPending={isFetching} onPress={() => void refetch()}>
          {t('refresh')}
        </Button>
      </div>
      <DeliveriesList
        query={list}
        portal={portal.portal}
        channels={[
          ...(data.webhookUrl === null ? [] : (['webhook'] as const)),
          ...(data.emails.length === 0 || !data.hasMail ? [] : (['email'] as const)),
        ]}
      />
    </>
  );
}
