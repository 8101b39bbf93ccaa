import { useTranslation } from 'react-i18next';
import { Problem } from '#contract/problem.ts';
import { Unreachable } from '#client/api/call.ts';

export type ProblemText = { title: string; text: string; requestId: string | null };

/** What a failure says to a person: by its code, never by its own text. */
export function useProblemText(): (error: unknown) => ProblemText {
  const { t } = useTranslation('problem');
  return (error) => {
    if (error instanceof Unreachable)
      return { title: t('titles.unreachable'), text: t('unreachable'), requestId: null };
    if (!(error instanceof Problem)) return { title: t('titles.unknown'), text: t('unknown'), requestId: null };
    const text = t(`byCode.${error.code}`);
    if (error.code === 'not_found') return { title: t('titles.notFound'), text, requestId: null };
    if (error.status === 403 || error.code === 'forbidden')
      return { title: t('titles.noRights'), text, requestId: null };
    if (error.status === 503) return { title: t('titles.unreachable'), text, requestId: error.requestId };
    return { title: t('titles.unknown'), text, requestId: error.requestId || null };
  };
}
