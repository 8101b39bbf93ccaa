import { useEffect, useRef, useState } from 'react';

/** In a fling windows pass faster than they could be read: only those at which it rests are asked for. */
const flingMs = 120;
const restMs = 60;

/**
 * A value that changes at once when it changes seldom, and only after a rest when it changes all the time. `key` says
 * when it is another; `scope` when what was held belongs to something else.
 */
export function useSettled<T>(value: T, key: string, scope: string): T {
  const [held, setHeld] = useState({ value, scope });
  const changedAt = useRef(Number.NEGATIVE_INFINITY);
  useEffect(() => {
    const now = performance.now();
    const isFling = now - changedAt.current < flingMs;
    changedAt.current = now;
    if (!isFling) {
      setHeld({ value, scope });
      return undefined;
    }
    const timer = setTimeout(() => setHeld({ value, scope }), restMs);
    return () => clearTimeout(timer);
    // `value` is made anew with each render; `key` stands for it.
  }, [key]);
  return held.scope === scope ? held.value : value;
}
