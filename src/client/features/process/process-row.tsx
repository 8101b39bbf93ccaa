import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { ProcessInList } from '#contract/process.ts';
import { useFormat } from '#client/i18n/format.ts';
import type { Formats } from '#client/i18n/format.ts';
import { Time } from '#client/i18n/time.tsx';
import { classes } from '#client/lib/classes.ts';
import { Text } from '#client/ui/text.tsx';
import { oneLine } from '#client/features/entry/plain-text.ts';
import { visibleLine } from '#client/lib/visible-text.ts';
import { ProcessStateMark } from './process-state-mark.tsx';
import { rowGrid } from './row-grid.ts';
import { toRow } from './row-model.ts';
import type { Lasting, Note } from './row-model.ts';
import { StageName } from './stage-name.tsx';

type ProcessRowProps = {
  process: ProcessInList;
  href: string;
  now: number;
  /** What marks a flagged one: another feature draws it. */
  mark?: ReactNode;
  onIntent: (process: string) => void;
};

/** One process: its state, what it is, why it failed or what it is at, where and when. The whole row leads to the journal. */
export function ProcessRowView({ process, href, now, mark, onIntent }: ProcessRowProps) {
  const { t } = useTranslation('process');
  const row = toRow(process);
  const name = process.template?.name ?? null;
  const intend = () => onIntent(process.process);
  return (
    <li
      className={classes(
        'relative min-h-[63px] border-t border-line transition-colors hover:bg-sunken',
        row.isTrouble && 'before:absolute before:inset-y-0 before:left-0 before:w-[3px] before:bg-failure',
        rowGrid,
      )}
      onPointerEnter={intend}
    >
      <span className="flex min-w-0 [grid-area:state]">
        <ProcessStateMark state={process.state} waitingUntil={process.waitingUntil} />
      </span>
      <span className="min-w-0 [grid-area:name]">
        <span className="flex min-w-0 items-center gap-1">
          <span className="truncate font-medium" title={name === null ? undefined : visibleLine(name)}>
            {name === null ? <span className="text-muted">{t('templateUnknown')}</span> : <Text>{name}</Text>}
          </span>
          {mark}
        </span>
        <Notes notes={row.notes} isTrouble={row.isTrouble} message={process.failure?.message ?? null} />
      </span>
      <span className="min-w-0 text-s text-muted [grid-area:stage]">
        <StageName stage={process.stage} />
      </span>
      <span className="min-w-0 text-s [grid-area:time] max-medium:text-right">
        {row.at !== null && <Time at={row.at} className="block truncate" />}
        <span className="block truncate text-muted max-medium:hidden">
          <Aside lasting={row.lasting} entries={row.entriesAside} isStartKnown={row.isStartKnown} now={now} />
        </span>
      </span>
      <Link
        to={href}
        preventScrollReset
        onFocus={intend}
        aria-label={t('journalOf', { name: name ?? process.process })}
        className="justify-self-end font-medium text-accent [grid-area:link] after:absolute after:inset-0 hover:underline focus-visible:outline-none focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-accent"
      >
        {t('journal')}
      </Link>
    </li>
  );
}

function Notes({ notes, isTrouble, message }: { notes: readonly Note[]; isTrouble: boolean; message: string | null }) {
  const { t } = useTranslation('process');
  const format = useFormat();
  const text = (note: Note) => {
    if (note.kind === 'entries') {
      return note.count === 0 ? t('noEntries') : t('entries', { count: note.count, shown: format.number(note.count) });
    }
    if (note.kind === 'more-failures')
      return t('moreFailures', { count: note.count, shown: format.number(note.count) });
    return <Text>{note.kind === 'activity' ? t('robot', { title: note.text }) : oneLine(note.text)}</Text>;
  };
  return (
    <span
      className={classes('flex min-w-0 text-s', isTrouble ? 'text-failure' : 'text-muted')}
      title={message === null ? undefined : visibleLine(oneLine(message))}
    >
      {notes.map((note, index) => (
        // Why it failed is what one came for: that may take a second line.
        <span
          key={note.kind}
          className={classes(
            index > 0 && 'max-w-3/5 shrink-0 self-end truncate whitespace-pre',
            index === 0 && (isTrouble ? 'line-clamp-2 text-pretty wrap-anywhere' : 'truncate'),
          )}
        >
          {index > 0 && ' · '}
          {text(note)}
        </span>
      ))}
    </span>
  );
}

type AsideProps = { lasting: Lasting | null; entries: number | null; isStartKnown: boolean; now: number };

function Aside({ lasting, entries, isStartKnown, now }: AsideProps) {
  const { t } = useTranslation('process');
  const format = useFormat();
  const parts = [
    isStartKnown ? null : t('startUnknown'),
    lasting === null ? null : lastingText(lasting, now, format, (key, duration) => t(key, { duration })),
    entries === null ? null : t('entries', { count: entries, shown: format.number(entries) }),
  ];
  return parts.filter(Boolean).join(' · ');
}

function lastingText(
  lasting: Lasting,
  now: number,
  format: Formats,
  words: (key: 'goesFor' | 'silentFor', duration: string) => string,
): string {
  if (lasting.kind === 'took') return format.duration(lasting.ms);
  // While it goes on, tenths of a second would only flicker.
  const ms = Math.max(1000, Math.floor((now - Date.parse(lasting.since)) / 1000) * 1000);
  if (lasting.kind === 'waits') return format.duration(ms);
  return words(lasting.kind === 'goes' ? 'goesFor' : 'silentFor', format.duration(ms));
}
