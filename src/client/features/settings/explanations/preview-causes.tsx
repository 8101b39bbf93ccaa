import { useTranslation } from 'react-i18next';
import type { ExplanationPreview } from '#contract/explanation.ts';
import { useFormat } from '#client/i18n/format.ts';
import { CheckField } from '#client/ui/check-field.tsx';
import { Text } from '#client/ui/text.tsx';
import type { ExplanationDraft } from './explanation-draft.ts';

type PreviewCausesProps = {
  causes: ExplanationPreview['causes'];
  before: ExplanationDraft['before'];
  /** Only robots of one type code are looked at: with causes of the catalogue that does not go. */
  hasCode: boolean;
  onChange: (before: ExplanationDraft['before']) => void;
};

/** Where the failures are now. What the catalogue explains is left to it, until somebody says otherwise here. */
export function PreviewCauses({ causes, before, hasCode, onChange }: PreviewCausesProps) {
  const { t } = useTranslation('explanations');
  const format = useFormat();
  // What goes before the catalogue stays to be seen, and to be taken back, when nothing is found of it.
  const gone = before.filter(({ cause }) => !causes.some((one) => one.cause === cause));
  if (causes.length === 0 && gone.length === 0) return null;
  const isBefore = (cause: string) => before.some((one) => one.cause === cause);
  const instead = (cause: string, title: string) =>
    hasCode && !isBefore(cause) ? (
      <p className="mt-1 text-s text-pretty text-muted">{t('preview.codeFirst')}</p>
    ) : (
      <div className="mt-1 text-s">
        <CheckField
          name="before"
          value={cause}
          label={t('preview.instead')}
          isChecked={isBefore(cause)}
          onToggle={(isOn) =>
            onChange(isOn ? [...before, { cause, title }] : before.filter((one) => one.cause !== cause))
          }
        />
      </div>
    );
  return (
    <>
      <h3 className="mt-4 font-semibold">{t('preview.causes')}</h3>
      <ul aria-label={t('preview.causes')}>
        {causes.map(({ cause, title, kind, failures, taken }) => (
          <li key={cause} className="border-t border-line py-2 first:border-t-0">
            <p className="flex items-baseline justify-between gap-3">
              <span className="line-clamp-2 min-w-0 wrap-anywhere">
                <Text>{title}</Text>
              </span>
              <span className="shrink-0 tabular-nums">
                {t('preview.counts', { taken: format.number(taken), failures: format.number(failures) })}
              </span>
            </p>
            <p className="text-s text-muted">{t(`preview.kinds.${kind}`)}</p>
            {(kind === 'known' || isBefore(cause)) && !cause.startsWith('split:') && instead(cause, title)}
          </li>
        ))}
        {gone.map(({ cause, title }) => (
          <li key={cause} className="border-t border-line py-2 first:border-t-0">
            <p className="line-clamp-2 wrap-anywhere">
              <Text>{title}</Text>
            </p>
            {!hasCode && <p className="text-s text-muted">{t('preview.gone')}</p>}
            {instead(cause, title)}
          </li>
        ))}
      </ul>
    </>
  );
}
