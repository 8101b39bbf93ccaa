import type { Key } from '#contract/key.ts';
import type { IconName } from '#client/ui/icon.tsx';
import type { Tone } from '#client/ui/tone.ts';

export const keyStates = ['active', 'soon', 'expired', 'revoked'] as const;
export type KeyState = (typeof keyStates)[number];

/** How long before its end a key is said to end soon: time to ask whoever uses it. */
const soonMs = 14 * 24 * 60 * 60 * 1000;

type Ends = Pick<Key, 'expiresAt' | 'revokedAt'>;

export function keyStateAt({ expiresAt, revokedAt }: Ends, now: number): KeyState {
  if (revokedAt !== null) return 'revoked';
  if (expiresAt === null) return 'active';
  const left = Date.parse(expiresAt) - now;
  if (left <= 0) return 'expired';
  return left <= soonMs ? 'soon' : 'active';
}

/** A key that the server takes. */
export function isLive(state: KeyState): boolean {
  return state === 'active' || state === 'soon';
}

export const keyLook: Readonly<Record<KeyState, { tone: Tone; icon: IconName }>> = {
  active: { tone: 'success', icon: 'success' },
  soon: { tone: 'warning', icon: 'hourglass' },
  expired: { tone: 'neutral', icon: 'hourglass' },
  revoked: { tone: 'neutral', icon: 'minus' },
};
