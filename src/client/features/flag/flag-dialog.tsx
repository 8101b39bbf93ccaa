import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Flag, type FlagCheck, mostOfWhy } from '#contract/flag.ts';
import { call } from '#client/api/call.ts';
import { useFormat } from '#client/i18n/format.ts';
import { useProblemText } from '#client/i18n/problem-text.ts';
import { dayStart, isoDay } from '#client/i18n/zone-day.ts';
import { useNow } from '#client/lib/now.ts';
import { Button } from '#client/ui/button.tsx';
import { DateField } from '#client/ui/date-field.tsx';
import { Dialog } from '#client/ui/dialog.tsx';
import { Form } from '#client/ui/form.tsx';
import { Refusal } from '#client/ui/notice.tsx';
import { RadioFields } from '#client/ui/radio-fields.tsx';
import { TextAreaField } from '#client/ui/text-area-field.tsx';
import { ToggleChip } from '#client/ui/toggle-chip.tsx';
import { toast } from '#client/ui/toast.tsx';
import { dayOfPreset, presets, type Preset } from './due.ts';
import { askFlagsAnew, flagCheckQuery } from './queries.ts';

type Reopened = { flag: Flag; check: FlagCheck };

type FlagDialogProps = {
  process: string;
  /** The entry that the reader looks at; null: the process as a whole. */
  entry: string | null;
  /** The flag that is told anew, a closed one to open it again; null: a new one. */
  flag: Flag | null;
  onClose: () => void;
};

/** Why, and when to come back. */
export function FlagDialog({ process, entry, flag, onClose }: FlagDialogProps) {
  const { t } = useTranslation('flags');
  const format = useFormat();
  const client = useQueryClient();
  const problemText = useProblemText();
  const mode = flag === null ? 'put' : flag.closedAt === null ? 'change' : 'reopen';
  // Whoever opens one again says a new day.
  const known = mode === 'reopen' || flag?.dueAt == null ? '' : isoDay(flag.dueAt, format.zone);
  const [isOnEntry, setIsOnEntry] = useState(entry !== null);
  const [why, setWhy] = useState(flag?.why ?? '');
  const [preset, setPreset] = useState<Preset>(known === '' ? 'none' : 'own');
  const [ownDay, setOwnDay] = useState(known);
  const [hasAsked, setHasAsked] = useState(false);
  const isEmpty = why.trim() === '';
  const isDayMissing = preset === 'own' && ownDay === '';

  const now = useNow(60_000);
  const day = preset === 'own' ? ownDay : dayOfPreset(preset, now, format.zone);
  const told = { why: why.trim(), dueAt: day === null ? null : dayStart(day, format.zone) };
  const sending = useMutation({
    mutationFn: async () => {
      const on = { process, ...(isOnEntry && entry !== null && { entry }) };
      if (flag === null) await call('putFlag', { query: {}, body: { ...on, ...told } });
      else if (mode === 'change') await call('changeFlag', { params: { flag: flag.flag }, query: {}, body: told });
      else return await call('reopenFlag', { params: { flag: flag.flag }, query: {}, body: told });
      return null;
    },
    onSuccess: async (reopened) => {
      if (mode !== 'reopen') toast(t(`dialog.done.${mode}`), 'success');
      else if (reopened !== null) sayReopened(reopened);
      onClose();
      await askFlagsAnew(client, process);
    },
  });
  function sayReopened({ flag: { flag: no, evidence }, check }: Reopened): void {
    const counts = { left: format.number(check.entries), shown: format.number(evidence.entries) };
    toast(t(`dialog.reopened.${check.result}`, counts), check.result === 'unchanged' ? 'success' : 'failure');
    // Where it stands now, it says so as well.
    client.setQueryData(flagCheckQuery(no).queryKey, check);
  }
  const refusal = sending.error === null ? null : problemText(sending.error).text;
  return (
    <Dialog title={t(`dialog.titles.${mode}`)} onClose={onClose}>
      <Form
        onSend={() => {
          setHasAsked(true);
          if (!isEmpty && !isDayMissing) sending.mutate();
        }}
      >
        {entry !== null && flag === null && (
          <RadioFields
            legend={t('dialog.what')}
            items={[
              { key: 'entry', title: t('dialog.entry') },
              { key: 'process', title: t('dialog.process') },
            ]}
            chosen={isOnEntry ? 'entry' : 'process'}
            onChoose={(key) => setIsOnEntry(key === 'entry')}
          />
        )}
        <TextAreaField
          name="why"
          label={t('dialog.why')}
          rows={3}
          isFirst
          value={why}
          onChange={setWhy}
          maxLength={mostOfWhy}
          placeholder={t('dialog.whyExample')}
          fault={hasAsked && isEmpty ? t('dialog.whyMissing') : undefined}
        />
        <div role="group" aria-label={t('dialog.due')}>
          <p aria-hidden className="mb-1 text-s text-muted">
            {t('dialog.due')}
          </p>
          <div className="flex flex-wrap gap-2">
            {presets.map((one) => (
              <ToggleChip key={one} isOn={preset === one} onToggle={() => setPreset(one)}>
                {t(`dialog.presets.${one}`)}
              </ToggleChip>
            ))}
            {preset === 'own' && <DateField label={t('dialog.day')} value={ownDay} onChange={setOwnDay} />}
          </div>
        </div>
        <p className="text-s text-pretty text-muted">{t(mode === 'reopen' ? 'dialog.keptAgain' : 'dialog.kept')}</p>
        <Refusal text={hasAsked && isDayMissing ? t('dialog.dayMissing') : refusal} />
        <div className="flex flex-wrap justify-end gap-2">
          <Button onPress={onClose}>{t('cancel')}</Button>
          <Button type="submit" variant="primary" isPending={sending.isPending}>
            {t(`dialog.submits.${mode}`)}
          </Button>
        </div>
      </Form>
    </Dialog>
  );
}
