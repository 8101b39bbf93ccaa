import { useTranslation } from 'react-i18next';
import { FormSection } from '#client/features/settings/form-section.tsx';
import { Notice } from '#client/ui/notice.tsx';
import { ValueLines } from '#client/ui/value-lines.tsx';
import { launchAddresses } from './launch-addresses.ts';

/** What has to be entered on the portal's side, so that it opens us. */
export function PortalAddresses({ isSaved }: { isSaved: boolean }) {
  const { t } = useTranslation('access');
  const addresses = launchAddresses(location.origin);
  return (
    <FormSection title={t('portals.bitrix24.enter')}>
      <div className="flex flex-col gap-4">
        <p className="text-s text-pretty text-muted">{t('portals.bitrix24.enterText')}</p>
        {!isSaved && <Notice tone="warning">{t('portals.bitrix24.enterLater')}</Notice>}
        <ValueLines
          lines={(['handler', 'install', 'event'] as const).map((one) => ({
            key: one,
            label: `${t(`portals.bitrix24.${one}`)}: ${t(`portals.bitrix24.${one}Text`)}`,
            value: addresses[one],
            copyLabel: t('portals.bitrix24.copy', { name: t(`portals.bitrix24.${one}`) }),
          }))}
        />
        <p className="text-s text-pretty text-muted">{t('portals.bitrix24.scopes', { scopes: 'crm, placement' })}</p>
      </div>
    </FormSection>
  );
}
