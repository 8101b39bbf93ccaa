import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { Icon } from '#client/ui/icon.tsx';
import { openFlagsQuery } from './open-flags-query.ts';

type FlagMarkProps = { process: string; count: number; href: string };

/** A flagged process in a list. Why it is flagged comes when somebody points at it. */
export function FlagMark({ process, count, href }: FlagMarkProps) {
  const { t } = useTranslation('process');
  const [isWanted, setIsWanted] = useState(false);
  const { data } = useQuery({ ...openFlagsQuery(process, count), enabled: isWanted });
  const notes = data?.map(({ why }) => why) ?? [];
  const name = t('flagged', { count });
  return (
    <Link
      to={href}
      preventScrollReset
      // The row has a link to the same journal already.
      tabIndex={-1}
      data-hint={notes.length === 0 ? name : notes.join(' · ').slice(0, 300)}
      onPointerEnter={() => setIsWanted(true)}
      className="relative z-1 -my-1 inline-flex shrink-0 p-1 text-accent"
    >
      <Icon name="flag" label={name} />
    </Link>
  );
}
