import type { Ref } from 'react';
import { useTranslation } from 'react-i18next';
import type { Process } from '#contract/process.ts';
import { SegmentedControl } from '#client/ui/segmented-control.tsx';
import { ToggleChip } from '#client/ui/toggle-chip.tsx';
import { FailureNavigator } from './failure-navigator.tsx';
import { readings, type JournalSearch } from './journal-search.ts';
import { LevelChips } from './level-chips.tsx';
import { SearchBox } from './search-box.tsx';
import type { usePlaces } from './use-places.ts';

export type JournalTools = {
  process: Process;
  search: JournalSearch;
  places: ReturnType<typeof usePlaces>;
  searchRef: Ref<HTMLInputElement>;
  /** Null: the process is over, there is nothing to follow. */
  isFollowing: boolean | null;
  onChange: (change: Partial<JournalSearch>) => void;
  onFailure: (direction: 1 | -1) => void;
  onMatch: (direction: 1 | -1) => void;
  onFollow: (isFollowing: boolean) => void;
};

/** All of it on a line, or on two. */
export function JournalToolbar(tools: JournalTools) {
  return (
    <div className="flex shrink-0 flex-wrap items-center gap-2 border-b border-line px-5 py-3">
      <Readings {...tools} />
      <Find {...tools} />
      <Filters {...tools} />
      <FailureNavigator {...tools.places.failures} onGo={tools.onFailure} />
    </div>
  );
}

/** Narrow: what is chosen once scrolls away… */
export function JournalChoices(tools: JournalTools) {
  return (
    <div className="flex flex-col items-start gap-2 px-4 pt-3">
      <Readings {...tools} />
      <Filters {...tools} />
    </div>
  );
}

/** …and what is used all the time stays at the top. */
export function JournalFinders(tools: JournalTools) {
  return (
    <div className="flex flex-wrap items-center gap-2 border-b border-line px-4 py-2">
      <Find {...tools} />
      <FailureNavigator {...tools.places.failures} onGo={tools.onFailure} />
    </div>
  );
}

function Readings({ search, onChange }: JournalTools) {
  const { t } = useTranslation('journal');
  return (
    <SegmentedControl
      label={t('readings.label')}
      items={readings.map((key) => ({ key, title: t(`readings.${key}`) }))}
      selected={search.reading}
      onSelect={(reading) => onChange({ reading })}
    />
  );
}

function Find({ search, places, searchRef, onChange, onMatch }: JournalTools) {
  return (
    <SearchBox
      ref={searchRef}
      q={search.q}
      found={places.matches.found}
      onSearch={(q) => onChange({ q })}
      onGo={onMatch}
    />
  );
}

function Filters({ process, search, isFollowing, onChange, onFollow }: JournalTools) {
  const { t } = useTranslation('journal');
  return (
    <div className="flex max-w-full flex-wrap items-center gap-2">
      {search.q !== '' && search.reading === 'entries' && (
        <ToggleChip size="chip" isOn={search.found} onToggle={(found) => onChange({ found })}>
          {t('search.onlyFound')}
        </ToggleChip>
      )}
      <LevelChips counts={process.levels} chosen={search.levels} onChoose={(levels) => onChange({ levels })} />
      {isFollowing !== null && (
        <ToggleChip size="chip" icon="arrowDown" isOn={isFollowing} onToggle={onFollow}>
          {t('live.follow')}
        </ToggleChip>
      )}
    </div>
  );
}
