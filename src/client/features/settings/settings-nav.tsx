import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { NavLink, useLocation } from 'react-router';
import { paths, settingsGroups } from '#client/paths.ts';
import type { SettingsPage } from '#client/paths.ts';
import { Icon } from '#client/ui/icon.tsx';
import type { IconName } from '#client/ui/icon.tsx';

const icons: Readonly<Record<SettingsPage, IconName>> = {
  people: 'person',
  keys: 'key',
  portals: 'globe',
  masking: 'eyeOff',
  erasure: 'erase',
  digest: 'message',
  catalogue: 'info',
  applications: 'shield',
  activities: 'robot',
  'silent-writes': 'skip',
  rest: 'code',
};

/** A tab on small screens, a line of a list beside the page on large ones. */
const link = [
  'flex min-h-10 shrink-0 items-center gap-2 font-medium text-muted outline-offset-[-2px] transition-colors hover:text-text',
  'max-large:border-b-2 max-large:border-transparent max-large:aria-[current=page]:border-accent max-large:aria-[current=page]:text-text',
  'large:gap-3 large:rounded-control large:px-3 large:hover:bg-neutral-soft large:aria-[current=page]:bg-accent-soft large:aria-[current=page]:text-accent',
].join(' ');

const groups = ['access', 'programs'] as const;
const groupClass =
  'flex gap-5 max-large:shrink-0 max-large:not-first:border-l max-large:not-first:border-line max-large:not-first:pl-5 large:flex-col large:gap-0.5';

export function SettingsNav() {
  const { t } = useTranslation('settings');
  const nav = useRef<HTMLElement>(null);
  const { pathname } = useLocation();
  useEffect(() => {
    // On a narrow screen the tab of this page may stand beyond the edge.
    const own = nav.current?.querySelector('[aria-current=page]');
    if (own instanceof HTMLElement && nav.current !== null) nav.current.scrollLeft = own.offsetLeft - 12;
  }, [pathname]);
  return (
    <nav
      ref={nav}
      aria-label={t('title')}
      className="relative flex gap-5 overflow-x-auto overflow-y-hidden border-line max-large:border-b large:sticky! large:top-5 large:flex-col large:gap-0.5 large:self-start"
    >
      {groups.map((group) => (
        <div key={group} role="group" aria-labelledby={`settings-${group}`} className={groupClass}>
          <p
            id={`settings-${group}`}
            className="px-3 pb-1 text-xs font-semibold text-muted max-large:sr-only large:in-[div:not(:first-child)]:pt-4"
          >
            {t(`groups.${group}`)}
          </p>
          {settingsGroups[group].map((page) => (
            <NavLink key={page} to={paths.settings(page)} className={link}>
              <Icon name={icons[page]} className="max-large:hidden" />
              {t(`pages.${page}`)}
            </NavLink>
          ))}
        </div>
      ))}
    </nav>
  );
}
