import { useTranslation } from 'react-i18next';
import { levels, type Level, type LevelCounts } from '#contract/entry.ts';
import { useFormat } from '#client/i18n/format.ts';
import { ToggleChip } from '#client/ui/toggle-chip.tsx';
import type { Tone } from '#client/ui/tone.ts';

const tones: Readonly<Record<Level, Tone>> = {
  failure: 'failure',
  warning: 'warning',
  message: 'accent',
  technical: 'accent',
};

type LevelChipsProps = { counts: LevelCounts; chosen: readonly Level[]; onChoose(levels: Level[]): void };

/** Levels that the journal has, with how many entries each. None chosen: all are shown. */
export function LevelChips({ counts, chosen, onChoose }: LevelChipsProps) {
  const { t } = useTranslation('journal');
  const format = useFormat();
  const shown = levels.filter((level) => counts[level] > 0 || chosen.includes(level));
  return (
    <div role="group" aria-label={t('levelsLabel')} className="flex max-w-full flex-wrap items-center gap-2">
      {shown.map((level) => (
        <ToggleChip
          key={level}
          size="chip"
          tone={tones[level]}
          isOn={chosen.includes(level)}
          onToggle={(isOn) => onChoose(levels.filter((one) => (one === level ? isOn : chosen.includes(one))))}
        >
          <span className={level === 'failure' && !chosen.includes(level) ? 'text-failure' : ''}>
            {t(`levels.${level}`)} {format.number(counts[level])}
          </span>
        </ToggleChip>
      ))}
    </div>
  );
}
