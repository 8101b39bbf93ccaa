import type { Endpoint } from '#contract/endpoint.ts';
import type { Role, Scope } from '#contract/session.ts';

/** Who asks: a program by its key, a person by a session, or a portal's user in a frame of it. */
export type Caller =
  | { kind: 'key'; keyId: string; portalNo: number; user: string; scopes: readonly Scope[] }
  | { kind: 'person'; accountNo: number; name: string; email: string; role: Role; portals: readonly string[] }
  | {
      kind: 'visitor';
      launchNo: number;
      portalNo: number;
      /** His id in the portal. */
      user: string;
      name: string | null;
      role: Extract<Role, 'manager' | 'support'>;
      /** The card that the frame was opened on. */
      card: { type: string; id: string } | null;
    };

type Access = Endpoint['access'];

/** Everything that a role may, beside what is public. What is not listed is denied. */
const roleMay: Readonly<Record<Role, readonly Access[]>> = {
  manager: ['session', 'journal.read'],
  support: ['session', 'journal.read', 'entry.reveal'],
  administrator: ['session', 'journal.read', 'entry.reveal', 'audit.read', 'admin'],
  auditor: ['session', 'audit.read'],
};

/** Everything that a key's scope may. */
const scopeMay: Readonly<Record<Scope, readonly Access[]>> = {
  'journal.read': ['journal.read'],
  'journal.write': ['journal.write'],
  bizproc: [],
  admin: ['admin', 'audit.read'],
};

export type Verdict = 'yes' | 'not_signed_in' | 'scope_missing' | 'forbidden';

/** May this caller use endpoints of this access? Pure; every endpoint asks it. */
export function mayUse(caller: Caller | null, access: Access): Verdict {
  if (access === 'public') return 'yes';
  if (caller === null) return 'not_signed_in';
  if (caller.kind === 'key') {
    return caller.scopes.some((scope) => scopeMay[scope].includes(access)) ? 'yes' : 'scope_missing';
  }
  return roleMay[caller.role].includes(access) ? 'yes' : 'forbidden';
}

/** May this caller read what belongs to this portal? What he may not read is not there for him. */
export function mayReadPortal(caller: Caller, portal: { portalNo: number; portal: string }): boolean {
  if (caller.kind !== 'person') return caller.portalNo === portal.portalNo;
  return caller.role === 'administrator' || caller.portals.includes(portal.portal);
}
