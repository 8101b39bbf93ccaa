import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router';
import type { Explanation } from '#contract/explanation.ts';
import { call } from '#client/api/call.ts';
import { useUnsaved } from '#client/features/settings/unsaved.tsx';
import { useProblemText } from '#client/i18n/problem-text.ts';
import { paths } from '#client/paths.ts';
import { buttonClass } from '#client/ui/button-class.ts';
import { Button } from '#client/ui/button.tsx';
import { Refusal } from '#client/ui/notice.tsx';
import { toast } from '#client/ui/toast.tsx';
import { bodyOf, type ExplanationDraft, type Faults, faultsOf } from './explanation-draft.ts';
import { ExplanationFields, MatchingFields } from './explanation-form.tsx';
import { ExplanationPreview } from './explanation-preview.tsx';
import { RemoveExplanation } from './remove-explanation.tsx';

type ExplanationEditorProps = {
  /** Null: a new one. */
  saved: Explanation | null;
  start: ExplanationDraft;
  /** Where to go when nothing is kept. */
  back: string;
};

/** The form, and beside it what it would explain. */
export function ExplanationEditor({ saved, start, back }: ExplanationEditorProps) {
  const { t } = useTranslation('explanations');
  const client = useQueryClient();
  const navigate = useNavigate();
  const problemText = useProblemText();
  const [draft, setDraft] = useState(start);
  const [isTried, setIsTried] = useState(false);
  const [isRemoving, setIsRemoving] = useState(false);
  const faults = faultsOf(draft);
  const isChanged = JSON.stringify(bodyOf(draft)) !== JSON.stringify(bodyOf(start));
  useUnsaved(isChanged);
  const change = (part: Partial<ExplanationDraft>) => setDraft((before) => ({ ...before, ...part }));
  const saving = useMutation({
    mutationFn: async () => {
      const body = bodyOf(draft);
      if (saved === null) return await call('addExplanation', { query: {}, body });
      return await call('changeExplanation', { params: { explanation: saved.explanation }, query: {}, body });
    },
    onSuccess: () => left(t('editor.saved')),
  });

  async function left(said: string): Promise<void> {
    toast(said, 'success');
    // Each failure may be another cause's now, wherever it is shown; what this page shows may be gone.
    await client.invalidateQueries({ refetchType: 'none' });
    await navigate(paths.explanations(), { state: { isSaved: true } });
  }

  const shown = isTried ? faults : withoutEmpty(faults, draft);
  return (
    <form
      noValidate
      className="grid grid-cols-[minmax(0,1fr)] items-start gap-4 large:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]"
      onSubmit={(event) => {
        event.preventDefault();
        setIsTried(true);
        if (Object.keys(faults).length === 0 && !saving.isPending) saving.mutate();
      }}
    >
      <MatchingFields draft={draft} faults={shown} onChange={change} />
      <div className="min-w-0 large:sticky large:top-5 large:col-start-2 large:row-span-2 large:row-start-1">
        <ExplanationPreview explanation={saved?.explanation ?? null} draft={draft} faults={faults} onChange={change} />
      </div>
      <ExplanationFields draft={draft} faults={shown} onChange={change} />
      <div className="flex flex-col gap-3 large:col-span-2">
        <Refusal text={saving.error === null ? null : problemText(saving.error).text} />
        <div className="flex flex-wrap justify-end gap-2">
          {saved !== null && (
            <Button variant="danger" className="mr-auto" onPress={() => setIsRemoving(true)}>
              {t('remove.action')}
            </Button>
          )}
          <Link to={back} className={buttonClass()}>
            {t('editor.cancel')}
          </Link>
          <Button
            type="submit"
            variant="primary"
            isPending={saving.isPending}
            disabledReason={saved !== null && !isChanged ? t('editor.unchanged') : null}
          >
            {t('editor.save')}
          </Button>
        </div>
      </div>
      {isRemoving && saved !== null && (
        <RemoveExplanation
          explanation={saved}
          onClose={() => setIsRemoving(false)}
          onRemoved={() => left(t('remove.done'))}
        />
      )}
    </form>
  );
}

/** What nobody has come to yet is not wrong. */
function withoutEmpty(faults: Faults, draft: ExplanationDraft): Faults {
  const { phrases, 'ru.title': title, ...rest } = faults;
  return {
    ...rest,
    ...(phrases !== undefined && draft.phrases.trim() !== '' && { phrases }),
    ...(title !== undefined && draft.ru.title.trim() !== '' && { 'ru.title': title }),
  };
}
