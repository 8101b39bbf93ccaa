import { useState } from 'react';
import type { ResponseOf } from '#contract/endpoints.ts';
import { call } from '#client/api/call.ts';

export type Reveal = {
  /** The entry with what was hidden of it; null until somebody asked and got it. */
  found: ResponseOf<'revealEntry'> | null;
  isPending: boolean;
  error: unknown;
  ask(reason: string): void;
  forget(): void;
};

type State = Pick<Reveal, 'found' | 'isPending' | 'error'> & { of: string };

/**
 * What was hidden of one entry, while it is looked at. It is kept here and in no cache: with another entry, and when the
 * entry is closed, it is gone, and has to be asked for again.
 */
export function useReveal(process: string, entry: string): Reveal {
  const of = `${process}/${entry}`;
  const nothing: State = { of, found: null, isPending: false, error: null };
  const [kept, setKept] = useState(nothing);
  if (kept.of !== of) setKept(nothing);
  const state = kept.of === of ? kept : nothing;
  /** An answer that comes when another entry is looked at is for nobody. */
  const put = (change: Partial<State>): void => setKept((last) => (last.of === of ? { ...last, ...change } : last));
  return {
    ...state,
    ask(reason) {
      put({ isPending: true, error: null });
      call('revealEntry', { params: { process, entry }, query: {}, body: { reason } }).then(
        (found) => put({ found, isPending: false }),
        (error: unknown) => put({ error, isPending: false }),
      );
    },
    forget: () => put(nothing),
  };
}
