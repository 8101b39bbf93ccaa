import { startTransition, useEffect, useRef, useState } from 'react';
import type { ComponentType, PointerEvent } from 'react';

/** What was done to a stand-in while the working part was on its way. */
export type Begun = { isOpen: boolean; isFocused: boolean };

/** Gives a part, loaded once for everybody; one that did not come is asked for again. */
export function latePart<P>(load: () => Promise<ComponentType<P>>) {
  let part: ComponentType<P> | null = null;
  return {
    load: async () => {
      part ??= await load();
      return part;
    },
  };
}

/**
 * For a control whose working part is large and needed by few at first: a stand-in is there with the first paint, the
 * part comes when somebody reaches for it, or when the page rests. A press is not lost: the part comes opened.
 */
export function useLate<P>(late: ReturnType<typeof latePart<P>>) {
  const [isWanted, setIsWanted] = useState(false);
  const [part, setPart] = useState<{ Part: ComponentType<P> } | null>(null);
  const begun = useRef<Begun>({ isOpen: false, isFocused: false });
  useEffect(() => whenIdle(() => setIsWanted(true)), []);
  useEffect(() => {
    if (!isWanted) return undefined;
    let isGone = false;
    const come = (Part: ComponentType<P>) => {
      if (!isGone) setPart({ Part });
    };
    late.load().then(come, () => {
      // Nobody has lost anything: the stand-in stays, and the next reach tries again.
      if (!isGone) setIsWanted(false);
    });
    return () => {
      isGone = true;
    };
  }, [isWanted, late]);
  return {
    Part: part?.Part ?? null,
    /** Asked by the part when it is first drawn. */
    begun: () => begun.current,
    /** What the stand-in, a button, listens to. */
    listeners: {
      onPointerEnter: () => setIsWanted(true),
      onFocus: () => {
        begun.current.isFocused = true;
        setIsWanted(true);
      },
      onBlur: () => {
        begun.current.isFocused = false;
      },
      // The part may come between pressing and letting go: what is let go then is another element, and no click.
      onPointerDown: (event: PointerEvent) => {
        begun.current.isOpen = event.button === 0;
        setIsWanted(true);
      },
      onPointerCancel: () => {
        begun.current.isOpen = false;
      },
      // A key presses without a pointer.
      onClick: () => {
        begun.current.isOpen = true;
        setIsWanted(true);
      },
    },
  };
}

/** A page begins with much to do; this long after that it may rest. */
const beginningMs = 1000;

/** True once the page that began has come to rest: what nobody came for is asked then. */
export function useRested(): boolean {
  const [isRested, setRested] = useState(false);
  useEffect(() => {
    let stop: () => void = () => undefined;
    const timer = setTimeout(() => (stop = whenIdle(() => setRested(true))), beginningMs);
    return () => {
      clearTimeout(timer);
      stop();
    };
  }, []);
  return isRested;
}

/** True once what began is on the screen: what is needed next is drawn and asked for then, and nobody waits for it. */
export function useDrawn(): boolean {
  const [isDrawn, setDrawn] = useState(false);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    // A frame begins before it is drawn; what is put off from there comes after it.
    const frame = requestAnimationFrame(() => {
      timer = setTimeout(() => startTransition(() => setDrawn(true)));
    });
    return () => {
      cancelAnimationFrame(frame);
      clearTimeout(timer);
    };
  }, []);
  return isDrawn;
}

/** Safari has no idle callback. */
function whenIdle(run: () => void): () => void {
  if (typeof requestIdleCallback === 'undefined') {
    const timer = setTimeout(run, 300);
    return () => clearTimeout(timer);
  }
  const request = requestIdleCallback(run, { timeout: 5000 });
  return () => cancelIdleCallback(request);
}
