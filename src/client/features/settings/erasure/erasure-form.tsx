import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ErasureKind, ErasurePreview, ErasureSubject } from '#contract/erasure.ts';
import { erasureKinds } from '#contract/erasure.ts';
import { call } from '#client/api/call.ts';
import { focusFirst, textOf } from '#client/lib/form-values.ts';
import { FormSection } from '#client/features/settings/form-section.tsx';
import { useProblemText } from '#client/i18n/problem-text.ts';
import { Button } from '#client/ui/button.tsx';
import { Field } from '#client/ui/field.tsx';
import { Form } from '#client/ui/form.tsx';
import { Refusal } from '#client/ui/notice.tsx';
import { SegmentedControl } from '#client/ui/segmented-control.tsx';
import { ErasureFound } from './erasure-found.tsx';
import { subjectOf } from './subject-of.ts';

type Found = { subject: ErasureSubject; preview: ErasurePreview };

/** Whom to erase, and what would be found. What is written here is in this form only: in no address, in no cache. */
export function ErasureForm({ onErase }: { onErase: (subject: ErasureSubject, shown: string) => void }) {
  const { t } = useTranslation(['access', 'settings']);
  const problemText = useProblemText();
  const [kind, setKind] = useState<ErasureKind>('phone');
  const [isWrong, setIsWrong] = useState(false);
  const [found, setFound] = useState<Found | null>(null);
  const looking = useMutation({
    gcTime: 0,
    mutationFn: (subject: ErasureSubject) => call('previewErasure', { body: subject }),
  });

  function send(form: HTMLFormElement): void {
    if (looking.isPending) return;
    const subject = subjectOf(kind, textOf(form, 'value'));
    setIsWrong(subject === null);
    setFound(null);
    if (focusFirst(form, subject === null ? { value: true } : {}) || subject === null) return;
    looking.mutate(subject, { onSuccess: (preview) => setFound({ subject, preview }) });
  }

  function choose(next: ErasureKind): void {
    setKind(next);
    setIsWrong(false);
    setFound(null);
    looking.reset();
  }

  return (
    <FormSection title={t('erasure.form')}>
      <Form onSend={send}>
        <div className="flex">
          <SegmentedControl
            label={t('erasure.kind')}
            items={erasureKinds.map((key) => ({ key, title: t(`erasure.kinds.${key}.title`) }))}
            selected={kind}
            onSelect={choose}
          />
        </div>
        <Field
          key={kind}
          name="value"
          type="text"
          autoComplete="off"
          label={t(`erasure.kinds.${kind}.label`)}
          hint={t(`erasure.kinds.${kind}.hint`)}
          fault={isWrong ? t(`erasure.kinds.${kind}.wrong`) : undefined}
          onChange={() => setFound(null)}
        />
        <Refusal text={looking.error === null ? null : problemText(looking.error).text} />
        <div className="flex flex-wrap justify-end gap-2">
          <Button type="submit" variant={found === null ? 'primary' : 'secondary'} isPending={looking.isPending}>
            {t('erasure.look')}
          </Button>
        </div>
        <div role="status" className="empty:hidden">
          {found !== null && (
            <ErasureFound
              preview={found.preview}
              kind={found.subject.kind}
              onErase={() => onErase(found.subject, found.preview.subject)}
            />
          )}
        </div>
      </Form>
    </FormSection>
  );
}
