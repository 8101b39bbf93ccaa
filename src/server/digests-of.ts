import { createDigests, type Digests } from './digest/create.ts';
import { registerDigestRoutes } from './digest/routes.ts';
import type { WatchOptions } from './digest/watch.ts';
import { createTold } from './failure/told.ts';
import type { Registrar } from './http/endpoint.ts';
import { connectionOf } from './portal/connection.ts';
import { createSecretBox } from './portal/secret-box.ts';
import type { JournalStore, PortalRow } from './store/journal-store.ts';

/** Digests with what they need of causes and of portals. */
export function createDigestsOf(
  registrar: Registrar,
  options: { store: JournalStore; secret: Buffer } & Omit<WatchOptions, 'store' | 'causes' | 'box' | 'mayBePrivate'>,
): Digests {
  const { store, secret, now, ...rest } = options;
  const telling = {
    ...rest,
    store,
    causes: createTold(store, now),
    box: createSecretBox(secret, 'digest webhooks'),
    mayBePrivate: isPrivateAllowed,
    now,
  };
  registerDigestRoutes(registrar, telling);
  return createDigests(telling);
}

/** An administrator said of this portal that it lies in a private network: then what it tells may go there, too. */
function isPrivateAllowed(portal: PortalRow): boolean {
  const connection = connectionOf(portal);
  return connection.kind === 'bitrix24' && connection.allowPrivate;
}
