import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { Explanations } from '#contract/explanation.ts';
import { useFormat } from '#client/i18n/format.ts';
import { Time } from '#client/i18n/time.tsx';
import { paths } from '#client/paths.ts';
import { buttonClass } from '#client/ui/button-class.ts';
import { Text } from '#client/ui/text.tsx';

type ExplanationRowProps = { row: Explanations['items'][number]; days: number; mayChange: boolean };

/** An explanation: what it says, what it looks for, what it found lately, and who wrote it. */
export function ExplanationRow({ row, days, mayChange }: ExplanationRowProps) {
  const { t } = useTranslation('explanations');
  const format = useFormat();
  const { explanation, cause, ru, en, failures, matching, beforeTitles, changedBy, changedAt } = row;
  const title = format.language === 'en' && en.title !== '' ? en.title : ru.title;
  return (
    <li className="flex flex-wrap items-start gap-x-4 gap-y-2 border-t border-line px-4 py-3 first:border-t-0 medium:px-5">
      <div className="min-w-0 flex-1 basis-64">
        <p className="font-medium text-pretty wrap-anywhere">
          {failures > 0 ? (
            <Link to={paths.failure(cause)} className="text-accent hover:underline">
              <Text>{title}</Text>
            </Link>
          ) : (
            <Text>{title}</Text>
          )}
        </p>
        <p className="line-clamp-2 text-s wrap-anywhere text-muted">
          <Text>{t('phrases', { phrases: matching.phrases.join(' + ') })}</Text>
        </p>
        {beforeTitles.length > 0 && (
          <p className="line-clamp-2 text-s wrap-anywhere text-muted">
            <Text>{t('before', { causes: beforeTitles.join(', ') })}</Text>
          </p>
        )}
        <p className="text-s text-muted">
          <Text>{changedBy === null ? t('byNobody') : t('by', { name: changedBy })}</Text> <Time at={changedAt} />
        </p>
      </div>
      <p className="text-s text-muted">
        <span className="font-semibold text-text">
          {t('matched', { count: failures, shown: format.number(failures) })}
        </span>{' '}
        {t('days', { count: days })}
      </p>
      {mayChange && (
        <Link
          to={paths.explanation(explanation)}
          aria-label={t('changeOf', { title })}
          className={buttonClass('secondary', 's')}
        >
          {t('change')}
        </Link>
      )}
    </li>
  );
}
