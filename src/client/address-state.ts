import { useCallback } from 'react';
import { useLocation, useSearchParams } from 'react-router';

/** What was asked for since the location with this key: the router shows it a moment later. */
let asked: { since: string; params: URLSearchParams } | null = null;

/**
 * State that lives in the address, read and written as a whole; `change` takes the parts that change. Two changes in one
 * breath both count: the second is made upon the first, although the router still shows what was before both.
 * History is replaced: one step back leads out of the page, not through every filter.
 *
 * `read` and `write` are pure and defined outside of a component.
 */
export function useAddressState<State extends object>(
  read: (params: URLSearchParams) => State,
  write: (state: State, base: URLSearchParams) => URLSearchParams,
): [State, (part: Partial<State>) => void] {
  const [params, setParams] = useSearchParams();
  const { key } = useLocation();
  const change = useCallback(
    (part: Partial<State>) => {
      const base = asked?.since === key ? asked.params : params;
      const next = write({ ...read(base), ...part }, base);
      asked = { since: key, params: next };
      setParams(next, { replace: true, preventScrollReset: true });
    },
    [key, params, setParams, read, write],
  );
  return [read(params), change];
}
