import { Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '#client/ui/button.tsx';
import type { ButtonSize } from '#client/ui/button-class.ts';
import { BundleDialog } from './support-parts.tsx';

/** Gives a failure to whoever mends it from outside. */
export function BundleButton({ process, entry, size = 'm' }: { process: string; entry: string; size?: ButtonSize }) {
  const { t } = useTranslation('entry');
  const [isOpen, setIsOpen] = useState(false);
  return (
    <>
      <Button size={size} icon="message" onPress={() => setIsOpen(true)}>
        {t('actions.bundle')}
      </Button>
      {isOpen && (
        <Suspense>
          <BundleDialog process={process} entry={entry} onClose={() => setIsOpen(false)} />
        </Suspense>
      )}
    </>
  );
}
