import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link, useLocation } from 'react-router';
import type { Role } from '#contract/session.ts';
import { outsideFrame } from '#client/api/portal-in-use.ts';
import { useFormat } from '#client/i18n/format.ts';
import { classes } from '#client/lib/classes.ts';
import { Icon } from '#client/ui/icon.tsx';
import { tabClass } from '#client/ui/tab-class.ts';
import { useRested } from '#client/ui/use-late.ts';
import { dueFlagsQuery } from './due-flags-query.ts';
import { type NavEntry, navEntriesOf } from './nav-entries.ts';
import { newCausesQuery } from './new-causes-query.ts';

export type AppNavProps = {
  role: Role;
  /** `side`: tabs on small screens, a bar at the side on large ones. `line`: tabs everywhere, as in the portal's frame. */
  shape: 'side' | 'line';
};

const looks: Readonly<Record<AppNavProps['shape'], { nav: string; link: string; count: string }>> = {
  side: {
    nav: 'flex gap-5 overflow-x-auto overflow-y-hidden max-full:order-last max-full:basis-full full:mt-3 full:flex-col full:gap-0.5',
    link: [
      'flex min-h-10 shrink-0 items-center gap-2 font-medium text-muted outline-offset-[-2px] transition-colors hover:text-text',
      'max-full:border-b-2 max-full:border-transparent max-full:aria-[current=page]:border-accent max-full:aria-[current=page]:text-text',
      'full:min-h-9 full:gap-3 full:rounded-control full:px-2.5 full:hover:bg-neutral-soft full:aria-[current=page]:bg-accent-soft full:aria-[current=page]:text-accent',
    ].join(' '),
    count: 'full:ml-auto',
  },
  line: { nav: 'flex gap-5 overflow-x-auto overflow-y-hidden border-b border-line', link: tabClass, count: '' },
};

/** Pages that stand under no address of their section. */
const under: Readonly<Partial<Record<NavEntry['key'], string>>> = { cards: '/cards/', settings: '/settings/' };

/** The sections of the workspace. */
export function AppNav({ role, shape }: AppNavProps) {
  const { t } = useTranslation();
  const here = outsideFrame(useLocation().pathname, '');
  const look = looks[shape];
  // To count keeps the server busy, and what the page was opened for comes first.
  const isRested = useRested();
  return (
    <nav aria-label={t('header.sections')} className={look.nav}>
      {navEntriesOf(role).map(({ key, icon, href }) => {
        const own = outsideFrame(href().split('?')[0] ?? '', '');
        const isHere = here === own || here.startsWith(under[key] ?? (own === '/' ? '//' : `${own}/`));
        return (
          <Link key={key} to={href()} aria-current={isHere ? 'page' : undefined} className={look.link}>
            {shape === 'side' && <Icon name={icon} className="max-full:hidden" />}
            {t(`header.${key}`)}
            {key === 'failures' && isRested && <NewCauses className={look.count} />}
            {key === 'flags' && isRested && <DueFlags className={look.count} />}
          </Link>
        );
      })}
    </nav>
  );
}

/** How many causes of the last week nobody has looked at. */
function NewCauses({ className }: { className: string }) {
  const { t } = useTranslation();
  const format = useFormat();
  const count = useQuery(newCausesQuery()).data ?? 0;
  if (count === 0) return null;
  return (
    <span className={classes('text-s whitespace-nowrap text-failure', className)}>
      {t('header.newFailures', { count, shown: format.number(count) })}
    </span>
  );
}

/** How many flags there are to come back to today, or should have been. */
function DueFlags({ className }: { className: string }) {
  const { t } = useTranslation();
  const format = useFormat();
  const count = useQuery(dueFlagsQuery()).data ?? 0;
  if (count === 0) return null;
  return (
    <span className={classes('inline-flex items-center gap-1 text-s whitespace-nowrap text-warning', className)}>
      <Icon name="clock" label={t('header.dueFlags')} />
      {format.number(count)}
    </span>
  );
}
