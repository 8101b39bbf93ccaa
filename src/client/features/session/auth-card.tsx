import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Icon } from '#client/ui/icon.tsx';
import { AppearanceMenus } from './appearance-menus.tsx';

/** A page of one form, before anybody is known. */
export function AuthCard({ title, text, children }: { title: string; text: string; children: ReactNode }) {
  const { t } = useTranslation();
  return (
    <main className="flex min-h-dvh flex-col items-center justify-center gap-4 px-4 py-8">
      <div className="flex w-full max-w-90 items-center justify-between">
        <span className="flex items-center gap-2 text-l font-semibold">
          <Icon name="list" className="text-accent" />
          {t('product')}
        </span>
        <span className="flex">
          <AppearanceMenus />
        </span>
      </div>
      <section className="w-full max-w-90 rounded-section border border-line bg-surface p-6">
        <h1 className="text-2xl font-semibold">{title}</h1>
        <p className="mt-1 mb-5 text-s text-pretty text-muted">{text}</p>
        {children}
      </section>
    </main>
  );
}
