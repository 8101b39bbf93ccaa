import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { ResponseOf } from '#contract/endpoints.ts';
import type { Step } from '#contract/process.ts';
import { useFormat } from '#client/i18n/format.ts';
import { classes } from '#client/lib/classes.ts';
import { paths } from '#client/paths.ts';
import { Icon } from '#client/ui/icon.tsx';
import { Text } from '#client/ui/text.tsx';
import { toneText } from '#client/ui/tone.ts';
import { outcomeLook } from './entry-look.ts';
import { oneLine } from './plain-text.ts';

type Caused = NonNullable<ResponseOf<'entry'>['caused']>;

/** All that ran because a trigger came: the steps after it, and other processes of the card. */
export function CausedPart({ caused, onSelect }: { caused: Caused; onSelect(entry: string): void }) {
  const { t } = useTranslation('entry');
  const { t: words } = useTranslation('process');
  const format = useFormat();
  const isNothing = caused.steps.length === 0 && caused.processes.length === 0;
  if (isNothing) return <p className="text-s">{t('caused.nothing')}</p>;
  return (
    <div className="flex flex-col gap-3">
      {caused.steps.length > 0 && (
        <section aria-label={t('caused.steps')}>
          <h3 className="mb-1 text-s text-muted">{t('caused.steps')}</h3>
          <ul className="overflow-hidden rounded-control border border-line bg-surface">
            {caused.steps.map((step) => (
              <CausedStep key={step.step} step={step} onSelect={onSelect} />
            ))}
          </ul>
          {caused.stepsTotal > caused.steps.length && (
            <p className="mt-1 text-s text-muted">
              {t('caused.more', { shown: format.number(caused.steps.length), total: format.number(caused.stepsTotal) })}
            </p>
          )}
        </section>
      )}
      {caused.processes.length > 0 && (
        <section aria-label={t('caused.processes')}>
          <h3 className="mb-1 text-s text-muted">{t('caused.processes')}</h3>
          <ul className="overflow-hidden rounded-control border border-line bg-surface">
            {caused.processes.map((process) => (
              <li
                key={process.process}
                className="flex flex-wrap gap-x-2 px-3 py-2 text-s not-first:border-t not-first:border-line"
              >
                {process.card === null ? (
                  <Text>{process.template?.name ?? process.process}</Text>
                ) : (
                  <Link
                    className="min-w-0 truncate font-medium text-accent hover:underline"
                    to={paths.journal({
                      cardType: process.card.type,
                      cardId: process.card.id,
                      processId: process.process,
                    })}
                  >
                    <Text>{process.template?.name ?? words('unnamed')}</Text>
                  </Link>
                )}
                <span className="text-muted">{words(`states.${process.state}`)}</span>
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  );
}

function CausedStep({ step, onSelect }: { step: Step; onSelect(entry: string): void }) {
  const { t } = useTranslation('journal');
  const format = useFormat();
  const look = outcomeLook(step.outcome);
  return (
    <li className="not-first:border-t not-first:border-line">
      <button
        type="button"
        onClick={() => onSelect(step.entry)}
        className="flex h-9 w-full items-center gap-2 px-3 text-left text-s outline-offset-[-2px] hover:bg-sunken"
      >
        <Icon name={look.icon} label={t(`outcomes.${step.outcome}`)} className={toneText[look.tone]} />
        <span className="min-w-0 flex-1 truncate">
          <span className="font-medium">
            <Text>{step.activity.title ?? step.activity.name}</Text>
          </span>{' '}
          {step.message !== null && (
            <span className={classes(look.tone === 'failure' ? 'text-failure' : 'text-muted')}>
              <Text>{oneLine(step.message)}</Text>
            </span>
          )}
        </span>
        {step.durationMs !== null && <span className="text-muted">{format.duration(step.durationMs)}</span>}
      </button>
    </li>
  );
}
