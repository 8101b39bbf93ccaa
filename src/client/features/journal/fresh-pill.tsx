import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '#client/i18n/format.ts';
import { Button } from '#client/ui/button.tsx';
import { Icon } from '#client/ui/icon.tsx';

/** "12 new": what came since the reader last saw the end. Nothing moves until he asks for it. */
export function FreshPill({ entries, isAtEnd, onGo }: { entries: number; isAtEnd: boolean; onGo(): void }) {
  const { t } = useTranslation('journal');
  const format = useFormat();
  const [seen, setSeen] = useState(entries);
  if (isAtEnd && seen !== entries) setSeen(entries);
  const fresh = entries - seen;
  if (fresh <= 0 || isAtEnd) return null;
  return (
    <div className="pointer-events-none absolute inset-x-0 bottom-4 z-3 flex justify-center">
      <Button
        variant="primary"
        size="s"
        onPress={onGo}
        aria-label={`${t('live.fresh', { count: fresh, shown: format.number(fresh) })}. ${t('live.freshHint')}`}
        className="pointer-events-auto animate-appear rounded-full! px-3! shadow-float"
      >
        {t('live.fresh', { count: fresh, shown: format.number(fresh) })}
        <Icon name="arrowDown" />
      </Button>
    </div>
  );
}
