import { createPublicKey, createSecretKey, type KeyObject } from 'node:crypto';
import { type JWTPayload, jwtVerify } from 'jose';
import * as z from 'zod/mini';
import { CardId, CardType } from '#contract/card.ts';
import { PortalUser } from '#contract/launch.ts';
import type { CardName } from '#server/access/sight.ts';
import type { PortalRow } from '#server/store/journal-store.ts';
import { connectionOf } from './connection.ts';
import type { SecretBox } from './secret-box.ts';

/** A token lives at most this long, and its portal's clock may be this much ahead of ours. */
const longestSeconds = 60;
const aheadSeconds = 5;

export type SignedLaunch = {
  user: string;
  name: string | null;
  role: 'manager' | 'support';
  card: CardName | null;
  /** Used once: by this id, until it would be refused for its age. */
  token: string;
  expiresAt: number;
};

/** A token that opens nothing. The reason is for the administrator's log, never for who brought it. */
export class LaunchRefused extends Error {
  readonly reason: string;

  constructor(reason: string, cause?: unknown) {
    super(`the launch was refused: ${reason}`, { cause });
    this.name = 'LaunchRefused';
    this.reason = reason;
  }
}

const Claims = z.object({
  sub: PortalUser,
  name: z.optional(z.string().check(z.maxLength(200))),
  role: z.enum(['manager', 'support']),
  card: z.optional(z.object({ type: CardType, id: CardId })),
  jti: z.string().check(z.minLength(8), z.maxLength(128)),
  iat: z.number(),
  exp: z.number(),
});

/**
 * Reads a token that a portal signed. The algorithm is the one that the administrator named, whatever the token says of
 * itself; a token is for this journal, from this portal, and a minute old at most. That it is used once is the caller's
 * to see to. @throws LaunchRefused
 */
export async function readSignedLaunch(
  portal: PortalRow,
  token: string,
  { box, audiences, now }: { box: SecretBox; audiences: readonly string[]; now: number },
): Promise<SignedLaunch> {
  const connection = connectionOf(portal);
  if (connection.kind !== 'signed' || portal.connectionSecret === null) throw new LaunchRefused('not a signed portal');
  const key = keyOf(connection.algorithm, box, portal.portal, portal.connectionSecret);
  let payload: JWTPayload;
  try {
    ({ payload } = await jwtVerify(token, key, {
      algorithms: [connection.algorithm],
      issuer: portal.portal,
      audience: [...audiences],
      requiredClaims: ['exp', 'iat', 'sub', 'jti'],
      currentDate: new Date(now),
    }));
  } catch (error) {
    throw new LaunchRefused(reasonOf(error), error);
  }
  const claims = Claims.safeParse(payload);
  if (!claims.success) throw new LaunchRefused('claims');
  const { sub, name, role, card, jti, iat, exp } = claims.data;
  if (exp <= iat || exp - iat > longestSeconds) throw new LaunchRefused('exp');
  if (iat * 1000 > now + aheadSeconds * 1000) throw new LaunchRefused('iat');
  // A manager sees his card and nothing else; without one there is nothing to see.
  if (role === 'manager' && card === undefined) throw new LaunchRefused('card');
  return {
    user: sub,
    name: name === undefined || name.trim() === '' ? null : name.toWellFormed(),
    role,
    card: card ?? null,
    token: jti,
    expiresAt: Math.ceil(exp * 1000),
  };
}

function keyOf(algorithm: string, box: SecretBox, portal: string, stored: string): KeyObject {
  return algorithm === 'HS256'
    ? createSecretKey(Buffer.from(box.open(portal, stored)))
    : createPublicKey({ key: stored, format: 'pem' });
}

/** What jose says is wrong, in a word: the claim, else the code. */
function reasonOf(error: unknown): string {
  const { claim, code } = error as { claim?: unknown; code?: unknown };
  if (typeof claim === 'string' && claim !== 'unspecified') return claim;
  return typeof code === 'string' ? code.toLowerCase() : 'unreadable';
}
