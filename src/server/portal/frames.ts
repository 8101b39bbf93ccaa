import { hashSecret, makeToken } from '#server/access/key.ts';
import type { Caller } from '#server/access/policy.ts';
import type { CardName } from '#server/access/sight.ts';
import type { JournalStore, PortalRow } from '#server/store/journal-store.ts';
import { connectionOf } from './connection.ts';
import type { PortalTokens } from './portal-tokens.ts';

const codeMs = 60_000;
const bearerMs = 10 * 60 * 1000;
/** Tells a frame's bearer from a key, to us and to whoever finds one. */
const bearerPrefix = 'jl_';

type LaunchRow = Awaited<ReturnType<JournalStore['launches']['add']>>;
export type Visitor = Extract<Caller, { kind: 'visitor' }>;
export type NewFrame = {
  portal: PortalRow;
  user: string;
  name: string | null;
  role: Visitor['role'];
  card: CardName | null;
  /** The user's own access token, and where it may be shown; null: nothing of the portal will be asked. */
  lent: { authId: string; origin: string } | null;
};
export type OpenFrame = { bearer: string; expiresAt: number; visitor: Visitor };

/** Open frames: a one-time code at first, then a bearer that lives ten minutes in the page's memory. Only hashes are stored. */
export function createFrames(options: {
  store: Pick<JournalStore, 'launches' | 'portals' | 'portalPeople'>;
  tokens: PortalTokens;
  /** Told when all frames of a portal have ended: streams of theirs may be open. */
  onEnd(portalNo: number): void;
  now(): number;
}) {
  const { store, tokens, onEnd, now } = options;

  async function add(
    { portal, user, name, role, card, lent }: NewFrame,
    found: { codeHash: string } | { bearerHash: string },
  ) {
    const launch = await store.launches.add(
      {
        portalNo: portal.portalNo,
        userId: user,
        userName: name,
        role,
        card,
        createdAt: now(),
        expiresAt: now() + ('codeHash' in found ? codeMs : bearerMs),
      },
      found,
    );
    await store.portalPeople.came(portal.portalNo, { user, name, isSupport: role === 'support' });
    // In place of what an older launch of this number had: numbers come again when the last ones are gone.
    if (lent !== null) tokens.lend(launch.launchNo, { portalNo: portal.portalNo, user, ...lent });
    return launch;
  }

  return {
    /** A frame that is to be opened with a code, within a minute, once. */
    async announce(frame: NewFrame): Promise<string> {
      const { token, hash } = makeToken();
      await add(frame, { codeHash: hash });
      return token;
    },

    /** A frame that opens at once. */
    async open(frame: NewFrame): Promise<OpenFrame> {
      const { bearer, hash } = makeBearer();
      const launch = await add(frame, { bearerHash: hash });
      return { bearer, expiresAt: launch.expiresAt, visitor: visitorOf(launch) };
    },

    /** Of any number who come with one code, one gets the frame; the others null. */
    async exchange(code: string): Promise<OpenFrame | null> {
      const { bearer, hash } = makeBearer();
      const launch = await store.launches.exchange(hashSecret(code), hash, now() + bearerMs, now());
      if (launch === null) return null;
      // What was lent while the code was on its way ends a little earlier than the bearer would.
      const lentUntil = tokens.of(launch.launchNo)?.until ?? Number.POSITIVE_INFINITY;
      return { bearer, expiresAt: Math.min(launch.expiresAt, lentUntil), visitor: visitorOf(launch) };
    },

    /** Who a bearer is of. Null also when the portal could not be asked any more in his name: the page then comes anew. */
    async callerOf(bearer: string): Promise<Visitor | null> {
      if (!/^jl_[A-Za-z0-9_-]{43}$/.test(bearer)) return null;
      const launch = await store.launches.byBearer(hashSecret(bearer), now());
      if (launch === null) return null;
      const portal = await store.portals.byNo(launch.portalNo);
      if (portal === null) return null;
      const { kind } = connectionOf(portal);
      if (kind === 'none' || (kind === 'bitrix24' && !isLent(launch, portal))) return null;
      return visitorOf(launch);
    },

    async endPortal(portalNo: number): Promise<void> {
      await store.launches.endAll(portalNo);
      tokens.endPortal(portalNo);
      onEnd(portalNo);
    },
  };

  function isLent(launch: LaunchRow, portal: PortalRow): boolean {
    const token = tokens.of(launch.launchNo);
    return (
      token !== null &&
      token.portalNo === launch.portalNo &&
      token.user === launch.userId &&
      portal.origin !== null &&
      token.origin === new URL(portal.origin).origin
    );
  }
}

export type Frames = ReturnType<typeof createFrames>;

function makeBearer(): { bearer: string; hash: string } {
  const bearer = bearerPrefix + makeToken().token;
  return { bearer, hash: hashSecret(bearer) };
}

function visitorOf({ launchNo, portalNo, userId, userName, role, card }: LaunchRow): Visitor {
  return { kind: 'visitor', launchNo, portalNo, user: userId, name: userName, role, card };
}
