import { useQuery } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { MaskRules } from '#contract/masking.ts';
import { FormSection } from '#client/features/settings/form-section.tsx';
import { tryMaskingQuery } from '#client/features/settings/queries.ts';
import { useProblemText } from '#client/i18n/problem-text.ts';
import { classes } from '#client/lib/classes.ts';
import { useDebounced } from '#client/lib/use-debounced.ts';
import { Text } from '#client/ui/text.tsx';
import { TextAreaField } from '#client/ui/text-area-field.tsx';

const mostText = 20_000;

/** A text, and beside it what a reader from whom it is hidden would see, by rules that need not be saved. */
export function TryMasking({ rules }: { rules: MaskRules | null }) {
  const { t } = useTranslation('access');
  const [text, setText] = useState(() => t('masking.try.example'));
  return (
    <FormSection title={t('masking.try.title')}>
      <p className="-mt-3 mb-4 text-s text-pretty text-muted">{t('masking.try.text')}</p>
      <div className="grid gap-4 medium:grid-cols-2">
        <TextAreaField
          name="text"
          rows={8}
          isCode
          maxLength={mostText}
          value={text}
          onChange={setText}
          label={t('masking.try.input')}
        />
        <Seen text={text} rules={rules} />
      </div>
    </FormSection>
  );
}

function Seen({ text, rules }: { text: string; rules: MaskRules | null }) {
  const { t } = useTranslation('access');
  const id = useId();
  const problemText = useProblemText();
  const asked = useDebounced({ text, rules }, JSON.stringify([text, rules]));
  const isAsking = asked.rules !== null && asked.text.trim() !== '';
  const answer = useQuery({
    ...tryMaskingQuery(asked.text, asked.rules ?? { roles: [], kinds: [], fields: [] }),
    enabled: isAsking,
    throwOnError: false,
  });
  const masked = isAsking && rules !== null && text.trim() !== '' ? answer.data?.masked : undefined;
  const note = noteOf();

  function noteOf(): string | null {
    if (rules === null) return t('masking.try.wait');
    if (text.trim() === '') return t('masking.try.empty');
    if (answer.error !== null) return `${t('masking.try.failed')}. ${problemText(answer.error).text}`;
    return masked === asked.text && !answer.isPlaceholderData ? t('masking.try.same') : null;
  }

  return (
    <div className="flex min-w-0 flex-col">
      <p id={id} className="mb-1 text-s text-muted">
        {t('masking.try.output')}
      </p>
      <div
        role="status"
        aria-labelledby={id}
        aria-busy={answer.isFetching}
        className="min-h-20 flex-1 rounded-control border border-line bg-sunken px-3 py-2"
      >
        {masked !== undefined && (
          <p className="font-mono text-xs/5 wrap-anywhere whitespace-pre-wrap [font-variant-ligatures:none]">
            <Text>{masked}</Text>
          </p>
        )}
        {note !== null && (
          <p
            className={classes(
              'text-s text-pretty text-muted',
              masked !== undefined && 'mt-2 border-t border-line pt-2',
            )}
          >
            {note}
          </p>
        )}
      </div>
    </div>
  );
}
