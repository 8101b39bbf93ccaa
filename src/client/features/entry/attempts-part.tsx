import { useTranslation } from 'react-i18next';
import type { ResponseOf } from '#contract/endpoints.ts';
import { useFormat } from '#client/i18n/format.ts';
import { classes } from '#client/lib/classes.ts';
import { Icon } from '#client/ui/icon.tsx';
import { Text } from '#client/ui/text.tsx';
import { toneText } from '#client/ui/tone.ts';
import { entryLook } from './entry-look.ts';
import { oneLine } from './plain-text.ts';

type Attempt = ResponseOf<'entry'>['attempts'][number];

/** Every try of the step; the one on the screen is marked. */
export function AttemptsPart({
  attempts,
  entry,
  onSelect,
}: {
  attempts: readonly Attempt[];
  entry: string;
  onSelect(entry: string): void;
}) {
  const { t } = useTranslation('entry');
  const format = useFormat();
  return (
    <ol className="overflow-hidden rounded-control border border-line bg-surface">
      {attempts.map((attempt) => {
        const look = entryLook({ level: attempt.level, type: '' });
        const isHere = attempt.entry === entry;
        return (
          <li key={attempt.entry} className="not-first:border-t not-first:border-line">
            <button
              type="button"
              aria-current={isHere}
              onClick={() => onSelect(attempt.entry)}
              className={classes(
                'flex w-full items-start gap-2 px-3 py-2 text-left text-s outline-offset-[-2px] hover:bg-sunken',
                isHere && 'bg-accent-soft',
              )}
            >
              <Icon name={look.icon} className={classes('mt-0.5', toneText[look.tone])} />
              <span className="min-w-0 flex-1">
                <span className="flex justify-between gap-2">
                  <span className="font-medium">{t('attempts.title', { attempt: attempt.attempt })}</span>
                  <span className="text-muted">{format.timeMs(attempt.at)}</span>
                </span>
                {attempt.message !== null && (
                  <span className={classes('block truncate', toneText[look.tone])}>
                    <Text>{oneLine(attempt.message)}</Text>
                  </span>
                )}
              </span>
            </button>
          </li>
        );
      })}
    </ol>
  );
}
