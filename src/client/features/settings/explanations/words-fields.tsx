import { useTranslation } from 'react-i18next';
import { explanationLimits } from '#contract/explanation.ts';
import { Field } from '#client/ui/field.tsx';
import { TextAreaField } from '#client/ui/text-area-field.tsx';
import type { WordsDraft } from './explanation-draft.ts';

type WordsFieldsProps = {
  name: string;
  words: WordsDraft;
  faults: Partial<Record<keyof WordsDraft, string | undefined>>;
  onChange: (words: WordsDraft) => void;
};

/** The headline, what happened, and what to do: in one language. */
export function WordsFields({ name, words, faults, onChange }: WordsFieldsProps) {
  const { t } = useTranslation('explanations');
  return (
    <div className="flex flex-col gap-4">
      <Field
        name={`${name}-title`}
        type="text"
        autoComplete="off"
        label={t('editor.name')}
        hint={t('editor.nameHint', { count: explanationLimits.title })}
        fault={faults.title}
        defaultValue={words.title}
        onChange={(title) => onChange({ ...words, title })}
      />
      <TextAreaField
        name={`${name}-text`}
        rows={3}
        label={t('editor.text')}
        hint={t('editor.textHint')}
        fault={faults.text}
        value={words.text}
        onChange={(text) => onChange({ ...words, text })}
      />
      <TextAreaField
        name={`${name}-steps`}
        rows={3}
        label={t('editor.steps')}
        hint={t('editor.stepsHint', { count: explanationLimits.steps })}
        fault={faults.steps}
        value={words.steps}
        onChange={(steps) => onChange({ ...words, steps })}
      />
    </div>
  );
}
