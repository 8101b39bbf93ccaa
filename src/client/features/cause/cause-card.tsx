import { useQuery } from '@tanstack/react-query';
import { useId, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { CauseExplanation, CauseSpread, ClientHit } from '#contract/cause.ts';
import { plainMessage } from '#client/features/entry/bbcode.ts';
import { useFormat } from '#client/i18n/format.ts';
import { Time } from '#client/i18n/time.tsx';
import { classes } from '#client/lib/classes.ts';
import { IconButton } from '#client/ui/button.tsx';
import { Icon, type IconName } from '#client/ui/icon.tsx';
import { Skeleton } from '#client/ui/skeleton.tsx';
import { Text } from '#client/ui/text.tsx';
import { causeQuery } from './queries.ts';

/** Only what hurt somebody is red: a failure that the client never felt is amber. */
const looks: Readonly<Record<ClientHit, { icon: IconName; box: string; title: string }>> = {
  yes: { icon: 'failure', box: 'border-failure/40 bg-failure-soft/60', title: 'text-failure' },
  perhaps: { icon: 'failure', box: 'border-failure/40 bg-failure-soft/60', title: 'text-failure' },
  no: { icon: 'alert', box: 'border-warning/40 bg-warning-soft/60', title: 'text-warning' },
};

/** What happened to the client, who can mend it and how, in plain words. */
export function CauseCard({ process, entry, message }: { process: string; entry: string; message?: string | null }) {
  const { t } = useTranslation('cause');
  const { language } = useFormat();
  const query = useQuery(causeQuery(process, entry, language));
  if (query.data !== undefined) return <CauseExplained {...query.data} message={message ?? null} />;
  // A journal without its explanation is still a journal: the entries below say what happened.
  if (query.error !== null) return null;
  return (
    <section aria-label={t('label')} aria-busy className="rounded-section border border-line p-4">
      <Skeleton className="h-5 w-2/5" />
      <Skeleton className="mt-2 h-4 w-3/5" />
      <Skeleton className="mt-2 h-4 w-1/2" />
      <Skeleton className="mt-2 h-4 w-1/2" />
    </section>
  );
}

type ExplainedProps = {
  cause: CauseExplanation;
  /** Absent where the page says more of it. */
  spread?: CauseSpread;
  message: string | null;
  /** Where the title stands above already. */
  headline?: string;
};

/** The same where the explanation is known already. */
export function CauseExplained({ cause, spread, message, headline }: ExplainedProps) {
  const { t } = useTranslation('cause');
  const [isOpen, setIsOpen] = useState(true);
  const titleId = useId();
  const bodyId = useId();
  const look = looks[cause.hit];
  const text = cause.known ? cause.text : plainMessage(message ?? cause.text);
  return (
    <section aria-labelledby={titleId} className={classes('relative rounded-section border px-4 py-3', look.box)}>
      <div className="grid gap-x-8 gap-y-3 medium:grid-cols-[minmax(0,1fr)_minmax(16rem,21rem)]">
        <div className="min-w-0">
          <h2
            id={titleId}
            className={classes('flex items-start gap-2 pr-7 text-l font-semibold text-pretty', look.title)}
          >
            <Icon name={look.icon} className="mt-0.5" />
            {cause.known ? (headline ?? <Text>{cause.title}</Text>) : t('unknown')}
          </h2>
          <div id={bodyId} hidden={!isOpen} className="mt-1">
            {!cause.known && <p className="text-s text-muted">{t('unknownText')}</p>}
            {(text !== '' || !cause.known) && (
              <p
                className={classes(
                  'max-w-[90ch] text-pretty wrap-anywhere',
                  cause.known ? 'line-clamp-6' : 'line-clamp-3',
                )}
              >
                <Text>{text === '' ? t('noMessage') : text}</Text>
              </p>
            )}
            {cause.steps.length > 0 && (
              <ol aria-label={t('steps')} className="mt-1.5 list-decimal pl-5.5">
                {cause.steps.map((step) => (
                  <li key={step} className="pl-0.5 text-pretty">
                    <Text>{step}</Text>
                  </li>
                ))}
              </ol>
            )}
          </div>
        </div>
        {isOpen && <Facts cause={cause} spread={spread ?? null} own={headline === undefined ? cause.own : null} />}
      </div>
      <IconButton
        icon={isOpen ? 'chevronUp' : 'chevronDown'}
        size="s"
        label={isOpen ? t('collapse') : t('expand')}
        aria-expanded={isOpen}
        aria-controls={bodyId}
        className="absolute top-2 right-2 print:hidden"
        onPress={() => setIsOpen(!isOpen)}
      />
    </section>
  );
}

type FactsProps = { cause: CauseExplanation; spread: CauseSpread | null; own: CauseExplanation['own'] };

function Facts({ cause, spread, own }: FactsProps) {
  const { t } = useTranslation('cause');
  return (
    <dl className="grid grid-cols-[auto_minmax(0,1fr)] content-start gap-x-3 gap-y-1 text-s medium:pr-8">
      <Fact title={t('labels.hit')}>
        <span className={classes('font-medium', cause.hit === 'yes' && 'text-failure')}>{t(`hits.${cause.hit}`)}</span>
      </Fact>
      <Fact title={t('labels.fixer')}>
        <span className="font-medium">{t(`fixers.${cause.fixer}`)}</span>
      </Fact>
      {cause.providerCode !== null && (
        <Fact title={t('labels.code')}>
          <span className="font-mono text-xs/5 wrap-anywhere">
            <Text>{cause.providerCode}</Text>
          </span>
        </Fact>
      )}
      {own !== null && (
        <Fact title={t('labels.own')}>
          {own.by !== null && <Text>{`${own.by}, `}</Text>}
          <Time at={own.at} form="day" />
        </Fact>
      )}
      {spread !== null && (
        <Fact title={t('labels.spread')}>
          <Spread spread={spread} />
        </Fact>
      )}
    </dl>
  );
}

/** "At 17 cards in 7 days, 4.1 million": the size of the trouble. This card is one of them when it failed lately. */
function Spread({ spread }: { spread: CauseSpread }) {
  const { t } = useTranslation('cause');
  const format = useFormat();
  const days = t('days', { count: spread.days });
  if (spread.cards === 0) return <span className="text-muted">{`${days} ${t('nowhere')}`}</span>;
  const shown = `${format.number(spread.cards)}${spread.bounded ? '+' : ''}`;
  const sums = spread.amounts.map(({ value, currency }) => format.moneyShort(value, currency));
  return (
    <span className="font-medium">
      {[`${t('others', { count: spread.cards, shown })} ${days}`, ...sums].join(', ')}
    </span>
  );
}

function Fact({ title, children }: { title: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-muted">{title}</dt>
      <dd className="min-w-0 break-words">{children}</dd>
    </>
  );
}
