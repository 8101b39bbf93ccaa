import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { ResponseOf } from '#contract/endpoints.ts';
import { call } from '#client/api/call.ts';
import { useFormat } from '#client/i18n/format.ts';
import { useProblemText } from '#client/i18n/problem-text.ts';
import { Badge } from '#client/ui/badge.tsx';
import { Button } from '#client/ui/button.tsx';
import { toast } from '#client/ui/toast.tsx';
import { browserName } from './browser-name.ts';
import { accountQuery } from './queries.ts';
import { useSignOut } from './use-sign-out.ts';

type OwnSession = ResponseOf<'account'>['sessions'][number];

/** Where one is signed in, this one first, and ways to end what should not be open. */
export function OwnSessions({ sessions }: { sessions: readonly OwnSession[] }) {
  const { t } = useTranslation('session');
  const format = useFormat();
  const client = useQueryClient();
  const problemText = useProblemText();
  const signOut = useSignOut();
  const closing = useMutation({
    mutationFn: (session: string) => call('closeSession', { params: { session } }),
    onSuccess: async ({ closed }) => {
      toast(t('account.closed', { count: closed, shown: format.number(closed) }), 'success');
      await client.invalidateQueries(accountQuery());
    },
    onError: (error) => toast(problemText(error).text, 'failure'),
  });
  const everywhere = useMutation({
    mutationFn: () => call('closeSession', { params: { session: 'others' } }),
    onSuccess: signOut,
    onError: (error) => toast(problemText(error).text, 'failure'),
  });
  const ordered = sessions.toSorted(
    (a, b) => Number(b.isCurrent) - Number(a.isCurrent) || b.seenAt.localeCompare(a.seenAt),
  );
  const noOthers = sessions.some((one) => !one.isCurrent) ? null : t('account.noOthers');
  return (
    <section aria-labelledby="sessions" className="overflow-hidden rounded-section border border-line bg-surface">
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 px-4 py-3 medium:px-5">
        <h2 id="sessions" className="text-l font-semibold">
          {t('account.sessions')}
        </h2>
        <div className="flex flex-wrap gap-2">
          <Button
            size="s"
            disabledReason={noOthers}
            isPending={closing.isPending && closing.variables === 'others'}
            onPress={() => closing.mutate('others')}
          >
            {t('account.closeOthers')}
          </Button>
          <Button
            size="s"
            variant="danger"
            icon="signOut"
            isPending={everywhere.isPending}
            onPress={() => everywhere.mutate()}
          >
            {t('account.everywhere')}
          </Button>
        </div>
      </div>
      <ul>
        {ordered.map((one) => (
          <SessionRow
            key={one.session}
            item={one}
            isClosing={closing.isPending && closing.variables === one.session}
            onClose={() => closing.mutate(one.session)}
          />
        ))}
      </ul>
    </section>
  );
}

function SessionRow({ item, isClosing, onClose }: { item: OwnSession; isClosing: boolean; onClose: () => void }) {
  const { t } = useTranslation('session');
  const format = useFormat();
  const { browser, system } = browserName(item.browser);
  const name =
    browser !== null && system !== null
      ? t('account.browserOn', { browser, system })
      : (browser ?? system ?? t('account.unknownBrowser'));
  const opened = format.dateTime(item.openedAt);
  const facts = [
    t('account.opened', { date: opened }),
    item.isCurrent ? null : t('account.seen', { when: format.ago(item.seenAt) }),
    item.network === null ? null : t('account.network', { network: item.network }),
  ].filter((fact) => fact !== null);
  return (
    <li className="flex min-h-[63px] items-center justify-between gap-4 border-t border-line px-4 py-2.5 medium:px-5">
      <div className="min-w-0">
        <p className="flex flex-wrap items-center gap-x-2 font-medium" title={item.browser ?? undefined}>
          {name}
          {item.isCurrent && <Badge tone="success">{t('account.here')}</Badge>}
        </p>
        <p className="text-s text-pretty text-muted">{facts.join(' · ')}</p>
      </div>
      <Button
        size="s"
        variant="ghost"
        className="-mr-2"
        disabledReason={item.isCurrent ? t('account.closeHere') : null}
        isPending={isClosing}
        aria-label={t('account.closeNamed', { browser: name, date: opened })}
        onPress={onClose}
      >
        {t('account.close')}
      </Button>
    </li>
  );
}
