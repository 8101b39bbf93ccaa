import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Application } from '#contract/application.ts';
import { Problem } from '#contract/problem.ts';
import { call } from '#client/api/call.ts';
import { useProblemText } from '#client/i18n/problem-text.ts';
import { Button } from '#client/ui/button.tsx';
import { Dialog } from '#client/ui/dialog.tsx';
import { Text } from '#client/ui/text.tsx';
import { toast } from '#client/ui/toast.tsx';
import { Refusal } from '#client/ui/notice.tsx';
import { activitiesQuery, applicationsQuery } from './queries.ts';

const mostNamed = 8;

/** Asks before an application is removed, and names what goes with it. */
export function RemoveApplication({ application, onClose }: { application: Application; onClose: () => void }) {
  const { t } = useTranslation('settings');
  const client = useQueryClient();
  const problemText = useProblemText();
  const [refusal, setRefusal] = useState<string | null>(null);
  const [isSending, setIsSending] = useState(false);
  const registered = useQuery({ ...activitiesQuery(), throwOnError: false }).data?.items.filter(
    (one) => one.application.clientId === application.clientId,
  );

  async function remove(): Promise<void> {
    setIsSending(true);
    setRefusal(null);
    try {
      await call('removeApplication', { params: { clientId: application.clientId } });
    } catch (error) {
      // Somebody else removed it: what was wanted is so.
      if (!(error instanceof Problem && error.code === 'not_found')) {
        setRefusal(problemText(error).text);
        setIsSending(false);
        return;
      }
    }
    toast(t('applications.removing.done', { title: application.title }), 'success');
    onClose();
    await Promise.all([client.invalidateQueries(applicationsQuery()), client.invalidateQueries(activitiesQuery())]);
  }

  return (
    <Dialog title={t('applications.removing.title')} onClose={onClose}>
      <p className="font-medium wrap-anywhere">
        <Text>{application.title}</Text>
      </p>
      <p className="mt-2 text-s text-muted">{t('applications.removing.goes')}</p>
      <ul className="mt-1 flex list-disc flex-col gap-1 pl-5 text-pretty">
        <li>{t('applications.removing.tokens')}</li>
        {registered === undefined && <li>{t('applications.removing.unknown')}</li>}
        {registered !== undefined && registered.length > 0 && (
          <li>
            {t('applications.removing.registered', { count: registered.length, shown: String(registered.length) })}
            {': '}
            <Text>
              {registered
                .slice(0, mostNamed)
                .map((one) => one.name)
                .join(', ')}
            </Text>
            {registered.length > mostNamed && '…'}
          </li>
        )}
        {registered?.length === 0 && <li>{t('applications.removing.nothing')}</li>}
      </ul>
      <p className="mt-3 text-s text-pretty text-muted">{t('applications.removing.stays')}</p>
      <Refusal text={refusal} className="mt-3" />
      <div className="mt-5 flex flex-wrap justify-end gap-2">
        <Button onPress={onClose}>{t('cancel')}</Button>
        <Button variant="danger" isPending={isSending} onPress={() => void remove()}>
          {t('applications.removing.submit')}
        </Button>
      </div>
    </Dialog>
  );
}
