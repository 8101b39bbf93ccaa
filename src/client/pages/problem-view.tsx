import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useProblemText } from '#client/i18n/problem-text.ts';
import { usePageTitle } from '#client/lib/page-title.ts';
import { paths } from '#client/paths.ts';
import { Button } from '#client/ui/button.tsx';
import { buttonClass } from '#client/ui/button-class.ts';
import { CopyButton } from '#client/ui/copy-button.tsx';
import { Icon } from '#client/ui/icon.tsx';

/** A page that could not be shown: why, what one can do, and what to quote to support. */
export function ProblemView({ error, onRetry }: { error: unknown; onRetry?: () => void }) {
  const { t } = useTranslation(['problem', 'common']);
  const { title, text, requestId } = useProblemText()(error);
  usePageTitle(title);
  return (
    <section className="mx-auto mt-6 flex max-w-xl flex-col items-center rounded-section border border-line bg-surface px-6 py-10 text-center">
      <Icon name="alert" size={24} className="text-warning" />
      <h1 className="mt-3 text-2xl font-semibold">{title}</h1>
      <p className="mt-1 text-pretty text-muted">{text}</p>
      {requestId !== null && (
        <div className="mt-4 flex flex-col items-center text-s text-muted">
          <span className="flex items-center gap-1">
            {t('problem:requestId')}: <code className="font-mono text-text select-all">{requestId}</code>
            <CopyButton text={requestId} isIconOnly />
          </span>
          <span>{t('problem:requestIdHint')}</span>
        </div>
      )}
      <div className="mt-5 flex flex-wrap justify-center gap-2">
        {onRetry !== undefined && (
          <Button variant="primary" onPress={onRetry}>
            {t('common:actions.retry')}
          </Button>
        )}
        <Link to={paths.home()} className={buttonClass('secondary')}>
          {t('problem:home')}
        </Link>
      </div>
    </section>
  );
}
