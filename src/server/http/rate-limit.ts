import { createHash } from 'node:crypto';
import { isIPv6 } from 'node:net';

/** Names kept at a time, by a limit or among credentials that were right: whoever makes up more pushes out the oldest. */
const mostKept = 10_000;

/** A bucket a name: it holds `burst` and fills by `perSecond`. */
export type RateLimit = {
  /** Takes one, or `count` at once. @returns null, or the whole seconds until there is enough */
  take(name: string, count?: number): number | null;
  /** What `take` would say of one. */
  waitOf(name: string): number | null;
};

export function createRateLimit(options: { perSecond: number; burst: number; now(): number }): RateLimit {
  const { perSecond, burst, now } = options;
  /** What is left of buckets that are not full, the ones used last at the end. */
  const buckets = new Map<string, { left: number; at: number }>();

  function leftOf(name: string): number {
    const bucket = buckets.get(name);
    if (bucket === undefined) return burst;
    const seconds = Math.max(0, now() - bucket.at) / 1000;
    return Math.min(burst, bucket.left + seconds * perSecond);
  }

  const secondsTo = (wanted: number, left: number) =>
    left >= wanted ? null : Math.max(1, Math.ceil((wanted - left) / perSecond));

  return {
    take(name, count = 1) {
      const left = leftOf(name);
      // More than a bucket ever holds is let through when it is full, else it could never be.
      const wait = secondsTo(Math.min(count, burst), left);
      if (wait !== null) return wait;
      keepNewest(buckets, name, { left: left - count, at: now() });
      return null;
    },
    waitOf: (name) => secondsTo(1, leftOf(name)),
  };
}

/** Slows down those who guess credentials, by where they are. */
export type FailedTries = {
  /**
   * Seconds until somebody at this address may try a credential; null: now. One that was right before may always: a
   * neighbour's mistakes lock nobody out.
   */
  waitOf(address: string, credential: string): number | null;
  failed(address: string, credential: string): void;
  succeeded(credential: string): void;
};

export function createFailedTries(options: { perMinute: number; now(): number }): FailedTries {
  const { perMinute, now } = options;
  const limit = createRateLimit({ perSecond: perMinute / 60, burst: perMinute, now });
  const right = new Map<string, true>();
  return {
    waitOf(address, credential) {
      return speaksForOthers(address) || right.has(markOf(credential)) ? null : limit.waitOf(networkOf(address));
    },
    failed(address, credential) {
      right.delete(markOf(credential));
      limit.take(networkOf(address));
    },
    succeeded: (credential) => keepNewest(right, markOf(credential), true),
  };
}

function keepNewest<V>(kept: Map<string, V>, name: string, value: V): void {
  kept.delete(name);
  kept.set(name, value);
  const oldest = kept.keys().next();
  if (kept.size > mostKept && oldest.done === false) kept.delete(oldest.value);
}

/** Behind a proxy that is not trusted to name its clients, all of them have its address. */
function speaksForOthers(address: string): boolean {
  return address === '::1' || /^(?:::ffff:)?127\./.test(address);
}

/** Whoever has one address of IPv6 has its whole /64. */
function networkOf(address: string): string {
  if (!isIPv6(address) || address.startsWith('::ffff:')) return address;
  const [front = '', back = ''] = address.split('::');
  const head = front === '' ? [] : front.split(':');
  const tail = back === '' ? [] : back.split(':');
  const middle = address.includes('::') ? Array.from({ length: 8 - head.length - tail.length }, () => '0') : [];
  return [...head, ...middle, ...tail]
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':');
}

/** Credentials are kept as hashes only. */
function markOf(credential: string): string {
  return createHash('sha256').update(credential).digest('base64url');
}
