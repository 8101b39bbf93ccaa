import { createMask, type Mask, readMaskRules } from '#server/access/mask.ts';
import type { Caller } from '#server/access/policy.ts';
import type { PortalRow } from '#server/store/journal-store.ts';

/**
 * The mask of a caller in a portal, by its rules. A key is never masked: an administrator granted it, and what reads by it
 * is a program that works with the data.
 */
export function createMasks(): (caller: Caller, portal: PortalRow) => Mask | null {
  const made = new Map<number, { json: string | null; roles: readonly string[]; mask: Mask }>();

  return (caller, { portalNo, masking }) => {
    if (caller.kind === 'key') return null;
    let own = made.get(portalNo);
    // The row is as fresh as the request, so rules that were changed are new here at once.
    if (own === undefined || own.json !== masking) {
      const rules = readMaskRules(masking);
      own = { json: masking, roles: rules.roles, mask: createMask(rules) };
      made.set(portalNo, own);
    }
    return own.roles.includes(caller.role) ? own.mask : null;
  };
}
