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

type JournalToolbarProps = {
  process: Process;
  search: JournalSearch;
  places: ReturnType<typeof usePlaces>;
  searchRef: Ref<HTMLInputElement>;
  /** Null: the process is over, there is nothing to follow. */
  isFollowing: boolean | null;
  onChange(change: Partial<JournalSearch>): void;
  onFailure(direction: 1 | -1): void;
  onMatch(direction: 1 | -1): void;
  onFollow(isFollowing: boolean): void;
};

export function JournalToolbar(props: JournalToolbarProps) {
  const { process, search, places, searchRef, isFollowing, onChange, onFailure, onMatch, onFollow } = props;
  const { t } = useTranslation('journal');
  return (
    <div role="toolbar" aria-label={t('label')} className="flex flex-wrap items-center gap-2 border-b border-line px-4 py-3 wide:px-5">
      <SegmentedControl
        label={t('readings.label')}
        items={readings.map((key) => ({ key, title: t(`readings.${key}`) }))}
        selected={search.reading}
        onSelect={(reading) => onChange({ reading })}
      />
      <SearchBox ref={searchRef} q={search.q} found={places.matches.found} onSearch={(q) => onChange({ q })} onGo={onMatch} />
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
        <FailureNavigator total={places.failures.total} number={places.failures.number} onGo={onFailure} />
      </div>
    </div>
  );
}
