import { useTranslation } from 'react-i18next';
import { clientHits, fixers, retries } from '#contract/cause.ts';
import { explanationLimits } from '#contract/explanation.ts';
import { FormSection } from '#client/features/settings/form-section.tsx';
import { Field } from '#client/ui/field.tsx';
import { SelectField } from '#client/ui/select-field.tsx';
import { TextAreaField } from '#client/ui/text-area-field.tsx';
import type { ExplanationDraft, Fault, Faults } from './explanation-draft.ts';
import { WordsFields } from './words-fields.tsx';

type ExplanationFormProps = {
  draft: ExplanationDraft;
  /** Shown only where somebody has written something, or tried to save. */
  faults: Faults;
  onChange: (part: Partial<ExplanationDraft>) => void;
};

function useTold() {
  const { t } = useTranslation('explanations');
  return (fault: Fault | undefined) =>
    fault === undefined ? undefined : t(`faults.${fault.key}`, { count: 0, length: 0, phrase: '', ...fault.values });
}

/** What is looked for in failures. */
export function MatchingFields({ draft, faults, onChange }: ExplanationFormProps) {
  const { t } = useTranslation('explanations');
  const told = useTold();
  return (
    <FormSection title={t('editor.matching')}>
      <div className="flex flex-col gap-4">
        <TextAreaField
          name="phrases"
          rows={3}
          isCode
          label={t('editor.phrases')}
          hint={t('editor.phrasesHint', { count: explanationLimits.phrases })}
          fault={told(faults.phrases)}
          value={draft.phrases}
          onChange={(phrases) => onChange({ phrases })}
        />
        <Field
          name="code"
          type="text"
          autoComplete="off"
          label={t('editor.code')}
          hint={t('editor.codeHint')}
          fault={told(faults.code)}
          defaultValue={draft.activityCode}
          onChange={(activityCode) => onChange({ activityCode })}
        />
      </div>
    </FormSection>
  );
}

/** What people read of failures that have it. */
export function ExplanationFields({ draft, faults, onChange }: ExplanationFormProps) {
  const { t } = useTranslation(['explanations', 'cause']);
  const told = useTold();
  return (
    <FormSection title={t('editor.words')}>
      <WordsFields
        name="ru"
        words={draft.ru}
        faults={{ title: told(faults['ru.title']), text: told(faults['ru.text']), steps: told(faults['ru.steps']) }}
        onChange={(ru) => onChange({ ru })}
      />
      <div className="mt-4 grid gap-4 medium:grid-cols-2">
        <SelectField
          label={t('editor.hit')}
          options={clientHits.map((key) => ({ key, title: t(`cause:hits.${key}`) }))}
          chosen={draft.hit}
          onChoose={(hit) => onChange({ hit })}
        />
        <SelectField
          label={t('editor.fixer')}
          options={fixers.map((key) => ({ key, title: t(`cause:fixers.${key}`) }))}
          chosen={draft.fixer}
          onChoose={(fixer) => onChange({ fixer })}
        />
        <SelectField
          label={t('editor.retry')}
          options={retries.map((key) => ({ key, title: t(`editor.retries.${key}`) }))}
          chosen={draft.retry}
          onChoose={(retry) => onChange({ retry })}
        />
      </div>
      <details className="mt-5 border-t border-line pt-4" open={draft.en.title !== '' || undefined}>
        <summary className="cursor-pointer font-medium">{t('editor.english')}</summary>
        <p className="mt-1 mb-3 text-s text-pretty text-muted">{t('editor.englishHint')}</p>
        <WordsFields
          name="en"
          words={draft.en}
          faults={{ title: told(faults['en.title']), text: told(faults['en.text']), steps: told(faults['en.steps']) }}
          onChange={(en) => onChange({ en })}
        />
      </details>
    </FormSection>
  );
}
