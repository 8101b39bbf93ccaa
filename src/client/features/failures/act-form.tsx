import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { textOf } from '#client/lib/form-values.ts';
import { Button } from '#client/ui/button.tsx';
import { Field } from '#client/ui/field.tsx';
import { Form } from '#client/ui/form.tsx';
import { Refusal } from '#client/ui/notice.tsx';
import { RadioFields } from '#client/ui/radio-fields.tsx';
import { Text } from '#client/ui/text.tsx';
import { TextAreaField } from '#client/ui/text-area-field.tsx';
import { type Act, type ActKind, muteOf, type MutePreset, mutePresets, rateOf } from './acts.ts';
import type { FailureRange } from './failure-search.ts';
import { MergeChooser } from './merge-chooser.tsx';
import { failureAssigneesQuery } from './queries.ts';

type ActFormProps = {
  kind: ActKind;
  /** Of when the causes are that one can merge into. */
  range: FailureRange;
  /** The cause that it is done to: nothing is merged into itself. */
  cause?: string;
  hasComment: boolean;
  submit: string;
  isPending: boolean;
  refusal: string | null;
  onSend: (act: Act, comment: string | null) => void;
  onCancel: () => void;
};

const nobody = 'nobody';

/** What has to be known before it is done: until when, by whom, with what; and why, where somebody wants to say so. */
export function ActForm({
  kind,
  range,
  cause,
  hasComment,
  submit,
  isPending,
  refusal,
  onSend,
  onCancel,
}: ActFormProps) {
  const { t } = useTranslation('failures');
  const [preset, setPreset] = useState<MutePreset>('day');
  const [person, setPerson] = useState('me');
  const [into, setInto] = useState<string | null>(null);
  const [comment, setComment] = useState('');
  const [fault, setFault] = useState<'rate' | 'into' | null>(null);

  function send(form: HTMLFormElement): void {
    if (isPending) return;
    const said = comment.trim() === '' ? null : comment.trim();
    const rate = rateOf(textOf(form, 'rate'));
    const wrong =
      kind === 'muted' && preset === 'rate' && rate === null
        ? 'rate'
        : kind === 'merge' && into === null
          ? 'into'
          : null;
    setFault(wrong);
    if (wrong !== null) return;
    if (kind === 'assign') onSend({ kind, person: person === nobody ? null : person }, said);
    else if (kind === 'merge') onSend({ kind, into: into ?? '' }, said);
    else {
      const mute = kind === 'muted' ? muteOf(preset, rate, Date.now()) : {};
      onSend({ kind: 'state', state: kind, ...mute, comment: said }, said);
    }
  }

  return (
    <Form onSend={send}>
      <p className="-mt-1 text-pretty text-muted">{t(`act.texts.${kind}`)}</p>
      {kind === 'muted' && (
        <>
          <RadioFields
            legend={t('act.muteLegend')}
            chosen={preset}
            onChoose={setPreset}
            items={mutePresets.map((key) => ({ key, title: t(`act.mutes.${key}`) }))}
          />
          {preset === 'rate' && (
            <Field
              name="rate"
              type="text"
              autoComplete="off"
              label={t('act.rate')}
              defaultValue="10"
              fault={fault === 'rate' ? t('act.rateWrong') : undefined}
            />
          )}
        </>
      )}
      {kind === 'assign' && <AssigneeFields chosen={person} onChoose={setPerson} />}
      {kind === 'merge' && <MergeChooser range={range} except={cause ?? null} chosen={into} onChoose={setInto} />}
      {hasComment && (
        <TextAreaField
          name="comment"
          label={t('act.comment')}
          rows={2}
          maxLength={4000}
          value={comment}
          onChange={setComment}
        />
      )}
      <Refusal text={fault === 'into' ? t('act.chooseOne') : refusal} />
      <div className="flex flex-wrap justify-end gap-2">
        <Button onPress={onCancel}>{t('act.cancel')}</Button>
        <Button type="submit" variant="primary" isPending={isPending}>
          {submit}
        </Button>
      </div>
    </Form>
  );
}

function AssigneeFields({ chosen, onChoose }: { chosen: string; onChoose: (person: string) => void }) {
  const { t } = useTranslation('failures');
  const people = useQuery(failureAssigneesQuery()).data?.items;
  return (
    <div>
      <RadioFields
        legend={t('act.assignLegend')}
        chosen={chosen}
        onChoose={onChoose}
        items={[
          { key: 'me', title: t('act.me') },
          ...(people ?? []).map(({ person, name }) => ({ key: person, title: <Text>{name}</Text> })),
          { key: nobody, title: t('act.nobody') },
        ]}
      />
      {people?.length === 0 && <p className="mt-2 text-s text-muted">{t('act.noColleagues')}</p>}
    </div>
  );
}
