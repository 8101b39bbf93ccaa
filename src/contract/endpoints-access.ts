import * as z from 'zod/mini';
import { AuditAction, auditActorKinds, AuditEvent, auditGroups, AuditVerification } from './audit.ts';
import type { Endpoint } from './endpoint.ts';
import { Entry } from './entry.ts';
import { EntryId, Moment, PortalId, ProcessId } from './ids.ts';
import { Key, KeySecret, NewKey } from './key.ts';
import { Launch, LaunchExchange, LaunchRenewal, NewConnection, PortalInSettings } from './launch.ts';
import { MaskRules } from './masking.ts';
import { pageOf, queryNumber } from './page.ts';
import {
  AcceptedInvitation,
  AccountChange,
  AccountInList,
  Invitation,
  InvitationLink,
  OwnAccount,
  PasswordChange,
} from './person.ts';
import { Session } from './session.ts';

const portal = { portal: z.optional(PortalId) };
const person = z.object({ person: z.string().check(z.regex(/^\d{1,12}$/)) });
const key = z.object({ key: z.string().check(z.regex(/^[A-Za-z0-9]{8}$/)) });
const nothing = z.object({});

/** What the audit log is narrowed by. */
const auditFilter = {
  group: z.optional(z.enum(auditGroups)),
  action: z.optional(AuditAction),
  /** A person's and a visitor's id may be the same number: this tells them apart. */
  actorKind: z.optional(z.enum(auditActorKinds)),
  /** Id of an actor, as the log has it. */
  actor: z.optional(z.string().check(z.maxLength(100))),
  /** Id of an object: a process, an entry, a key, a person. */
  object: z.optional(z.string().check(z.maxLength(255))),
  from: z.optional(Moment),
  to: z.optional(Moment),
};

