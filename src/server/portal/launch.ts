import { timingSafeEqual } from 'node:crypto';
import { hashSecret } from '#server/access/key.ts';
import type { JournalStore } from '#server/store/journal-store.ts';
import { type Bitrix24, type PortalUser, TokenRefused } from './bitrix24.ts';
import { type Bitrix24Portal, bitrix24Of, isSameConnection } from './connection.ts';
import { isAccessToken, type HandOver } from './hand-over.ts';
import { PortalUnreachable } from './outgoing.ts';
import { LaunchRefused } from './signed-launch.ts';

/** Launches verified at once: each may keep two connections for three seconds. */
const mostAtOnce = 100;

export type Verified = { portal: Bitrix24Portal; person: PortalUser; role: 'manager' | 'support' };

/**
 * Verifies what a Bitrix24 says when it opens us. Nothing of it is believed, and nothing of it becomes an address: the
 * portal is found among those that the administrator set up, and asked there.
 */
export function createLaunch(options: { portals: JournalStore['portals']; bitrix24: Pick<Bitrix24, 'verify'> }) {
  const { portals, bitrix24 } = options;
  let underWay = 0;

  /** @throws LaunchRefused, PortalUnreachable */
  async function verify(portal: Bitrix24Portal, authId: string): Promise<Verified> {
    if (!isAccessToken(authId)) throw new LaunchRefused('token');
    if (underWay >= mostAtOnce) throw new PortalUnreachable('too many launches at once', true);
    underWay += 1;
    try {
      const person = await bitrix24.verify(portal, authId);
      // Said otherwise by the administrator while the portal was asked: this answer is about the record before.
      if (!isSameConnection(portal.row, await portals.byNo(portal.row.portalNo))) throw new LaunchRefused('changed');
      const isSupport = portal.connection.supportUsers.includes(person.user);
      return { portal, person, role: isSupport ? 'support' : 'manager' };
    } catch (error) {
      if (error instanceof TokenRefused) throw new LaunchRefused(error.reason, error);
      throw error;
    } finally {
      underWay -= 1;
    }
  }

  return {
    verify,

    /** The portal that a form names, as far as the form alone can show that it is of it. @throws LaunchRefused */
    async portalOf(handOver: HandOver): Promise<Bitrix24Portal> {
      const portal = bitrix24Of(await portals.byMember(handOver.memberId));
      if (portal === null) throw new LaunchRefused('member');
      if (handOver.domain !== new URL(portal.origin).host) throw new LaunchRefused('domain');
      if (!isApplicationToken(portal, handOver.applicationToken)) throw new LaunchRefused('application-token');
      return portal;
    },

    /** The same for an event, which is proved by the application's token alone; without one on record by nothing. */
    async portalOfEvent(memberId: string, applicationToken: string | null): Promise<Bitrix24Portal> {
      const portal = bitrix24Of(await portals.byMember(memberId));
      if (portal === null) throw new LaunchRefused('member');
      const isProved = portal.row.connectionSecret !== null && isApplicationToken(portal, applicationToken);
      if (!isProved) throw new LaunchRefused('application-token');
      return portal;
    },
  };
}

export type Launching = ReturnType<typeof createLaunch>;

/** Compared by hash, in constant time. Where none is on record none is asked for: older portals send none. */
function isApplicationToken({ row }: Bitrix24Portal, token: string | null): boolean {
  if (row.connectionSecret === null) return true;
  return timingSafeEqual(Buffer.from(hashSecret(token ?? ''), 'hex'), Buffer.from(row.connectionSecret, 'hex'));
}
