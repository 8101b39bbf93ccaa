import type { Endpoint } from '#contract/endpoint.ts';
import { type Role, type Scope, scopes } from '#contract/session.ts';

/** Who asks: a program by its key, a person by a session, or a portal's user in a frame of it. */
export type Caller =
  | {
      kind: 'key';
      keyId: string;
      portalNo: number;
      user: string;
      scopes: readonly Scope[];
      /** Null: it never ends. */
      expiresAt: number | null;
    }
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
  manager: ['session', 'account', 'journal.read', 'flags.write'],
  support: ['session', 'account', 'journal.read', 'entry.reveal', 'failures.read', 'failures.act', 'flags.write'],
  administrator: [
    'session',
    'account',
    'journal.read',
    'entry.reveal',
    'failures.read',
    'failures.act',
    'flags.write',
    'audit.read',
    'admin',
    'people',
    'erasure',
  ],
  auditor: ['session', 'account', 'audit.read'],
};

/** The same for a portal's user in a frame: he has no account here. */
const visitorMay: Readonly<Record<Extract<Caller, { kind: 'visitor' }>['role'], readonly Access[]>> = {
  manager: ['session', 'journal.read', 'flags.write'],
  support: ['session', 'journal.read', 'entry.reveal', 'failures.read', 'failures.act', 'flags.write'],
};

/** Everything that a key's scope may. A key belongs to one portal and people to none, so no key administrates people. */
const scopeMay: Readonly<Record<Scope, readonly Access[]>> = {
  'journal.read': ['journal.read', 'failures.read'],
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
    if (caller.scopes.some((scope) => scopeMay[scope].includes(access))) return 'yes';
    return scopeFor(access) === null ? 'forbidden' : 'scope_missing';
  }
  const may = caller.kind === 'visitor' ? visitorMay[caller.role] : roleMay[caller.role];
  return may.includes(access) ? 'yes' : 'forbidden';
}

/** The scope that a key needs for this access; null: no key gets it. */
export function scopeFor(access: Access): Scope | null {
  return scopes.find((scope) => scopeMay[scope].includes(access)) ?? null;
}

/** May this caller read what belongs to this portal? What he may not read is not there for him. */
export function mayReadPortal(caller: Caller, portal: { portalNo: number; portal: string }): boolean {
  if (caller.kind !== 'person') return caller.portalNo === portal.portalNo;
  return caller.role === 'administrator' || caller.portals.includes(portal.portal);
}

/** May this caller, whom the policy lets administrate, do so with this portal? Null: with one that is still to be made. */
export function mayAdministrate(caller: Caller, portal: { portalNo: number } | null): boolean {
  if (caller.kind === 'person') return caller.role === 'administrator';
  return caller.kind === 'key' && caller.portalNo === portal?.portalNo;
}

/** May this caller hand these scopes to a program? A key gives, and gets by rotating another, no more than it has. */
export function mayGrant(caller: Caller, granted: readonly Scope[]): boolean {
  if (caller.kind === 'person') return caller.role === 'administrator';
  return caller.kind === 'key' && granted.every((scope) => caller.scopes.includes(scope));
}

/** May this caller make, or get by rotating, what a program uses until then? Null: for ever. A key leaves nothing that outlives it. */
export function mayGrantUntil(caller: Caller, expiresAt: number | null): boolean {
  if (caller.kind !== 'key' || caller.expiresAt === null) return true;
  return expiresAt !== null && expiresAt <= caller.expiresAt;
}
