import { Problem } from '#contract/problem.ts';

/** Failed tries before waiting begins, and how long the waiting grows. */
const free = 5;
const firstWaitMs = 1_000;
const longestWaitMs = 15 * 60 * 1000;
const mostKept = 10_000;

export type Throttle = {
  /** @throws Problem too_many_requests while the wait lasts */
  check(...names: string[]): void;
  fail(...names: string[]): void;
  succeed(...names: string[]): void;
};

/** Slows down those who guess passwords: each failed try of an account or address doubles the wait. */
export function createThrottle(now: () => number): Throttle {
  const failed = new Map<string, { tries: number; until: number }>();

  return {
    check(...names) {
      for (const name of names) {
        const until = failed.get(name)?.until ?? 0;
        if (until > now()) {
          const waitSeconds = Math.ceil((until - now()) / 1000);
          throw new Problem('too_many_requests', `too many failed tries; wait ${waitSeconds} s`, { waitSeconds });
        }
      }
    },
    fail(...names) {
      for (const name of names) {
        const tries = (failed.get(name)?.tries ?? 0) + 1;
        const wait = tries < free ? 0 : Math.min(longestWaitMs, firstWaitMs * 2 ** (tries - free));
        failed.delete(name);
        failed.set(name, { tries, until: now() + wait });
        const oldest = failed.keys().next();
        if (failed.size > mostKept && oldest.done === false) failed.delete(oldest.value);
      }
    },
    succeed(...names) {
      for (const name of names) failed.delete(name);
    },
  };
}
