import { useEffect, useRef, useSyncExternalStore } from 'react';

export type Shortcut = {
  /** As `KeyboardEvent.key` gives it: `/`, `j`, `Escape`; with `Shift+` only where the key itself does not say so. */
  key: string;
  label: string;
  /** Absent: the key is handled elsewhere and only listed. */
  run?: (event: KeyboardEvent) => void;
};
export type ShortcutGroup = { title: string; shortcuts: readonly Shortcut[] };

let groups: readonly ShortcutGroup[] = [];
const listeners = new Set<() => void>();

function set(next: readonly ShortcutGroup[]): void {
  groups = next;
  for (const listener of listeners) listener();
}

/** Keys are letters where one writes, and belong to the control where it uses them itself. */
function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return target.isContentEditable || target.closest('input, textarea, select, [role=listbox], [role=menu]') !== null;
}

/** Lists keys on the `?` sheet for as long as the component is there, and listens to those that have `run`. */
export function useShortcuts(title: string, shortcuts: readonly Shortcut[]): void {
  const latest = useRef(shortcuts);
  const listed = shortcuts.map(({ key, label }) => `${key}\u0000${label}`).join('\u0001');
  useEffect(() => {
    latest.current = shortcuts;
  });
  useEffect(() => {
    const group = { title, shortcuts: latest.current };
    set([...groups, group]);
    return () => set(groups.filter((one) => one !== group));
  }, [title, listed]);
  useEffect(() => {
    function onKeyDown(event: KeyboardEvent): void {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
      if (isTyping(event.target)) return;
      const pressed = latest.current.find((one) => one.run !== undefined && matches(one.key, event));
      if (pressed?.run === undefined) return;
      event.preventDefault();
      pressed.run(event);
    }
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, []);
}

/** Letters by their place on the keyboard too: with a Russian layout «j» gives «о». */
function matches(key: string, event: KeyboardEvent): boolean {
  if (key.startsWith('Shift+')) return event.shiftKey && matches(key.slice(6), event);
  if (event.key === key) return true;
  if (/^[a-z]$/.test(key)) return !event.shiftKey && event.code === `Key${key.toUpperCase()}`;
  const bracket = { '[': 'BracketLeft', ']': 'BracketRight' }[key];
  if (bracket !== undefined) return !event.shiftKey && event.code === bracket;
  if (key === '/') return !event.shiftKey && event.code === 'Slash';
  return key === '?' && event.shiftKey && event.code === 'Slash';
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function useShortcutGroups(): readonly ShortcutGroup[] {
  return useSyncExternalStore(subscribe, () => groups);
}
