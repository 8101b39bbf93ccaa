import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { BodyOf } from '#contract/endpoints.ts';
import type { PortalInSettings } from '#contract/launch.ts';
import { call } from '#client/api/call.ts';
import { FormSection } from '#client/features/settings/form-section.tsx';
import { focusFirst, textOf } from '#client/lib/form-values.ts';
import { portalsQuery } from '#client/features/settings/queries.ts';
import { useUnsaved } from '#client/features/settings/unsaved.tsx';
import { useProblemText } from '#client/i18n/problem-text.ts';
import { Button } from '#client/ui/button.tsx';
import { Field } from '#client/ui/field.tsx';
import { Refusal } from '#client/ui/notice.tsx';
import { toast } from '#client/ui/toast.tsx';
import { originOf } from './origin-of.ts';
import { isTimeZone, timeZones } from './time-zones.ts';

type Wrong = { title?: true; timeZone?: true; origin?: true };

/** What a portal is called, which clock it keeps, and who may frame our page. */
export function PortalFacts({ item, onSaved }: { item: PortalInSettings; onSaved: () => void }) {
  const { t } = useTranslation('access');
  const client = useQueryClient();
  const problemText = useProblemText();
  const [wrong, setWrong] = useState<Wrong>({});
  const [isWritten, setIsWritten] = useState(false);
  useUnsaved(isWritten);
  const saving = useMutation({
    mutationFn: (body: BodyOf<'putPortal'>) => call('putPortal', { params: { portal: item.portal }, body }),
    onSuccess: async () => {
      setIsWritten(false);
      toast(t('portals.facts.saved'), 'success');
      onSaved();
      await client.invalidateQueries(portalsQuery());
    },
  });

  function send(form: HTMLFormElement): void {
    if (saving.isPending) return;
    const [title, timeZone, site] = [textOf(form, 'title'), textOf(form, 'timeZone'), textOf(form, 'origin')];
    const origin = site === '' ? null : originOf(site);
    const faults: Wrong = {};
    if (title.length > 200) faults.title = true;
    if (!isTimeZone(timeZone)) faults.timeZone = true;
    if (site !== '' && origin === null) faults.origin = true;
    setWrong(faults);
    if (focusFirst(form, faults)) return;
    saving.mutate({ title: title === '' ? null : title, timeZone, origin });
  }

  return (
    <FormSection title={t('portals.facts.title')}>
      <form
        // What the server made of it is shown: an address that was pasted whole becomes an origin.
        key={`${item.title} ${item.timeZone} ${item.origin}`}
        noValidate
        className="flex flex-col gap-4"
        onChange={() => setIsWritten(true)}
        onSubmit={(event) => {
          event.preventDefault();
          send(event.currentTarget);
        }}
      >
        <div className="grid gap-4 medium:grid-cols-2">
          <Field
            name="title"
            type="text"
            autoComplete="off"
            defaultValue={item.title ?? ''}
            label={t('portals.facts.name')}
            hint={t('portals.facts.nameHint')}
            fault={wrong.title && t('portals.facts.nameWrong')}
          />
          <Field
            name="timeZone"
            type="text"
            autoComplete="off"
            offers={timeZones()}
            defaultValue={item.timeZone}
            label={t('portals.facts.zone')}
            hint={t('portals.facts.zoneHint')}
            fault={wrong.timeZone && t('portals.facts.zoneWrong')}
          />
        </div>
        <Field
          name="origin"
          type="text"
          autoComplete="off"
          defaultValue={item.origin ?? ''}
          placeholder="https://"
          label={t('portals.facts.origin')}
          hint={t('portals.facts.originHint')}
          fault={wrong.origin && t('portals.facts.originWrong')}
        />
        <Refusal text={saving.error === null ? null : problemText(saving.error).text} />
        <div className="flex justify-end">
          <Button type="submit" variant="primary" isPending={saving.isPending}>
            {t('portals.facts.save')}
          </Button>
        </div>
      </form>
    </FormSection>
  );
}
