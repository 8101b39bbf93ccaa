import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { classes } from '#client/lib/classes.ts';
import { Icon } from '#client/ui/icon.tsx';

type CredentialFieldProps = { value: string; isWrong: boolean; onChange: (text: string) => void };

/** The reader's own key for the lines below. It lives in the memory of this page and nowhere else. */
export function CredentialField({ value, isWrong, onChange }: CredentialFieldProps) {
  const { t } = useTranslation('restDocs');
  const id = useId();
  return (
    <section className="rounded-section border border-line bg-surface px-4 py-4 medium:px-5">
      <label htmlFor={id} className="mb-1 block font-medium">
        {t('key.label')}
      </label>
      <input
        id={id}
        type="text"
        value={value}
        onChange={(event) => onChange(event.target.value)}
        placeholder={t('key.placeholder')}
        autoComplete="off"
        autoCapitalize="off"
        spellCheck={false}
        maxLength={1000}
        aria-invalid={isWrong}
        aria-describedby={`${id}-note`}
        className={classes(
          'h-9 w-full rounded-control border bg-surface px-3 font-mono text-s text-ellipsis focus-visible:outline-offset-0',
          isWrong ? 'border-failure' : 'border-line-strong',
        )}
      />
      <p id={`${id}-note`} className={classes('mt-1.5 flex gap-2 text-s', isWrong ? 'text-failure' : 'text-muted')}>
        <Icon name={isWrong ? 'failure' : 'shield'} className="mt-0.5" />
        <span className="text-pretty">{isWrong ? t('key.wrong') : t('key.note')}</span>
      </p>
    </section>
  );
}
