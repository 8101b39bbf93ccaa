import { useSyncExternalStore } from 'react';
import { IconButton } from './button.tsx';
import { Icon } from './icon.tsx';
import type { IconName } from './icon.tsx';
import { Text } from './text.tsx';
import { toneText } from './tone.ts';
import type { Tone } from './tone.ts';
import { useWords } from './words.ts';

type Toast = { id: number; text: string; tone: Tone };

/** Ours and not a library's: those we know add style elements, which our CSP forbids. */
let toasts: readonly Toast[] = [];
let last = 0;
const listeners = new Set<() => void>();
const shownMs = 6000;

function set(next: readonly Toast[]): void {
  toasts = next;
  for (const listener of listeners) listener();
}

function dismiss(id: number): void {
  set(toasts.filter((toast) => toast.id !== id));
}

/** Says something that does not belong to a place on the page. At most three at once. */
export function toast(text: string, tone: Tone = 'neutral'): void {
  last += 1;
  const id = last;
  set([...toasts.slice(-2), { id, text, tone }]);
  setTimeout(() => dismiss(id), shownMs);
}

const icons: Readonly<Record<Tone, IconName>> = {
  neutral: 'info',
  failure: 'failure',
  warning: 'alert',
  success: 'success',
  running: 'running',
  waiting: 'waiting',
  accent: 'info',
};

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function Toasts() {
  const words = useWords();
  const shown = useSyncExternalStore(subscribe, () => toasts);
  return (
    <div
      role="status"
      aria-live="polite"
      className="pointer-events-none fixed inset-x-0 bottom-4 z-50 flex flex-col items-center gap-2 px-4"
    >
      {shown.map((one) => (
        <div
          key={one.id}
          className="pointer-events-auto flex max-w-full animate-appear items-center gap-2 rounded-control border border-line bg-surface py-1 pr-1 pl-3 shadow-float"
        >
          <Icon name={icons[one.tone]} className={toneText[one.tone]} />
          <Text className="min-w-0 break-words">{one.text}</Text>
          <IconButton icon="close" size="s" label={words.close} onPress={() => dismiss(one.id)} />
        </div>
      ))}
    </div>
  );
}
