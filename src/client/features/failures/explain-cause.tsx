import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { CausePage } from '#contract/failures.ts';
import { Time } from '#client/i18n/time.tsx';
import { paths } from '#client/paths.ts';
import { buttonClass } from '#client/ui/button-class.ts';
import { Text } from '#client/ui/text.tsx';

type ExplainCauseProps = { cause: string; explanation: CausePage['explanation']; mayWrite: boolean };

/** The way to explain what nobody has explained; and who wrote what is explained here. */
export function ExplainCause({ cause, explanation: { known, own }, mayWrite }: ExplainCauseProps) {
  const { t } = useTranslation('failures');
  if (own === null && (known || !mayWrite)) return null;
  return (
    <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 rounded-section border border-line bg-surface px-4 py-3">
      {own === null ? (
        <p className="min-w-0 flex-1 basis-64 text-pretty">{t('explain.unknown')}</p>
      ) : (
        <p className="min-w-0 flex-1 basis-64 text-s text-pretty text-muted">
          <Text>{own.by === null ? t('explain.own') : t('explain.ownBy', { name: own.by })}</Text> <Time at={own.at} />
        </p>
      )}
      {mayWrite && (
        <Link
          to={
            own === null ? paths.explanation('new', new URLSearchParams({ cause })) : paths.explanation(own.explanation)
          }
          className={buttonClass(own === null ? 'primary' : 'secondary')}
        >
          {own === null ? t('explain.write') : t('explain.change')}
        </Link>
      )}
    </div>
  );
}
