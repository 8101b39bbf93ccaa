import * as z from 'zod/mini';
import { Moment, PortalId } from './ids.ts';
import { Email, NewPassword, Role } from './session.ts';

export const accountStates = ['invited', 'active', 'blocked'] as const;
export type AccountState = (typeof accountStates)[number];

const Name = z.string().check(z.minLength(1), z.maxLength(200));

/** Somebody with an account here. `person` is the account's id. */
export const AccountInList = z.object({
  person: z.string(),
  name: z.string(),
  email: z.string(),
  role: Role,
  /** An administrator reads all. */
  portals: z.array(z.string()),
  state: z.enum(accountStates),
  /** Signs in by the organisation's OpenID Connect. */
  isExternal: z.boolean(),
  createdAt: Moment,
  signedInAt: z.nullable(Moment),
});
export type AccountInList = z.infer<typeof AccountInList>;

export const Invitation = z.object({ name: Name, email: Email, role: Role, portals: z.array(PortalId) });
/** The link by which an invited person sets a password: shown once, good for a week. */
export const InvitationLink = z.object({ person: z.string(), link: z.string(), expiresAt: Moment });
export const AcceptedInvitation = z.object({ token: z.string().check(z.maxLength(200)), password: NewPassword });

export const AccountChange = z.object({
  name: z.optional(Name),
  role: z.optional(Role),
  portals: z.optional(z.array(PortalId)),
  isBlocked: z.optional(z.boolean()),
});

/** The account page: who one is, and where one is signed in. */
export const OwnAccount = z.object({
  name: z.string(),
  email: z.string(),
  role: Role,
  hasPassword: z.boolean(),
  sessions: z.array(
    z.object({
      session: z.string(),
      openedAt: Moment,
      seenAt: Moment,
      /** What the browser calls itself, cut to 300 characters. */
      browser: z.nullable(z.string()),
      network: z.nullable(z.string()),
      isCurrent: z.boolean(),
    }),
  ),
});
export type OwnAccount = z.infer<typeof OwnAccount>;

export const PasswordChange = z.object({ password: z.string().check(z.maxLength(200)), newPassword: NewPassword });
