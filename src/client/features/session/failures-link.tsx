import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { paths } from '#client/paths.ts';
import { Icon } from '#client/ui/icon.tsx';
import { sessionQuery } from './queries.ts';
import { hasSections } from './sections.ts';

/** From a card's tab, where the sections would be in the way, to the first of them; nothing for who has none. */
export function FailuresLink() {
  const { t } = useTranslation('frame');
  const role = useQuery(sessionQuery()).data?.person.role;
  if (role === undefined || !hasSections(role)) return null;
  return (
    <Link
      to={paths.failures()}
      aria-label={t('failures')}
      className="flex min-h-10 shrink-0 items-center gap-1 text-s text-muted outline-offset-[-2px] hover:text-text hover:underline"
    >
      <Icon name="failure" />
      <span className="max-medium:hidden">{t('failures')}</span>
    </Link>
  );
}
