import { useEffect, useState } from 'react';

/** The token of a link that works once. It stands behind `#`, so that it reaches no log on the way; empty: there is none. */
export function useTokenInHash(): string {
  const [token] = useState(() => new URLSearchParams(location.hash.replace(/^#/, '')).get('t') ?? '');
  useEffect(() => {
    // It is used once; it should not stay in the history.
    history.replaceState(history.state, '', location.pathname + location.search);
  }, []);
  return token;
}
