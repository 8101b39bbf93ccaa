import { useEffect, useRef, useState } from 'react';
import type { KeyboardEvent, Ref } from 'react';
import { classes } from '#client/lib/classes.ts';
import { Icon } from './icon.tsx';
import { useWords } from './words.ts';

type SearchFieldProps = {
  label: string;
  value: string;
  /** Called when typing rests for `restMs`, at once on Enter, when cleared and when the field is left. */
  onSearch: (text: string) => void;
  restMs?: number;
  placeholder?: string;
  className?: string;
  ref?: Ref<HTMLInputElement>;
  onKeyDown?: (event: KeyboardEvent<HTMLInputElement>) => void;
};

/** A line to search by. What is typed is its own until typing rests; the value follows the address. */
export function SearchField({
  label,
  value,
  onSearch,
  restMs = 250,
  placeholder,
  className,
  ref,
  onKeyDown,
}: SearchFieldProps) {
  const words = useWords();
  const [draft, setDraft] = useState(value);
  const [seen, setSeen] = useState(value);
  /** Told, but not yet in the address: it may take its time to get there, and typing goes on meanwhile. */
  const [onTheWay, setOnTheWay] = useState<readonly string[]>([]);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  if (seen !== value) {
    setSeen(value);
    const arrived = onTheWay.lastIndexOf(value);
    setOnTheWay(onTheWay.slice(arrived + 1));
    // The address changed by other means (back, reset): the draft is not newer than that.
    if (arrived === -1) {
      setOnTheWay([]);
      setDraft(value);
    }
  }
  useEffect(() => () => clearTimeout(timer.current), []);
  // Typing rests later than it was typed: another filter may have been set meanwhile, and must not be undone.
  const latest = useRef({ value, onSearch });
  useEffect(() => {
    latest.current = { value, onSearch };
  });

  function tell(text: string): void {
    clearTimeout(timer.current);
    const trimmed = text.trim();
    if (trimmed !== latest.current.value) {
      setOnTheWay((values) => [...values, trimmed].slice(-20));
      latest.current.onSearch(trimmed);
    }
  }

  return (
    <div role="search" className={classes('relative flex min-w-0 items-center', className)}>
      <Icon name="search" className="pointer-events-none absolute left-3 text-muted" />
      <input
        ref={ref}
        type="text"
        inputMode="search"
        enterKeyHint="search"
        autoComplete="off"
        spellCheck={false}
        maxLength={200}
        aria-label={label}
        placeholder={placeholder ?? label}
        value={draft}
        onChange={(event) => {
          const text = event.target.value;
          setDraft(text);
          clearTimeout(timer.current);
          timer.current = setTimeout(() => tell(text), restMs);
        }}
        // Told later, it would be a navigation upon the one that a press on a found row has begun, and undo it.
        onBlur={() => tell(draft)}
        onKeyDown={(event) => {
          onKeyDown?.(event);
          if (event.defaultPrevented) return;
          if (event.key === 'Enter') tell(draft);
          if (event.key === 'Escape' && draft !== '') {
            // The first Escape empties the field; only the next one may close what it stands in.
            event.stopPropagation();
            event.preventDefault();
            setDraft('');
            tell('');
          }
        }}
        className="h-8 w-full min-w-0 rounded-control border border-line-strong bg-surface pr-8 pl-9 text-ellipsis focus-visible:outline-offset-0"
      />
      {draft !== '' && (
        <button
          type="button"
          aria-label={words.clear}
          className="absolute right-1 flex size-6 items-center justify-center rounded-mark text-muted hover:text-text"
          onClick={() => {
            setDraft('');
            tell('');
          }}
        >
          <Icon name="close" />
        </button>
      )}
    </div>
  );
}
