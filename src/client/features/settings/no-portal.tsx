import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { paths } from '#client/paths.ts';
import { buttonClass } from '#client/ui/button-class.ts';
import { EmptyState } from '#client/ui/empty-state.tsx';

/** A page about the portal in use where there is none. */
export function NoPortal({ title, text }: { title: string; text: string }) {
  const { t } = useTranslation('access');
  return (
    <div className="flex flex-col gap-4">
      <h1 className="text-2xl font-semibold">{title}</h1>
      <section className="rounded-section border border-line bg-surface">
        <EmptyState
          icon="globe"
          title={t('portals.empty')}
          text={text}
          action={
            <Link to={paths.settings('portals')} className={buttonClass('primary')}>
              {t('keys.toPortals')}
            </Link>
          }
        />
      </section>
    </div>
  );
}
