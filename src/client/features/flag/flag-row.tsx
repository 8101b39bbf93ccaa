import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { Flag } from '#contract/flag.ts';
import { useFormat } from '#client/i18n/format.ts';
import { Time } from '#client/i18n/time.tsx';
import { classes } from '#client/lib/classes.ts';
import { useNow } from '#client/lib/now.ts';
import { paths } from '#client/paths.ts';
import { Button } from '#client/ui/button.tsx';
import { Text } from '#client/ui/text.tsx';
import { CloseDialog } from './close-dialog.tsx';
import { dueOf } from './due.ts';
import { DueText } from './due-text.tsx';
import { EvidencePart } from './evidence-part.tsx';
import { FlagDialog } from './flag-dialog.tsx';

/** One flag: why, on what, whose, when to come back, and what it keeps. */
export function FlagRow({ flag }: { flag: Flag }) {
  const { t } = useTranslation('flags');
  const format = useFormat();
  const now = useNow(60_000);
  const [asked, setAsked] = useState<'change' | 'close' | 'reopen' | null>(null);
  const { card, entry, closedAt } = flag;
  const isOpen = closedAt === null;
  const isLate = isOpen && dueOf(flag.dueAt, now, format.zone) === 'overdue';
  const name = flag.template?.name ?? flag.process;
  const stop = () => setAsked(null);
  return (
    <li
      className={classes(
        'relative flex flex-col gap-1.5 border-t border-line px-4 py-3 first:border-t-0 medium:px-5',
        isLate && 'before:absolute before:inset-y-0 before:left-0 before:w-[3px] before:bg-warning',
      )}
    >
      <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-1">
        <div className="min-w-0 flex-1 basis-72">
          <p className="line-clamp-4 font-medium text-pretty wrap-anywhere">
            <Text>{flag.why}</Text>
          </p>
          <p className="mt-0.5 text-s wrap-anywhere">
            {card === null ? (
              <span className="text-muted">{t('cardUnknown')}</span>
            ) : (
              <Link
                to={paths.journal({
                  cardType: card.type,
                  cardId: card.id,
                  processId: flag.process,
                  entry: entry?.entry,
                })}
                aria-label={t('journalOf', { name })}
                className="font-medium text-accent hover:underline"
              >
                <Text>{name}</Text>
              </Link>
            )}
            <span className="text-muted">
              {' · '}
              {card !== null && (
                <>
                  <Text>{card.title ?? `${card.type} ${card.id}`}</Text>
                  {' · '}
                </>
              )}
              <On flag={flag} />
            </span>
          </p>
        </div>
        <div className="flex flex-col text-s medium:items-end">
          {isOpen ? <DueText dueAt={flag.dueAt} /> : <Closed flag={flag} />}
          <span className="text-muted">
            {flag.by !== null && (
              <>
                <Text>{flag.by}</Text>,{' '}
              </>
            )}
            <Time at={flag.createdAt} form="day" />
          </span>
          <Reopened flag={flag} />
        </div>
      </div>
      <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-1.5">
        <EvidencePart flag={flag} name={name} />
        {!isOpen && (
          <Button
            variant="ghost"
            size="s"
            className="-mx-2"
            aria-label={t('reopenOf', { why: flag.why })}
            onPress={() => setAsked('reopen')}
          >
            {t('reopen')}
          </Button>
        )}
        {isOpen && (
          <span className="-mx-2 flex">
            <Button
              variant="ghost"
              size="s"
              aria-label={t('changeOf', { why: flag.why })}
              onPress={() => setAsked('change')}
            >
              {t('change')}
            </Button>
            <Button
              variant="ghost"
              size="s"
              icon="check"
              aria-label={t('closeOf', { why: flag.why })}
              onPress={() => setAsked('close')}
            >
              {t('close')}
            </Button>
          </span>
        )}
      </div>
      {(asked === 'change' || asked === 'reopen') && (
        <FlagDialog process={flag.process} entry={null} flag={flag} onClose={stop} />
      )}
      {asked === 'close' && <CloseDialog flag={flag} onClose={stop} />}
    </li>
  );
}

/** What is flagged: an entry by its robot and message, or all of the process. */
function On({ flag: { entry } }: { flag: Flag }) {
  const { t } = useTranslation('flags');
  if (entry === null) return t('whole');
  if (entry.activity === null) return t('entryGone');
  const { title, name } = entry.activity;
  return <Text>{[title ?? name, entry.message].filter(Boolean).join(': ').slice(0, 200)}</Text>;
}

function Reopened({ flag: { reopenedAt, reopenedBy } }: { flag: Flag }) {
  const { t } = useTranslation('flags');
  const format = useFormat();
  if (reopenedAt === null) return null;
  const at = format.day(reopenedAt);
  return (
    <span className="text-muted">
      {reopenedBy === null ? t('reopenedAt', { at }) : <Text>{t('reopenedBy', { name: reopenedBy, at })}</Text>}
    </span>
  );
}

function Closed({ flag }: { flag: Flag }) {
  const { t } = useTranslation('flags');
  const format = useFormat();
  const at = flag.closedAt === null ? '' : format.day(flag.closedAt);
  return (
    <span>
      {flag.closedBy === null ? t('closedAt', { at }) : <Text>{t('closedBy', { name: flag.closedBy, at })}</Text>}
    </span>
  );
}
