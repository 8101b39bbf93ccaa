import { useEffect, useRef, type RefObject } from 'react';
import { commandOf, rowCommandOf, type JournalCommand } from './journal-keys.ts';

/** Keys belong to the control where one types or chooses. */
const ownKeys = 'input, textarea, select, [role=menu], [role=listbox]';

/**
 * Keys of the journal work wherever the focus is in its window, also on the window itself, where it is when it opens.
 * They are taken before the page below hears them: `/` is the search of the journal, not of the list behind it.
 */
export function useJournalKeys(root: RefObject<HTMLElement | null>, run: (command: JournalCommand) => void): void {
  const latest = useRef(run);
  useEffect(() => {
    latest.current = run;
  });
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const dialog = root.current?.closest('[role=dialog]') ?? root.current;
      const target = event.target instanceof HTMLElement ? event.target : document.body;
      const isFree = target === dialog || target === document.body;
      const isOurs = isFree || (dialog?.contains(target) ?? false);
      if (!isOurs || event.isComposing || target.closest(ownKeys) !== null) return;
      const command = commandOf(event) ?? (isFree ? rowCommandOf(event) : null);
      if (command === null) return;
      event.preventDefault();
      event.stopPropagation();
      latest.current(command);
    };
    document.addEventListener('keydown', onKeyDown, true);
    return () => document.removeEventListener('keydown', onKeyDown, true);
  }, [root]);
}
