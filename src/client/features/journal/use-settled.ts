import { useEffect, useRef, useState } from 'react';

/** In a fling windows pass faster than they could be read: some of them are asked for, and always the one at which it rests. */
const leastMs = 90;

/**
 * A value that changes at once when it changes seldom, and not more often than that when it changes all the time. `key`
 * says when it is another; `scope` when what was held belongs to something else.
 */
export function useSettled<T>(value: T, key: string, scope: string): T {
  const [held, setHeld] = useState({ value, scope });
  const changedAt = useRef(Number.NEGATIVE_INFINITY);
  const latest = useRef({ value, scope });
  useEffect(() => {
    latest.current = { value, scope };
  });
  useEffect(() => {
    const wait = Math.max(0, changedAt.current + leastMs - performance.now());
    const take = () => {
      changedAt.current = performance.now();
      setHeld(latest.current);
    };
    if (wait === 0) {
      take();
      return undefined;
    }
    const timer = setTimeout(take, wait);
    return () => clearTimeout(timer);
  }, [key]);
  return held.scope === scope ? held.value : value;
}