/** Who may do what, and what was done: people, keys, portals, frames, masking and the audit log. */
export const accessEndpoints = {
  signInWays: {
    method: 'GET',
    path: '/api/v1/sign-in-ways',
    access: 'public',
    summary: 'How one can sign in here',
    response: z.object({
      /** Where the organisation's own sign-in begins, and what it is called; null: there is none. */
      oidc: z.nullable(z.object({ title: z.string(), start: z.string() })),
    }),
  },
  startOidc: {
    method: 'GET',
    path: '/api/v1/oidc/start',
    access: 'public',
    summary: 'Go to the OpenID provider; `to` is the page of ours to come back to',
    query: z.object({ to: z.optional(z.string().check(z.maxLength(2000))) }),
  },
  endOidc: {
    method: 'GET',
    path: '/api/v1/oidc/callback',
    access: 'public',
    summary: 'Where the OpenID provider sends the browser back; sets the session cookie',
    audit: 'session.sign-in',
  },
  acceptInvitation: {
    method: 'POST',
    path: '/api/v1/invitations/accept',
    access: 'public',
    summary: 'Set the password of an invited account and sign in',
    audit: 'person.accept',
    body: AcceptedInvitation,
    response: Session,
  },
  account: {
    method: 'GET',
    path: '/api/v1/account',
    access: 'account',
    summary: "One's own account and where it is signed in",
    response: OwnAccount,
  },
  changePassword: {
    method: 'PUT',
    path: '/api/v1/account/password',
    access: 'account',
    summary: "Change one's own password; every other session ends",
    audit: 'person.password',
    body: PasswordChange,
    response: nothing,
  },
  closeSession: {
    method: 'DELETE',
    path: '/api/v1/account/sessions/:session',
    access: 'account',
    summary: 'Sign out elsewhere: one session, or `others` for all but this',
    audit: 'session.close',
    params: z.object({ session: z.string().check(z.minLength(1), z.maxLength(40)) }),
    response: z.object({ closed: z.number() }),
  },
  people: {
    method: 'GET',
    path: '/api/v1/people',
    access: 'people',
    summary: 'Everybody with an account',
    response: z.object({ items: z.array(AccountInList) }),
  },
  invitePerson: {
    method: 'POST',
    path: '/api/v1/people/invitations',
    access: 'people',
    summary: 'Make an account whose owner sets the password himself by a link',
    audit: 'person.invite',
    body: Invitation,
    response: InvitationLink,
  },
  renewInvitation: {
    method: 'POST',
    path: '/api/v1/people/:person/invitation',
    access: 'people',
    summary:
      'A new link to set a password, for who lost the first or forgot the password; sessions end when it is used',
    audit: 'person.invite',
    params: person,
    response: InvitationLink,
  },
  changePerson: {
    method: 'PUT',
    path: '/api/v1/people/:person',
    access: 'people',
    summary: 'Change a name, role or portals, block or free an account; its sessions end',
    audit: 'person.change',
    params: person,
    body: AccountChange,
    response: AccountInList,
  },
  removePerson: {
    method: 'DELETE',
    path: '/api/v1/people/:person',
    access: 'people',
    summary: 'Remove an account with its sessions',
    audit: 'person.remove',
    params: person,
    response: nothing,
  },
  keys: {
    method: 'GET',
    path: '/api/v1/keys',
    access: 'admin',
    summary: 'Keys of a portal, newest first, those revoked among them',
    query: z.object(portal),
    response: z.object({ items: z.array(Key) }),
  },
  addKey: {
    method: 'POST',
    path: '/api/v1/keys',
    access: 'admin',
    summary: 'Make a key; its secret is shown this once',
    audit: 'key.make',
    query: z.object(portal),
    body: NewKey,
    response: KeySecret,
  },
  rotateKey: {
    method: 'POST',
    path: '/api/v1/keys/:key/rotate',
    access: 'admin',
    summary: 'A new secret for a key; the old one is taken for some hours more',
    audit: 'key.rotate',
    params: key,
    query: z.object(portal),
    body: z.object({ overlapHours: z._default(z.number().check(z.int(), z.gte(0), z.lte(24 * 30)), 24) }),
    response: KeySecret,
  },
  revokeKey: {
    method: 'DELETE',
    path: '/api/v1/keys/:key',
    access: 'admin',
    summary: 'Revoke a key at once, with both secrets',
    audit: 'key.revoke',
    params: key,
    query: z.object(portal),
    response: nothing,
  },
  portals: {
    method: 'GET',
    path: '/api/v1/portals',
    access: 'admin',
    summary: 'Portals and how each opens our frame',
    response: z.object({ items: z.array(PortalInSettings) }),
  },
  putConnection: {
    method: 'PUT',
    path: '/api/v1/portals/:portal/connection',
    access: 'admin',
    summary: 'Say how a portal opens our frame and how that is verified; open frames of it end',
    audit: 'portal.connect',
    params: z.object({ portal: PortalId }),
    body: NewConnection,
    response: PortalInSettings,
  },
  exchangeLaunch: {
    method: 'POST',
    path: '/api/v1/launch/exchange',
    access: 'public',
    summary: 'The bearer of a frame for the one-time code of its launch, or for a token that the portal signed',
    audit: 'launch.open',
    body: LaunchExchange,
    response: Launch,
  },
  renewLaunch: {
    method: 'POST',
    path: '/api/v1/launch/renew',
    access: 'public',
    summary: 'Another bearer for a frame of Bitrix24, with an access token that the portal just gave it',
    body: LaunchRenewal,
    response: Launch,
  },
  masking: {
    method: 'GET',
    path: '/api/v1/masking',
    access: 'admin',
    summary: "What is hidden of a portal's journals, and from whom",
    query: z.object(portal),
    response: MaskRules,
  },
  putMasking: {
    method: 'PUT',
    path: '/api/v1/masking',
    access: 'admin',
    summary: 'Change it; it holds for whatever is read from now on',
    audit: 'masking.change',
    query: z.object(portal),
    body: MaskRules,
    response: MaskRules,
  },
  tryMasking: {
    method: 'POST',
    path: '/api/v1/masking/try',
    access: 'admin',
    summary: 'A text, or JSON, as somebody from whom it is hidden would see it; nothing is kept',
    body: z.object({ text: z.string().check(z.maxLength(20_000)), rules: MaskRules }),
    response: z.object({ masked: z.string() }),
  },
  revealEntry: {
    method: 'POST',
    path: '/api/v1/processes/:process/entries/:entry/reveal',
    access: 'entry.reveal',
    summary: 'One entry unmasked; the reason is in the audit log before the answer leaves',
    audit: 'entry.reveal',
    params: z.object({ process: ProcessId, entry: EntryId }),
    query: z.object(portal),
    body: z.object({ reason: z.string().check(z.trim(), z.minLength(5), z.maxLength(500)) }),
    response: z.object({ entry: Entry, variablesBefore: z.nullable(z.record(z.string(), z.unknown())) }),
  },
  audit: {
    method: 'GET',
    path: '/api/v1/audit',
    access: 'audit.read',
    summary: 'The audit log, newest first',
    audit: 'audit.view',
    query: z.object({
      ...auditFilter,
      cursor: z.optional(z.string().check(z.maxLength(500))),
      limit: queryNumber(1, 200, 100),
    }),
    response: pageOf(AuditEvent),
  },
  auditExport: {
    method: 'GET',
    path: '/api/v1/audit/export',
    access: 'audit.read',
    summary: 'The audit log as a file, newest first: everything, or what the filter lets through',
    audit: 'audit.export',
    query: z.object({ ...auditFilter, format: z.enum(['csv', 'json']) }),
  },
  verifyAudit: {
    method: 'GET',
    path: '/api/v1/audit/verification',
    access: 'audit.read',
    summary: 'Check that the audit log is whole and as it was written',
    response: AuditVerification,
  },
} as const satisfies Record<string, Endpoint>;
