import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { PortalId } from '#contract/ids.ts';
import type { PortalInSettings } from '#contract/launch.ts';
import { call } from '#client/api/call.ts';
import { focusFirst, textOf } from '#client/lib/form-values.ts';
import { FormDialog } from '#client/features/settings/unsaved.tsx';
import { useProblemText } from '#client/i18n/problem-text.ts';
import { Button } from '#client/ui/button.tsx';
import { Field } from '#client/ui/field.tsx';
import { Form } from '#client/ui/form.tsx';
import { Refusal } from '#client/ui/notice.tsx';
import { isTimeZone, timeZones } from './time-zones.ts';

type Wrong = { portal?: 'wrong' | 'taken'; title?: true; timeZone?: true };
type MakePortalProps = {
  portals: readonly PortalInSettings[];
  onMade: (portal: string) => void;
  onClose: () => void;
};

/** Makes a portal: what cannot be changed later, and what it is called. */
export function MakePortal({ portals, onMade, onClose }: MakePortalProps) {
  const { t } = useTranslation(['access', 'settings']);
  const problemText = useProblemText();
  const [wrong, setWrong] = useState<Wrong>({});
  const making = useMutation({
    mutationFn: ({ portal, ...body }: { portal: string; title: string | null; timeZone: string }) =>
      call('putPortal', { params: { portal }, body }),
  });

  function send(form: HTMLFormElement): void {
    if (making.isPending) return;
    const [portal, title, timeZone] = [textOf(form, 'portal'), textOf(form, 'title'), textOf(form, 'timeZone')];
    const faults: Wrong = {};
    if (!PortalId.safeParse(portal).success) faults.portal = 'wrong';
    // The server would take it for a change of the one that is there.
    else if (portals.some((one) => one.portal === portal)) faults.portal = 'taken';
    if (title.length > 200) faults.title = true;
    if (!isTimeZone(timeZone)) faults.timeZone = true;
    setWrong(faults);
    if (focusFirst(form, faults)) return;
    making.mutate({ portal, title: title === '' ? null : title, timeZone }, { onSuccess: () => onMade(portal) });
  }

  return (
    <FormDialog title={t('portals.making.title')} onClose={onClose}>
      <Form onSend={send}>
        <Field
          name="portal"
          type="text"
          isFirst
          autoComplete="off"
          label={t('portals.making.portal')}
          hint={t('portals.making.portalHint')}
          fault={
            wrong.portal && t(wrong.portal === 'taken' ? 'portals.making.portalTaken' : 'portals.making.portalWrong')
          }
        />
        <Field
          name="title"
          type="text"
          autoComplete="off"
          label={t('portals.facts.name')}
          hint={t('portals.facts.nameHint')}
          fault={wrong.title && t('portals.facts.nameWrong')}
        />
        <Field
          name="timeZone"
          type="text"
          autoComplete="off"
          offers={timeZones()}
          defaultValue={Intl.DateTimeFormat().resolvedOptions().timeZone}
          label={t('portals.facts.zone')}
          hint={t('portals.facts.zoneHint')}
          fault={wrong.timeZone && t('portals.facts.zoneWrong')}
        />
        <Refusal text={making.error === null ? null : problemText(making.error).text} />
        <div className="flex flex-wrap justify-end gap-2">
          <Button onPress={onClose}>{t('settings:cancel')}</Button>
          <Button type="submit" variant="primary" isPending={making.isPending}>
            {t('portals.making.submit')}
          </Button>
        </div>
      </Form>
    </FormDialog>
  );
}
