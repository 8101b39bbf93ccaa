import { useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router';
import type { Session } from '#contract/session.ts';
import type * as z from 'zod/mini';
import { paths } from '#client/paths.ts';
import { Button } from '#client/ui/button.tsx';
import { Icon } from '#client/ui/icon.tsx';
import { Menu } from '#client/ui/menu.tsx';
import { AppearanceMenus } from './appearance-menus.tsx';
import { portalOf } from './portal-of.ts';
import { useSignOut } from './use-sign-out.ts';

/** The settings of one portal are left for those of the other; everything else is the first portal's own. */
function keptPath(): string {
  return location.pathname.startsWith('/settings/') ? location.pathname : '/';
}

/** Where one is, whose portal it is, and one's own choices. */
export function AppHeader({ session }: { session: z.infer<typeof Session> }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const signOut = useSignOut();
  const portal = portalOf(session);
  return (
    <header className="border-b border-line bg-surface">
      <div className="mx-auto flex h-12 w-full max-w-[1180px] items-center gap-2 px-3 medium:px-6">
        <Link
          to={paths.home()}
          className="-ml-1 flex items-center gap-2 rounded-control px-1 py-1 text-l font-semibold"
          aria-label={`${t('product')}: ${t('header.home')}`}
        >
          <Icon name="list" className="text-accent" />
          {t('product')}
        </Link>
        {portal !== undefined && (
          <div className="flex min-w-0 items-center gap-1 text-s text-muted">
            <span aria-hidden>·</span>
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
        <div className="ml-auto flex shrink-0 items-center gap-1">
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
              ...(session.person.role === 'administrator' || session.person.role === 'auditor'
                ? [
                    {
                      key: 'audit',
                      title: t('header.audit'),
                      icon: 'shield' as const,
                      onAction: () => void navigate(paths.audit()),
                    },
                  ]
                : []),
              session.person.role === 'administrator'
                ? {
                    key: 'settings',
                    title: t('header.settings'),
                    icon: 'technical',
                    onAction: () => void navigate(paths.settings('people')),
                  }
                : {
                    key: 'docs',
                    title: t('header.docs'),
                    icon: 'code',
                    onAction: () => void navigate(paths.docs()),
                  },
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
