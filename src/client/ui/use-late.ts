import { useEffect, useRef, useState } from 'react';

/** What was done to a stand-in while the working part was on its way. */
export type Begun = { isOpen: boolean; isFocused: boolean };

/**
 * For a control whose working part is large and needed by few at first: a stand-in is there with the first paint, the
 * part comes when somebody reaches for it, or when the page rests. A press is not lost: the part comes opened.
 */
export function useLate() {
  const [isWanted, setIsWanted] = useState(false);
  const begun = useRef<Begun>({ isOpen: false, isFocused: false });
  useEffect(() => (isWanted ? undefined : whenIdle(() => setIsWanted(true))), [isWanted]);
  return {
    isWanted,
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
      onClick: () => {
        begun.current.isOpen = true;
        setIsWanted(true);
      },
    },
  };
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
