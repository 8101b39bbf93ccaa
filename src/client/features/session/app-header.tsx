import { Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router';
import type { Session } from '#contract/session.ts';
import type * as z from 'zod/mini';
import { classes } from '#client/lib/classes.ts';
import { paths } from '#client/paths.ts';
import { Button } from '#client/ui/button.tsx';
import { Icon } from '#client/ui/icon.tsx';
import { Menu } from '#client/ui/menu.tsx';
import { AppearanceMenus } from './appearance-menus.tsx';
import { portalOf } from './portal-of.ts';
import { hasSections, Sections } from './sections.ts';
import { useSignOut } from './use-sign-out.ts';

/** The settings of one portal are left for those of the other; everything else is the first portal's own. */
function keptPath(): string {
  return location.pathname.startsWith('/settings/') ? location.pathname : '/';
}

const bar = 'mx-auto flex h-12 w-full max-w-[1180px] items-center gap-2 px-3 medium:px-6';
/** With sections: a second line on small screens, all in a column at the side on large ones. */
const barWithNav = [
  'flex w-full flex-wrap items-center gap-x-2 px-3 medium:px-6 max-full:pt-2',
  'full:sticky full:top-0 full:flex-col full:flex-nowrap full:items-stretch full:overflow-y-auto full:px-3 full:py-4',
].join(' ');

/** Where one is, whose portal it is, the sections, and one's own choices. */
export function AppHeader({ session }: { session: z.infer<typeof Session> }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const signOut = useSignOut();
  const portal = portalOf(session);
  const { role } = session.person;
  const hasNav = hasSections(role);
  return (
    <header
      data-side={hasNav || undefined}
      className={classes(
        'border-b border-line bg-surface',
        hasNav && 'full:w-52 full:shrink-0 full:border-r full:border-b-0',
      )}
    >
      {/* The demo's banner stands above, one line high. */}
      <div className={hasNav ? classes(barWithNav, session.demo ? 'full:h-[calc(100dvh-2rem)]' : 'full:h-dvh') : bar}>
        <Link
          to={paths.home()}
          className={classes(
            '-ml-1 flex items-center gap-2 rounded-control px-1 py-1 text-l font-semibold',
            hasNav && 'full:ml-0 full:gap-3 full:px-2.5',
          )}
          aria-label={`${t('product')}: ${t('header.home')}`}
        >
          <Icon name="list" className="text-accent" />
          {t('product')}
        </Link>
        {portal !== undefined && (
          <div className={classes('flex min-w-0 items-center gap-1 text-s text-muted', hasNav && 'full:px-2.5')}>
            <span aria-hidden className={hasNav ? 'full:hidden' : ''}>
              ·
            </span>
            {session.portals.length > 1 ? (
              <Menu
                label={t('header.portal')}
                trigger={
                  <Button variant="ghost" size="s" className="min-w-0 shrink!">
                    <span className="truncate">{portal.title ?? portal.portal}</span>
                    <Icon name="chevronDown" />
                  </Button>
                }
                actions={session.portals.map((one) => ({
                  key: one.portal,
                  title: one.title ?? one.portal,
                  isChosen: one.portal === portal.portal,
                  // Another portal is another document: nothing that was read of this one stays.
                  onAction: () => location.assign(`${keptPath()}?portal=${encodeURIComponent(one.portal)}`),
                }))}
              />
            ) : (
              <span className="truncate">{portal.title ?? portal.portal}</span>
            )}
          </div>
        )}
        {hasNav && (
          <Suspense fallback={<div className="min-h-10 max-full:order-last max-full:basis-full" />}>
            <Sections role={role} shape="side" />
          </Suspense>
        )}
        <div
          className={classes(
            'ml-auto flex shrink-0 items-center gap-1',
            hasNav && 'full:mt-auto full:ml-0 full:flex-wrap full:pt-4',
          )}
        >
          <AppearanceMenus />
          <Menu
            label={session.person.name}
            trigger={
              <Button variant="ghost" size="s" icon="person" aria-label={session.person.name}>
                <span className="max-w-40 truncate max-medium:hidden">{session.person.name}</span>
              </Button>
            }
            actions={[
              {
                key: 'account',
                title: t('header.account'),
                icon: 'person',
                hint: session.person.email ?? '',
                onAction: () => void navigate(paths.account()),
              },
              ...(role === 'auditor'
                ? [
                    {
                      key: 'audit',
                      title: t('header.audit'),
                      icon: 'shield' as const,
                      onAction: () => void navigate(paths.audit()),
                    },
                  ]
                : []),
              // An administrator has it among the settings.
              ...(role === 'administrator'
                ? []
                : [
                    {
                      key: 'docs',
                      title: t('header.docs'),
                      icon: 'code' as const,
                      onAction: () => void navigate(paths.docs()),
                    },
                  ]),
              {
                key: 'out',
                title: t('header.signOut'),
                icon: 'signOut',
                onAction: signOut,
              },
            ]}
          />
        </div>
      </div>
    </header>
  );
}
