import { useEffect, useRef, useState } from 'react';

const afterMs = 500;
const gap = 6;

type Hint = { text: string; left: number; top: number; isAbove: boolean };

/**
 * Shows the words of `data-hint` beside the element that is hovered or reached by keyboard. One for the whole page, so
 * that a button costs nothing more than the attribute. Not for what must be read: touch screens have no hover.
 */
export function Tooltips() {
  const [hint, setHint] = useState<Hint | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => {
    function hide(): void {
      clearTimeout(timer.current);
      setHint(null);
    }
    function plan(target: EventTarget | null, ms: number): void {
      const element = target instanceof Element ? target.closest<HTMLElement>('[data-hint]') : null;
      hide();
      if (element === null) return;
      timer.current = setTimeout(() => setHint(hintOf(element)), ms);
    }
    const onPointer = (event: PointerEvent) => {
      if (event.pointerType === 'mouse') plan(event.target, afterMs);
    };
    const onFocus = ({ target }: FocusEvent) => {
      if (target instanceof Element && target.matches(':focus-visible')) plan(target, 0);
    };
    const onKey = ({ key }: KeyboardEvent) => {
      if (key === 'Escape') hide();
    };
    document.addEventListener('pointerover', onPointer);
    document.addEventListener('focusin', onFocus);
    document.addEventListener('keydown', onKey);
    for (const type of ['pointerdown', 'focusout', 'scroll'] as const) document.addEventListener(type, hide, true);
    return () => {
      hide();
      document.removeEventListener('pointerover', onPointer);
      document.removeEventListener('focusin', onFocus);
      document.removeEventListener('keydown', onKey);
      for (const type of ['pointerdown', 'focusout', 'scroll'] as const) document.removeEventListener(type, hide, true);
    };
  }, []);
  if (hint === null) return null;
  return (
    <div
      aria-hidden
      className="pointer-events-none fixed z-50 w-max max-w-72 animate-fade rounded-mark bg-text px-2 py-1 text-s break-words text-surface shadow-float"
      style={{ left: hint.left, top: hint.top, transform: `translate(-50%, ${hint.isAbove ? '-100%' : '0'})` }}
    >
      {hint.text}
    </div>
  );
}

/** Below the element, above it where the window ends; never beyond its sides. */
function hintOf(element: HTMLElement): Hint | null {
  const text = element.dataset['hint'];
  if (text === undefined || !element.isConnected) return null;
  const box = element.getBoundingClientRect();
  const half = Math.min(144, text.length * 3.6 + 8);
  const isAbove = box.bottom + 40 > window.innerHeight;
  const left = Math.min(Math.max(box.left + box.width / 2, half + 4), Math.max(half + 4, window.innerWidth - half - 4));
  return { text, left, top: isAbove ? box.top - gap : box.bottom + gap, isAbove };
}
