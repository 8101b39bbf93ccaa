import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { DirectHits as Hits } from '#contract/search.ts';
import { paths } from '#client/paths.ts';
import { Icon, type IconName } from '#client/ui/icon.tsx';
import { Text } from '#client/ui/text.tsx';
import { useCardWords } from './names.ts';
import { ResultLink } from './result-link.tsx';

/** What the search names by itself: cards, processes, the step of a token. */
export function DirectHits({ hits }: { hits: Hits }) {
  const { t } = useTranslation(['search', 'process']);
  const cards = useCardWords();
  const rows: { key: string; to: string | null; icon: IconName; title: string; about: string[] }[] = [
    ...hits.processes.map(({ process, step }) => ({
      key: `process ${process.process}`,
      to:
        process.card === null
          ? null
          : paths.journal({ cardType: process.card.type, cardId: process.card.id, processId: process.process }),
      icon: step === null ? ('list' as const) : ('robot' as const),
      title:
        step === null
          ? (process.template?.name ?? t('process:templateUnknown'))
          : (step.activity.title ?? step.activity.name),
      about: [
        step === null ? t('hits.process') : t(step.isOpen ? 'hits.openStep' : 'hits.closedStep'),
        process.process,
        ...(process.card === null ? [t('noCard')] : [cards.title(process.card)]),
        t(`process:states.${process.state}`),
      ],
    })),
    ...hits.cards.map((card) => ({
      key: `card ${card.type} ${card.id}`,
      to: paths.card({ cardType: card.type, cardId: card.id }),
      icon: 'copy' as const,
      title: cards.title(card),
      about: [cards.number(card), card.client?.name, card.stage?.name].filter((part) => part != null),
    })),
  ];
  if (rows.length === 0) return null;
  return (
    <section aria-label={t('hits.label')} className="overflow-hidden rounded-section border border-line bg-surface">
      <h2 className="bg-sunken px-4 py-2 text-s text-muted medium:px-5">{t('hits.label')}</h2>
      <ul>
        {rows.map(({ key, to, icon, title, about }) => (
          <li key={key} className="border-t border-line first:border-t-0">
            <Hit to={to}>
              <Icon name={icon} className="mt-0.5 text-muted" />
              <span className="min-w-0">
                <span className="block truncate font-medium">
                  <Text>{title}</Text>
                </span>
                <span className="block truncate text-s text-muted">
                  <Text>{about.join(' · ')}</Text>
                </span>
              </span>
            </Hit>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Hit({ to, children }: { to: string | null; children: ReactNode }) {
  const look = 'flex items-start gap-2.5 px-4 py-2 medium:px-5';
  if (to === null) return <div className={look}>{children}</div>;
  return (
    <ResultLink to={to} className={look}>
      {children}
    </ResultLink>
  );
}
