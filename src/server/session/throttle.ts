import { Problem } from '#contract/problem.ts';

/** Failed tries before waiting begins, and how long the waiting grows. */
const free = 5;
const firstWaitMs = 1_000;
const longestWaitMs = 15 * 60 * 1000;
const mostKept = 10_000;

/** Slows down those who guess passwords: each failed try of an account or address doubles the wait. */
export function createThrottle(now: () => number) {
  const failed = new Map<string, { tries: number; until: number }>();

  return {
    /** @throws Problem too_many_requests while the wait lasts */
    check(...names: string[]): void {
      for (const name of names) {
        const until = failed.get(name)?.until ?? 0;
        if (until > now()) {
          throw new Problem('too_many_requests', `too many failed tries; wait ${Math.ceil((until - now()) / 1000)} s`);
        }
      }
    },
    fail(...names: string[]): void {
      for (const name of names) {
        const tries = (failed.get(name)?.tries ?? 0) + 1;
        const wait = tries < free ? 0 : Math.min(longestWaitMs, firstWaitMs * 2 ** (tries - free));
        failed.delete(name);
        failed.set(name, { tries, until: now() + wait });
        const oldest = failed.keys().next();
        if (failed.size > mostKept && oldest.done === false) failed.delete(oldest.value);
      }
    },
    succeed(...names: string[]): void {
      for (const name of names) failed.delete(name);
    },
  };
}
