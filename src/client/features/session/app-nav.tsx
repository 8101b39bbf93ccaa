import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link, useLocation } from 'react-router';
import type { Role } from '#contract/session.ts';
import { useFormat } from '#client/i18n/format.ts';
import { Icon } from '#client/ui/icon.tsx';
import { useRested } from '#client/ui/use-late.ts';
import { dueFlagsQuery } from './due-flags-query.ts';
import { type NavEntry, navEntriesOf } from './nav-entries.ts';
import { newCausesQuery } from './new-causes-query.ts';

/** A tab on small screens, a line of the bar at the side on large ones. */
const link = [
  'flex min-h-10 shrink-0 items-center gap-2 font-medium text-muted outline-offset-[-2px] transition-colors hover:text-text',
  'max-full:border-b-2 max-full:border-transparent max-full:aria-[current=page]:border-accent max-full:aria-[current=page]:text-text',
  'full:min-h-9 full:gap-3 full:rounded-control full:px-2.5 full:hover:bg-neutral-soft full:aria-[current=page]:bg-accent-soft full:aria-[current=page]:text-accent',
].join(' ');

/** Pages that stand under no address of their section. */
const under: Readonly<Partial<Record<NavEntry['key'], string>>> = { cards: '/cards/', settings: '/settings/' };

/** The sections of the workspace. */
export function AppNav({ role }: { role: Role }) {
  const { t } = useTranslation();
  const { pathname } = useLocation();
  // To count keeps the server busy, and what the page was opened for comes first.
  const isRested = useRested();
  return (
    <nav
      aria-label={t('header.sections')}
      className="flex gap-5 overflow-x-auto overflow-y-hidden max-full:order-last max-full:basis-full full:mt-3 full:flex-col full:gap-0.5"
    >
      {navEntriesOf(role).map(({ key, icon, href }) => {
        const own = href().split('?')[0] ?? '';
        const isHere = pathname === own || pathname.startsWith(under[key] ?? (own === '/' ? '//' : `${own}/`));
        return (
          <Link key={key} to={href()} aria-current={isHere ? 'page' : undefined} className={link}>
            <Icon name={icon} className="max-full:hidden" />
            {t(`header.${key}`)}
            {key === 'failures' && isRested && <NewCauses />}
            {key === 'flags' && isRested && <DueFlags />}
          </Link>
        );
      })}
    </nav>
  );
}

/** How many causes of the last week nobody has looked at. */
function NewCauses() {
  const { t } = useTranslation();
  const format = useFormat();
  const count = useQuery(newCausesQuery()).data ?? 0;
  if (count === 0) return null;
  return (
    <span className="text-s whitespace-nowrap text-failure full:ml-auto">
      {t('header.newFailures', { count, shown: format.number(count) })}
    </span>
  );
}

/** How many flags there are to come back to today, or should have been. */
function DueFlags() {
  const { t } = useTranslation();
  const format = useFormat();
  const count = useQuery(dueFlagsQuery()).data ?? 0;
  if (count === 0) return null;
  return (
    <span className="inline-flex items-center gap-1 text-s whitespace-nowrap text-warning full:ml-auto">
      <Icon name="clock" label={t('header.dueFlags')} />
      {format.number(count)}
    </span>
  );
}
