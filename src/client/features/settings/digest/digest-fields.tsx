import { useTranslation } from 'react-i18next';
import { mostDigestEmails } from '#contract/digest.ts';
import type { DigestSettings } from '#contract/digest.ts';
import { CheckField } from '#client/ui/check-field.tsx';
import { Field } from '#client/ui/field.tsx';
import { Notice } from '#client/ui/notice.tsx';
import { SelectField } from '#client/ui/select-field.tsx';
import { TextAreaField } from '#client/ui/text-area-field.tsx';
import type { DigestDraft, DraftFaults } from './digest-draft.ts';

type DigestFieldsProps = {
  saved: DigestSettings;
  draft: DigestDraft;
  faults: DraftFaults;
  timeZone: string;
  /** Another number: the fields begin anew with what the draft says. */
  round: number;
  onChange: (draft: DigestDraft) => void;
};

const leastOffers = [1, 6, 12, 24, 72, 168];
const clock = Array.from({ length: 24 }, (_, hour) => `${String(hour).padStart(2, '0')}:00`);

/** Who is told, and when. */
export function DigestFields({ saved, draft, faults, timeZone, round, onChange }: DigestFieldsProps) {
  const { t } = useTranslation('digest');
  const leasts = [...new Set([...leastOffers, draft.leastHours])].toSorted((a, b) => a - b);
  const hours = (own: string) => [...new Set([...clock, own])].toSorted().map((key) => ({ key, title: key }));
  const most = { most: mostDigestEmails };
  return (
    <div className="flex flex-col gap-5">
      <div className="flex flex-col gap-2.5">
        <Field
          // What was saved comes a moment after the save: then it begins anew, too.
          key={`${round} ${saved.webhookUrl ?? ''}`}
          name="webhookUrl"
          type="text"
          autoComplete="off"
          label={t('webhook')}
          hint={t('webhookHint')}
          fault={faults.webhook ? t('webhookWrong') : undefined}
          placeholder="https://example.com/hook"
          defaultValue={draft.webhookUrl}
          onChange={(webhookUrl) => onChange({ ...draft, webhookUrl })}
        />
        {saved.webhookUrl !== null && draft.webhookUrl.trim() !== '' && (
          <CheckField
            name="renewSecret"
            value="1"
            label={t('renew')}
            hint={t('renewHint')}
            isChecked={draft.renewSecret}
            onToggle={(renewSecret) => onChange({ ...draft, renewSecret })}
          />
        )}
      </div>
      <div className="flex flex-col gap-2.5">
        <TextAreaField
          name="emails"
          rows={3}
          isCode
          maxLength={6000}
          value={draft.emails}
          onChange={(emails) => onChange({ ...draft, emails })}
          label={t('emails')}
          hint={t('emailsHint', most)}
          fault={
            faults.emails.length > 0
              ? t('emailsWrong', { names: faults.emails.slice(0, 5).join(', ') })
              : faults.isTooMany
                ? t('emailsMany', most)
                : undefined
          }
        />
        {!saved.hasMail && <Notice tone="warning">{t('mailOff')}</Notice>}
      </div>
      <div className="grid gap-5 medium:grid-cols-2">
        <SelectField
          label={t('least')}
          options={leasts.map((count) => ({ key: String(count), title: t('hours', { count }) }))}
          chosen={String(draft.leastHours)}
          onChoose={(count) => onChange({ ...draft, leastHours: Number(count) })}
          hint={t('leastHint')}
        />
        <SelectField
          label={t('language')}
          options={(['ru', 'en'] as const).map((key) => ({ key, title: t(`languages.${key}`) }))}
          chosen={draft.language}
          onChoose={(language) => onChange({ ...draft, language })}
        />
      </div>
      <div className="flex flex-col gap-2.5">
        <CheckField
          name="isQuiet"
          value="1"
          label={t('quiet')}
          hint={t('quietHint', { zone: timeZone })}
          isChecked={draft.isQuiet}
          onToggle={(isQuiet) => onChange({ ...draft, isQuiet })}
        />
        {draft.isQuiet && (
          <div className="grid max-w-80 grid-cols-2 gap-3">
            <SelectField
              label={t('quietFrom')}
              options={hours(draft.quietFrom)}
              chosen={draft.quietFrom}
              onChoose={(quietFrom) => onChange({ ...draft, quietFrom })}
            />
            <SelectField
              label={t('quietTo')}
              options={hours(draft.quietTo)}
              chosen={draft.quietTo}
              onChoose={(quietTo) => onChange({ ...draft, quietTo })}
            />
          </div>
        )}
      </div>
      {!saved.hasLinks && <Notice tone="warning">{t('linksOff')}</Notice>}
      <p className="text-s text-pretty text-muted">{t('leaves')}</p>
    </div>
  );
}
