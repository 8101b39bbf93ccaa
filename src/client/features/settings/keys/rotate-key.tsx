import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Key } from '#contract/key.ts';
import { call } from '#client/api/call.ts';
import { keysQuery } from '#client/features/settings/queries.ts';
import { FormDialog } from '#client/features/settings/unsaved.tsx';
import { useFormat } from '#client/i18n/format.ts';
import { useProblemText } from '#client/i18n/problem-text.ts';
import { Button } from '#client/ui/button.tsx';
import { Notice, Refusal } from '#client/ui/notice.tsx';
import { SelectField } from '#client/ui/select-field.tsx';
import { Text } from '#client/ui/text.tsx';
import type { ShownSecret } from './secret-dialog.tsx';

const overlaps = { h0: 0, h1: 1, h24: 24, h168: 168, h720: 720 } as const;
type Overlap = keyof typeof overlaps;
const hourMs = 60 * 60 * 1000;

type RotateKeyProps = { item: Key; now: number; onMade: (shown: ShownSecret) => void; onClose: () => void };

/** Asks how long the old secret is to be taken, and gives the new one. */
export function RotateKey({ item, now, onMade, onClose }: RotateKeyProps) {
  const { t } = useTranslation(['access', 'settings']);
  const client = useQueryClient();
  const format = useFormat();
  const problemText = useProblemText();
  const [overlap, setOverlap] = useState<Overlap>('h24');
  const hours = overlaps[overlap];
  const title = item.title ?? t('keys.untitled');
  const rotating = useMutation({
    mutationFn: async () => {
      const secret = await call('rotateKey', { params: { key: item.key }, body: { overlapHours: hours } });
      // The server says until when; if it cannot be asked, what was asked for is near enough.
      const items = await client.query({ ...keysQuery(), staleTime: 0 }).then(
        (answer) => answer.items,
        () => null,
      );
      const asked = hours === 0 ? null : new Date(Date.now() + hours * hourMs).toISOString();
      const told = items?.find((one) => one.key === item.key)?.oldSecretUntil;
      return { title, secret, oldUntil: hours === 0 ? null : (told ?? asked) };
    },
    onSuccess: onMade,
  });
  const hasThird = item.oldSecretUntil !== null && Date.parse(item.oldSecretUntil) > now;
  return (
    <FormDialog title={t('keys.rotating.title')} onClose={onClose}>
      <div className="flex flex-col gap-4">
        <div>
          <p className="font-medium wrap-anywhere">
            <Text>{title}</Text>
          </p>
          <p className="mt-1 text-s text-pretty text-muted">{t('keys.rotating.text')}</p>
        </div>
        <SelectField
          label={t('keys.rotating.overlap')}
          options={(Object.keys(overlaps) as Overlap[]).map((key) => ({
            key,
            title: t(`keys.rotating.overlaps.${key}`),
          }))}
          chosen={overlap}
          onChoose={setOverlap}
          hint={
            hours === 0
              ? t('keys.rotating.atOnce')
              : t('keys.rotating.until', { date: format.dateTime(now + hours * hourMs), zone: format.zoneShort() })
          }
        />
        {hasThird && <Notice tone="warning">{t('keys.rotating.third')}</Notice>}
        <Refusal text={rotating.error === null ? null : problemText(rotating.error).text} />
        <div className="flex flex-wrap justify-end gap-2">
          <Button onPress={onClose}>{t('settings:cancel')}</Button>
          <Button variant="primary" isPending={rotating.isPending} onPress={() => rotating.mutate()}>
            {t('keys.rotating.submit')}
          </Button>
        </div>
      </div>
    </FormDialog>
  );
}
