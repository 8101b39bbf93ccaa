import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { BodyOf } from '#contract/endpoints.ts';
import type { CausePage } from '#contract/failures.ts';
import { call } from '#client/api/call.ts';
import { useFormat } from '#client/i18n/format.ts';
import { useProblemText } from '#client/i18n/problem-text.ts';
import { Time } from '#client/i18n/time.tsx';
import { Button } from '#client/ui/button.tsx';
import { Refusal } from '#client/ui/notice.tsx';
import { Text } from '#client/ui/text.tsx';
import { toast } from '#client/ui/toast.tsx';

/** What failures of a cause say, and the causes that were merged into it: each can be made one of its own. */
export function CauseTexts({ page }: { page: CausePage }) {
  const { t } = useTranslation('failures');
  const format = useFormat();
  const problemText = useProblemText();
  const client = useQueryClient();
  const splitting = useMutation({
    mutationFn: async (body: BodyOf<'splitCause'>) =>
      await call('splitCause', { params: { cause: page.cause }, query: {}, body }),
    onSuccess: async () => {
      toast(t('cause.splitDone'), 'success');
      await client.invalidateQueries({ queryKey: ['failures'] });
    },
  });
  // The only text of a cause split off would leave nothing behind.
  const maySplit = page.texts.length > 1;
  return (
    <section aria-label={t('cause.texts')} className="rounded-section border border-line bg-surface px-4 py-3">
      <h2 className="font-semibold">{t('cause.texts')}</h2>
      {maySplit && <p className="text-s text-pretty text-muted">{t('cause.textsHint')}</p>}
      <ul>
        {page.texts.map(({ fingerprint, text, failures }) => (
          <li key={fingerprint} className="border-t border-line py-2 first:border-t-0">
            <p className="line-clamp-4 font-mono text-xs/5 wrap-anywhere">
              <Text>{text}</Text>
            </p>
            <p className="mt-1 flex items-center justify-between gap-3 text-s text-muted">
              {t('cause.times', { count: failures, shown: format.number(failures) })}
              {maySplit && (
                <Button
                  size="s"
                  hint={t('cause.splitHint')}
                  isPending={splitting.isPending}
                  onPress={() => splitting.mutate({ fingerprint })}
                >
                  {t('cause.split')}
                </Button>
              )}
            </p>
          </li>
        ))}
      </ul>
      {page.merged.length > 0 && (
        <>
          <h3 className="mt-2 font-semibold">{t('cause.mergedCauses')}</h3>
          <ul>
            {page.merged.map(({ cause, title, at, by }) => (
              <li
                key={cause}
                className="flex items-center justify-between gap-3 border-t border-line py-2 first:border-t-0"
              >
                <span className="min-w-0">
                  <span className="line-clamp-2">
                    <Text>{title}</Text>
                  </span>
                  <span className="block text-s text-muted">
                    {by !== null && <Text>{`${by}, `}</Text>}
                    <Time at={at} />
                  </span>
                </span>
                <Button
                  size="s"
                  aria-label={t('cause.unmergeHint', { title })}
                  hint={t('cause.unmergeHint', { title })}
                  isPending={splitting.isPending}
                  onPress={() => splitting.mutate({ merged: cause })}
                >
                  {t('cause.unmerge')}
                </Button>
              </li>
            ))}
          </ul>
        </>
      )}
      <Refusal text={splitting.error === null ? null : problemText(splitting.error).text} className="mt-2" />
    </section>
  );
}
