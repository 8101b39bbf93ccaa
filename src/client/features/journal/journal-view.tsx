import { useEffect, useRef, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import type { Process } from '#contract/process.ts';
import { useFormat } from '#client/i18n/format.ts';
import { paths, sharedAddress } from '#client/paths.ts';
import { CompletenessMark } from './completeness-mark.tsx';
import { DetailsPane } from './details-pane.tsx';
import type { Flagging } from './flagging.ts';
import { emptyReason, JournalEmpty, JournalFailed } from './journal-empty.tsx';
import { JournalFacts, JournalHeader } from './journal-header.tsx';
import type { JournalCommand } from './journal-keys.ts';
import { JournalRows, type JournalRowsHandle } from './journal-rows.tsx';
import { writeJournalSearch } from './journal-search.ts';
import { JournalChoices, JournalFinders, JournalToolbar, type JournalTools } from './journal-toolbar.tsx';
import { useIsWide } from './use-media.ts';
import { useJournalKeys } from './use-journal-keys.ts';
import { useJournalSearch } from './use-journal-search.ts';
import { useLiveJournal } from './use-live-journal.ts';
import { usePlaces } from './use-places.ts';

export type JournalViewProps = {
  process: Process;
  cardType: string;
  cardId: string;
  titleId: string;
  /** The cause of a failure: another feature draws it. */
  renderCause: (entry: string, message: string | null) => ReactNode;
  flagging: Flagging;
  /** Whether the reader may look at what is hidden of an entry. */
  mayReveal: boolean;
  onClose: () => void;
};

/** Following the reader's walk, the address changes only where he rests. */
const restMs = 150;

export function JournalView(props: JournalViewProps) {
  const { process, cardType, cardId, titleId, renderCause, flagging, mayReveal, onClose } = props;
  const { t } = useTranslation('journal');
  const format = useFormat();
  const isWide = useIsWide();
  const [params] = useSearchParams();
  const [search, change] = useJournalSearch();
  const live = useLiveJournal(process);
  const [isFollowing, setIsFollowing] = useState(false);
  const [isDetailsOpen, setIsDetailsOpen] = useState(isWide || search.entry !== null);
  // What was first when the journal was opened: a failure that comes later does not take the reader away.
  const [first] = useState(search.entry ?? process.failure?.entry ?? null);
  const [hasAsked, setHasAsked] = useState(search.entry !== null);
  // The address follows a moment later: who presses a key three times has gone three failures on.
  const [picked, setPicked] = useState<{ entry: string; over: string | null } | null>(null);
  if (picked !== null && picked.over !== search.entry) setPicked(null);
  const target = picked?.entry ?? search.entry ?? first;
  const places = usePlaces(process, search, target);
  const list = useRef<JournalRowsHandle>(null);
  const searchInput = useRef<HTMLInputElement>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);

  // The cause follows from failure to failure, and stays while the reader looks at what is between them.
  const firstFailure = process.failure?.entry ?? null;
  const [focus, setFocus] = useState({ entry: firstFailure, message: process.failure?.message ?? null });
  if (places.entry !== null && places.entry.level === 'failure' && places.entry.entry !== focus.entry) {
    setFocus({ entry: places.entry.entry, message: places.entry.message });
  } else if (focus.entry === null && firstFailure !== null) {
    setFocus({ entry: firstFailure, message: process.failure?.message ?? null });
  }

  const select = (entry: string, rest = 0): void => {
    clearTimeout(timer.current);
    setHasAsked(true);
    if (rest === 0) {
      setPicked({ entry, over: search.entry });
      change({ entry });
    } else timer.current = setTimeout(() => change({ entry }), rest);
  };
  const goTo = (entry: string | null): void => {
    if (entry === null) return;
    setIsFollowing(false);
    select(entry);
  };
  const showHidden = (): void => change({ levels: [], found: false });
  const run = (command: JournalCommand): void => {
    if (command.do === 'search') searchInput.current?.focus();
    else if (command.do === 'failure') goTo(places.failures.beside(command.direction));
    else if (command.do === 'match') goTo(places.matches.beside(command.direction));
    else if (command.do === 'flag') flagging.onFlag(target);
    else if (command.do === 'reading') change({ reading: command.reading });
    else list.current?.run(command);
  };
  const root = useRef<HTMLDivElement>(null);
  useJournalKeys(root, run);

  const tools: JournalTools = {
    process,
    search,
    places,
    searchRef: searchInput,
    isFollowing: live.isActive ? isFollowing : null,
    onChange: change,
    onFailure: (direction) => goTo(places.failures.beside(direction)),
    onMatch: (direction) => goTo(places.matches.beside(direction)),
    onFollow: setIsFollowing,
  };
  const lead = (
    <div className="flex shrink-0 flex-col gap-2.5 px-4 pt-3 wide:px-5 wide:pt-3.5">
      {!isWide && <JournalFacts process={process} />}
      {focus.entry !== null && renderCause(focus.entry, focus.message)}
      <flagging.Lines process={process} onSelect={goTo} />
      <CompletenessMark completeness={process.completeness} />
    </div>
  );
  const q = search.reading === 'entries' && search.found ? search.q : '';
  const isFiltered = search.levels.length > 0 || q !== '';
  const hasDetails = target !== null && isDetailsOpen;

  return (
    <div ref={root} className="flex min-h-0 flex-1 flex-col">
      <JournalHeader
        process={process}
        search={search}
        titleId={titleId}
        hasFacts={isWide}
        onFlag={() => flagging.onFlag(null)}
        onClose={onClose}
      />
      {isWide && lead}
      {isWide && <JournalToolbar {...tools} />}
      <div className="relative flex min-h-0 flex-1">
        <JournalRows
          ref={list}
          spec={{ process: process.process, reading: search.reading, levels: search.levels, q }}
          mark={search.q}
          flags={flagging.notes}
          target={target}
          scrollsToTarget={isWide || hasAsked}
          entries={process.counts.entries}
          isFollowing={isFollowing && live.isActive}
          withDay={isLong(process, format.day)}
          lead={
            isWide ? null : (
              <>
                {lead}
                <JournalChoices {...tools} />
              </>
            )
          }
          bar={isWide ? null : <JournalFinders {...tools} />}
          renderEmpty={(isEmpty, error, retry) =>
            error !== null ? (
              <JournalFailed error={error} onRetry={retry} />
            ) : isEmpty ? (
              <JournalEmpty reason={emptyReason(process, isFiltered)} onReset={showHidden} />
            ) : null
          }
          onActive={(entry, how) => {
            if (how === 'walked' && !isWide) return;
            select(entry, how === 'walked' ? restMs : 0);
            setIsDetailsOpen(true);
          }}
          onHidden={(entry) => {
            if (entry !== first || hasAsked) showHidden();
          }}
          onFollow={setIsFollowing}
        />
        {hasDetails && (
          <DetailsPane
            process={process.process}
            entry={target}
            isWide={isWide}
            mayReveal={mayReveal}
            linkTo={(entry) =>
              sharedAddress(
                paths.journal(
                  { cardType, cardId, processId: process.process },
                  writeJournalSearch({ ...search, entry }, params),
                ),
              )
            }
            onSelect={goTo}
            onFlag={flagging.onFlag}
            onClose={() => setIsDetailsOpen(false)}
          />
        )}
      </div>
      <p role="status" className="sr-only">
        {live.newFailures > 0 && t('failures.added', { count: live.newFailures })}
      </p>
    </div>
  );
}

/** A journal of more than one day tells the day beside each time. */
function isLong(process: Process, day: (at: string) => string): boolean {
  const { startedAt, lastAt } = process;
  return startedAt !== null && lastAt !== null && day(startedAt) !== day(lastAt);
}
