import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Flag } from '#contract/flag.ts';
import { useFormat } from '#client/i18n/format.ts';
import { Time } from '#client/i18n/time.tsx';
import { Button } from '#client/ui/button.tsx';
import { Icon } from '#client/ui/icon.tsx';
import { Text } from '#client/ui/text.tsx';
import { CloseDialog } from './close-dialog.tsx';
import { DueText } from './due-text.tsx';
import { FlagDialog } from './flag-dialog.tsx';

/** More than these wait behind a button: the rows of the journal are what one came for. */
const shownAtFirst = 1;

type FlagLinesProps = {
  flags: readonly Flag[];
  onSelect: (entry: string) => void;
};

/** Why a journal is flagged, by whom, until when: above its rows. */
export function FlagLines({ flags, onSelect }: FlagLinesProps) {
  const { t } = useTranslation('flags');
  const format = useFormat();
  const [isWhole, setIsWhole] = useState(false);
  const shown = isWhole || flags.length <= shownAtFirst + 1 ? flags : flags.slice(0, shownAtFirst);
  const left = flags.length - shown.length;
  return (
    <ul aria-label={t('lines.label')} className="flex flex-col gap-1.5">
      {shown.map((flag) => (
        <Line key={flag.flag} flag={flag} onSelect={onSelect} />
      ))}
      {left > 0 && (
        <li>
          <Button variant="link" size="s" onPress={() => setIsWhole(true)}>
            {t('lines.more', { count: left, shown: format.number(left) })}
          </Button>
        </li>
      )}
    </ul>
  );
}

function Line({ flag, onSelect }: { flag: Flag; onSelect: (entry: string) => void }) {
  const { t } = useTranslation('flags');
  const [asked, setAsked] = useState<'change' | 'close' | null>(null);
  const { entry } = flag;
  const stop = () => setAsked(null);
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-0.5 rounded-control bg-accent-soft px-3 py-1 text-s">
      <span className="flex min-w-0 flex-auto basis-72 items-start gap-2 py-0.5">
        <Icon name="flag" className="mt-0.5 text-accent" />
        <span className="line-clamp-3 min-w-0 text-pretty wrap-anywhere">
          <span className="text-muted">{t(entry === null ? 'lines.process' : 'lines.entry')} </span>
          <Text className="font-medium">{flag.why}</Text>
          <span className="text-muted">
            {' — '}
            {flag.by !== null && (
              <>
                <Text>{flag.by}</Text>,{' '}
              </>
            )}
            <Time at={flag.createdAt} form="day" />
          </span>
        </span>
      </span>
      <span className="flex flex-wrap items-center gap-x-3">
        <DueText dueAt={flag.dueAt} />
        <span className="flex">
          {entry !== null && (
            <Button variant="ghost" size="s" onPress={() => onSelect(entry.entry)}>
              {t('toEntry')}
            </Button>
          )}
          <Button variant="ghost" size="s" onPress={() => setAsked('change')}>
            {t('change')}
          </Button>
          <Button variant="ghost" size="s" icon="check" onPress={() => setAsked('close')}>
            {t('close')}
          </Button>
        </span>
      </span>
      {asked === 'change' && <FlagDialog process={flag.process} entry={null} flag={flag} onClose={stop} />}
      {asked === 'close' && <CloseDialog flag={flag} onClose={stop} />}
    </li>
  );
}
