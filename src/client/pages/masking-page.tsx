import { useMutation, useQuery, useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { MaskRules } from '#contract/masking.ts';
import { call } from '#client/api/call.ts';
import { ahead, queryClient } from '#client/api/query-client.ts';
import { portalOf } from '#client/features/session/portal-of.ts';
import { sessionQuery } from '#client/features/session/queries.ts';
import { FormSection } from '#client/features/settings/form-section.tsx';
import { readFieldNames } from '#client/features/settings/masking/field-names.ts';
import { draftOf, isSameRules, rulesOf } from '#client/features/settings/masking/mask-draft.ts';
import type { MaskDraft } from '#client/features/settings/masking/mask-draft.ts';
import { MaskingForm } from '#client/features/settings/masking/masking-form.tsx';
import { TryMasking } from '#client/features/settings/masking/try-masking.tsx';
import { NoPortal } from '#client/features/settings/no-portal.tsx';
import { PageHead } from '#client/features/settings/page-head.tsx';
import { maskingQuery } from '#client/features/settings/queries.ts';
import { useUnsaved } from '#client/features/settings/unsaved.tsx';
import { useProblemText } from '#client/i18n/problem-text.ts';
import { usePageTitle } from '#client/lib/page-title.ts';
import { Button } from '#client/ui/button.tsx';
import { ErrorState } from '#client/ui/error-state.tsx';
import { Refusal } from '#client/ui/notice.tsx';
import { Skeleton } from '#client/ui/skeleton.tsx';
import { toast } from '#client/ui/toast.tsx';

export function loader() {
  ahead(queryClient.query(maskingQuery()));
  return null;
}

/** What is hidden of the journals of the portal in use, and from whom. */
export function MaskingPage() {
  const { t } = useTranslation(['access', 'settings']);
  const { data: session } = useSuspenseQuery(sessionQuery());
  const portal = portalOf(session);
  usePageTitle(t('settings:pages.masking'));
  if (portal === undefined) return <NoPortal title={t('settings:pages.masking')} text={t('masking.noPortalText')} />;
  return (
    <div className="flex flex-col gap-4">
      <PageHead
        title={t('settings:pages.masking')}
        text={t('masking.about', { portal: portal.title ?? portal.portal })}
      />
      <PortalMasking />
    </div>
  );
}

function PortalMasking() {
  const { t } = useTranslation(['access', 'settings']);
  const problemText = useProblemText();
  const { data, error, refetch } = useQuery(maskingQuery());
  if (data !== undefined) return <Rules saved={data} />;
  return (
    <section className="rounded-section border border-line bg-surface p-5">
      {error === null ? (
        <div role="status" aria-label={t('settings:loading')} className="flex flex-col gap-3">
          <Skeleton className="h-4 w-1/4" />
          <Skeleton className="h-24 w-full" />
        </div>
      ) : (
        <ErrorState
          title={t('masking.notLoaded')}
          text={problemText(error).text}
          note={problemText(error).requestId ?? undefined}
          onRetry={() => void refetch()}
        />
      )}
    </section>
  );
}

function Rules({ saved }: { saved: MaskRules }) {
  const { t } = useTranslation('access');
  const client = useQueryClient();
  const problemText = useProblemText();
  const [written, setWritten] = useState<MaskDraft | null>(null);
  const draft = written ?? draftOf(saved);
  const { wrong, isTooMany } = readFieldNames(draft.fields);
  const fault =
    wrong.length > 0
      ? t('masking.fieldsWrong', { names: wrong.slice(0, 5).join(', ') })
      : isTooMany
        ? t('masking.fieldsMany')
        : undefined;
  const rules = rulesOf(draft);
  const isChanged = fault !== undefined || !isSameRules(rules, saved);
  useUnsaved(isChanged);
  const saving = useMutation({
    mutationFn: () => call('putMasking', { body: rules }),
    onSuccess: (now) => {
      toast(t('masking.saved'), 'success');
      client.setQueryData(maskingQuery().queryKey, now);
      setWritten(null);
    },
  });
  return (
    <>
      <FormSection title={t('masking.rules')}>
        <form
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            if (fault === undefined && isChanged && !saving.isPending) saving.mutate();
          }}
        >
          <MaskingForm draft={draft} fault={fault} onChange={setWritten} />
          <Refusal text={saving.error === null ? null : problemText(saving.error).text} className="mt-4" />
          <div className="mt-4 flex flex-wrap items-center justify-end gap-2 border-t border-line pt-4">
            <p role="status" className="mr-auto text-s text-muted">
              {isChanged ? t('masking.changed') : ''}
            </p>
            <Button
              disabledReason={isChanged ? null : t('masking.unchanged')}
              onPress={() => {
                setWritten(null);
                saving.reset();
              }}
            >
              {t('masking.undo')}
            </Button>
            <Button
              type="submit"
              variant="primary"
              isPending={saving.isPending}
              disabledReason={fault ?? (isChanged ? null : t('masking.unchanged'))}
            >
              {t('masking.save')}
            </Button>
          </div>
        </form>
      </FormSection>
      <TryMasking rules={fault === undefined ? rules : null} />
    </>
  );
}
