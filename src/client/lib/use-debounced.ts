import { useEffect, useState } from 'react';

const restMs = 300;

/** Whatever is written, once writing rests. `key` tells when it is another. */
export function useDebounced<T>(value: T, key: string): T {
  const [rested, setRested] = useState({ value, key });
  useEffect(() => {
    if (rested.key === key) return undefined;
    const timer = setTimeout(() => setRested({ value, key }), restMs);
    return () => clearTimeout(timer);
  }, [value, key, rested.key]);
  return rested.value;
}
