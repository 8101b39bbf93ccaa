import type { Portal, Session } from '#contract/session.ts';
import type * as z from 'zod/mini';
import { portalInUse } from '#client/api/portal-in-use.ts';

/** The portal that is read: the one in use, else the only one. Undefined for a person without portals. */
export function portalOf(session: z.infer<typeof Session>): z.infer<typeof Portal> | undefined {
  const inUse = portalInUse();
  return session.portals.find((one) => one.portal === inUse) ?? session.portals[0];
}
