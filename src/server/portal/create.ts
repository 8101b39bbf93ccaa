import type { Registrar } from '#server/http/endpoint.ts';
import type { Caller } from '#server/access/policy.ts';
import { type Sight, sightRule } from '#server/access/sight.ts';
import type { JournalStore, PortalRow } from '#server/store/journal-store.ts';
import { createBitrix24 } from './bitrix24.ts';
import { connectionOf } from './connection.ts';
import { createFrames } from './frames.ts';
import { registerInstallRoutes } from './install-routes.ts';
import { createLaunch } from './launch.ts';
import { registerLaunchRoutes } from './launch-routes.ts';
import { ask } from './outgoing.ts';
import { createOwnAddress } from './own-address.ts';
import { createPortalTokens } from './portal-tokens.ts';
import { createRefusals } from './refusals.ts';
import { createSecretBox } from './secret-box.ts';
import { registerPortalSettings } from './settings-routes.ts';
import { createSight } from './sight.ts';

export type PortalSide = {
  /** Who a frame's bearer is of. */
  callerOf(bearer: string): Promise<Caller | null>;
  sightOf(caller: Caller, portal: PortalRow): Sight;
  /** Where a reader finds the cards of a portal: here, or only in the portal. */
  cardsIn(caller: Caller, portal: PortalRow): 'journal' | 'portal';
  register(registrar: Registrar): Promise<void>;
};

/** All that has to do with portals opening us: launches, frames, what their users may see, and how each is set up. */
export function createPortalSide(options: {
  store: Pick<JournalStore, 'portals' | 'launches' | 'portalPeople'>;
  secret: Buffer;
  publicUrl: URL | null;
  /** Told when all frames of a portal have ended. */
  onEnd(portalNo: number): void;
  now(): number;
}): PortalSide {
  const { store, secret, publicUrl, onEnd, now } = options;
  const bitrix24 = createBitrix24(ask);
  const tokens = createPortalTokens(now);
  const frames = createFrames({ store, tokens, onEnd, now });
  const launching = createLaunch({ portals: store.portals, bitrix24 });
  const box = createSecretBox(secret);
  const ownAddress = createOwnAddress(publicUrl);

  return {
    callerOf: frames.callerOf,
    sightOf: createSight({ bitrix24, tokens, now }),
    cardsIn: (caller, portal) => {
      const isManager = caller.kind === 'person' && caller.role === 'manager';
      return isManager && sightRule(caller, connectionOf(portal).kind) === 'none' ? 'portal' : 'journal';
    },
    async register(registrar) {
      const refuse = createRefusals(registrar.recordAudit, now);
      registerPortalSettings(registrar, { store, frames, box });
      await registerLaunchRoutes(registrar, { store, launching, frames, box, ownAddress, refuse, now });
      await registerInstallRoutes(registrar, { store, bitrix24, launching, frames, ownAddress, refuse, now });
    },
  };
}
