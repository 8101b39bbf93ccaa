import { useTranslation } from 'react-i18next';
import type { Entry } from '#contract/entry.ts';
import { plainMessage } from '#client/features/entry/bbcode.ts';
import { useEntryWords } from '#client/features/entry/use-entry-words.ts';
import { useFormat } from '#client/i18n/format.ts';
import { Text } from '#client/ui/text.tsx';

/** Characters of a message on paper: a page and a half. */
const mostOfMessage = 4_000;

/** Entries in order, each whole on its page where it fits on one. */
export function PrintEntries({ entries }: { entries: readonly Entry[] }) {
  const { t } = useTranslation('files');
  return (
    <ol aria-label={t('print.entries')} className="border-t border-line-strong">
      {entries.map((entry, index) => (
        <PrintEntry key={entry.entry} entry={entry} before={entries[index - 1] ?? null} />
      ))}
    </ol>
  );
}

function PrintEntry({ entry, before }: { entry: Entry; before: Entry | null }) {
  const { t } = useTranslation('files');
  const format = useFormat();
  const words = useEntryWords();
  const { at, level, activity, cause, user, status, result } = entry;
  const day = dayOf(format, at);
  const message = plainMessage(entry.message ?? '');
  const shown = message.length > mostOfMessage ? message.slice(0, mostOfMessage).toWellFormed() : message;
  const rest = (entry.messageLength ?? message.length) - shown.length;
  const told = [
    words.type(entry),
    status === null ? null : words.status(status),
    result === null || result === 'none' ? null : words.result(result),
    user?.name ?? user?.id ?? null,
  ].filter((part) => part !== null);
  // «Ошибка» as a status and as a result says nothing twice.
  const said = Array.from(new Set(told));
  return (
    <li className="break-inside-avoid border-b border-line py-1.5">
      {(before === null || dayOf(format, before.at) !== day) && <p className="mb-1 font-semibold">{day}</p>}
      <div className="grid grid-cols-[6.5rem_minmax(0,1fr)] gap-x-3">
        <span className="font-mono text-xs/5">{format.timeMs(at)}</span>
        <div className="min-w-0">
          <p className="wrap-anywhere">
            {(level === 'failure' || level === 'warning') && (
              <strong className="mr-1.5 uppercase">{words.level(entry)}</strong>
            )}
            <span className="font-medium">
              <Text>{activity.title ?? activity.name}</Text>
            </span>
            <span className="text-muted"> · {said.join(' · ')}</span>
          </p>
          {shown !== '' && (
            <p className="wrap-anywhere whitespace-pre-wrap">
              <Text>{shown}</Text>
              {rest > 0 && (
                <span className="text-muted"> {t('print.rest', { count: rest, shown: format.number(rest) })}</span>
              )}
            </p>
          )}
          {cause !== null && (
            <p className="wrap-anywhere">
              → <Text>{cause.title}</Text>
            </p>
          )}
        </div>
      </div>
    </li>
  );
}

/** The day as it is written on paper: «сегодня» would be wrong tomorrow. */
function dayOf(format: ReturnType<typeof useFormat>, at: string): string {
  return format.fullDateTime(at).replace(format.time(at), '').replace(/,\s*$/, '');
}
