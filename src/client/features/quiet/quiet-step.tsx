import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { QuietRun, QuietStep } from '#contract/quiet.ts';
import { useFormat } from '#client/i18n/format.ts';
import { Time } from '#client/i18n/time.tsx';
import { paths } from '#client/paths.ts';
import { IconButton } from '#client/ui/button.tsx';
import { StatusMark } from '#client/ui/status-mark.tsx';
import { Text } from '#client/ui/text.tsx';
import { quietLook } from './quiet-look.ts';

const row = 'grid gap-x-6 gap-y-1 px-5 py-3 medium:grid-cols-[minmax(0,1fr)_auto] medium:items-center';

/** Processes that stand at one step: how many, how long, and on whose cards. */
export function QuietStepView({ step, isFirst }: { step: QuietStep; isFirst: boolean }) {
  const { t } = useTranslation('quiet');
  const format = useFormat();
  // The step that stops most is what one came for.
  const [isOpen, setIsOpen] = useState(isFirst);
  const listId = useId();
  const titleId = useId();
  const robot = step.activity?.title ?? step.activity?.name ?? t('noRobot');
  const template = step.template?.name ?? step.template?.id ?? t('noTemplate');
  const look = quietLook[step.reason];
  const left = step.runs - step.longest.length;
  return (
    <section aria-labelledby={titleId} className="overflow-hidden rounded-section border border-line bg-surface">
      <header className={`${row} relative pr-14!`}>
        <div className="min-w-0">
          <h2 id={titleId} className="truncate text-l font-semibold">
            <Text>{robot}</Text>
          </h2>
          <p className="truncate text-s text-muted">
            <Text>{template}</Text>
          </p>
          <p className="mt-1 flex flex-wrap items-center gap-x-3 gap-y-1 text-s text-muted">
            <StatusMark icon={look.icon} tone={look.tone}>
              {t(`reasons.${step.reason}`)}
            </StatusMark>
            <span>
              {step.usualMs === null ? t('usualUnknown') : t('usual', { duration: format.duration(step.usualMs) })}
            </span>
          </p>
        </div>
        <p className="text-s medium:text-right">
          <span className="block text-l font-semibold">
            {t('runs', { count: step.runs, shown: format.number(step.runs) })}
          </span>
          <span className="text-muted">
            {[
              t('cards', { count: step.cards, shown: format.number(step.cards) }),
              t('longest', { duration: format.duration(step.longestMs) }),
            ].join(' · ')}
          </span>
        </p>
        <IconButton
          icon={isOpen ? 'chevronUp' : 'chevronDown'}
          label={t(isOpen ? 'close' : 'open', { step: robot })}
          aria-expanded={isOpen}
          aria-controls={listId}
          className="absolute top-3 right-4"
          onPress={() => setIsOpen(!isOpen)}
        />
      </header>
      <div id={listId} hidden={!isOpen}>
        <ul>
          {step.longest.map((run) => (
            <Run key={run.process} run={run} isOverdue={step.reason === 'timer'} />
          ))}
        </ul>
        {left > 0 && (
          <p className="border-t border-line px-5 py-2 text-s text-muted">
            {t('more', { count: left, shown: format.number(step.longest.length) })}
          </p>
        )}
      </div>
    </section>
  );
}

function Run({ run, isOverdue }: { run: QuietRun; isOverdue: boolean }) {
  const { t } = useTranslation('quiet');
  const format = useFormat();
  const name = run.card?.title ?? (run.card === null ? t('unnamedCard') : `${run.card.type} ${run.card.id}`);
  const who = [run.client?.name, run.responsible?.name, run.stage?.name ?? run.stage?.id, run.stateTitle];
  const duration = format.duration(Math.floor(run.quietMs / 60_000) * 60_000);
  return (
    <li className={`${row} relative border-t border-line hover:bg-sunken`}>
      <div className="min-w-0">
        {run.card === null ? (
          <span className="block truncate font-medium">
            <Text>{run.process}</Text>
          </span>
        ) : (
          <Link
            to={paths.journal({ cardType: run.card.type, cardId: run.card.id, processId: run.process })}
            aria-label={t('journalOf', { name })}
            className="block truncate font-medium text-accent after:absolute after:inset-0 hover:underline focus-visible:outline-none focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-accent"
          >
            <Text>{name}</Text>
          </Link>
        )}
        <p className="truncate text-s text-muted">
          {who
            .filter((part) => part !== null && part !== undefined && part !== '')
            .map((part, index) => (
              // The same word may stand twice, and the order never changes.
              <span key={index}>
                {index > 0 && ' · '}
                <Text>{part ?? ''}</Text>
              </span>
            ))}
        </p>
      </div>
      <p className="text-s medium:text-right">
        <span className="block font-medium">{t(isOverdue ? 'overdueFor' : 'quietFor', { duration })}</span>
        <span className="text-muted">
          {run.amount !== null && `${format.money(run.amount.value, run.amount.currency)} · `}
          <Time at={run.lastAt} />
        </span>
      </p>
    </li>
  );
}
