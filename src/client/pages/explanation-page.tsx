import { useSuspenseQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link, useSearchParams } from 'react-router';
import type { LoaderFunctionArgs } from 'react-router';
import { CauseKey } from '#contract/failures.ts';
import { queryClient } from '#client/api/query-client.ts';
import { draftFor, draftOf, emptyDraft } from '#client/features/settings/explanations/explanation-draft.ts';
import { ExplanationEditor } from '#client/features/settings/explanations/explanation-editor.tsx';
import { causeToExplainQuery, explanationQuery } from '#client/features/settings/explanations/queries.ts';
import { UnsavedScope } from '#client/features/settings/unsaved.tsx';
import { usePageTitle } from '#client/lib/page-title.ts';
import { paths } from '#client/paths.ts';
import { Icon } from '#client/ui/icon.tsx';
import { requireParams, useRequiredParams } from './require-params.ts';

const isNew = (explanation: string) => explanation === 'new';

/** The cause that somebody came from to explain it. */
function causeIn(search: URLSearchParams): string | null {
  return CauseKey.safeParse(search.get('cause')).data ?? null;
}

export async function loader({ params, request }: LoaderFunctionArgs) {
  const { explanation } = requireParams(params, 'explanation');
  const cause = causeIn(new URL(request.url).searchParams);
  if (!isNew(explanation)) await queryClient.query({ ...explanationQuery(explanation), staleTime: 'static' });
  else if (cause !== null) await queryClient.query({ ...causeToExplainQuery(cause), staleTime: 'static' });
  return null;
}

/** An explanation of the portal's own, being written or changed. */
export function ExplanationPage() {
  const { t } = useTranslation('explanations');
  const { explanation } = useRequiredParams('explanation');
  const cause = causeIn(useSearchParams()[0]);
  usePageTitle(isNew(explanation) ? t('editor.titleNew') : t('editor.titleChange'));
  return (
    <UnsavedScope>
      <div className="flex flex-col gap-4">
        <div>
          <Link to={paths.explanations()} className="inline-flex items-center gap-1 text-s text-accent hover:underline">
            <Icon name="chevronLeft" />
            {t('editor.back')}
          </Link>
          <h1 className="text-2xl font-semibold">
            {isNew(explanation) ? t('editor.titleNew') : t('editor.titleChange')}
          </h1>
        </div>
        {!isNew(explanation) ? (
          <Change key={explanation} explanation={explanation} />
        ) : cause === null ? (
          <ExplanationEditor saved={null} start={emptyDraft} back={paths.explanations()} />
        ) : (
          <Explain key={cause} cause={cause} />
        )}
      </div>
    </UnsavedScope>
  );
}

function Change({ explanation }: { explanation: string }) {
  const { data } = useSuspenseQuery(explanationQuery(explanation));
  return <ExplanationEditor saved={data} start={draftOf(data)} back={paths.explanations()} />;
}

function Explain({ cause }: { cause: string }) {
  const { data } = useSuspenseQuery(causeToExplainQuery(cause));
  return <ExplanationEditor saved={null} start={draftFor(data)} back={paths.failure(cause)} />;
}
