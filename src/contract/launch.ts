import * as z from 'zod/mini';
import { CardId, CardType } from './card.ts';
import { Moment, PortalId } from './ids.ts';
import { Origin, Portal, Role } from './session.ts';

/** How a portal opens our frame: not at all, as Bitrix24 does, or with a token that it signs. */
export const connectionKinds = ['none', 'bitrix24', 'signed'] as const;
export const signingAlgorithms = ['RS256', 'EdDSA', 'HS256'] as const;

/** A user of the portal, by his id there. */
export const PortalUser = z.string().check(z.regex(/^[A-Za-z0-9._@-]{1,64}$/));
const supportUsers = z.array(PortalUser).check(z.maxLength(200));

/** What an administrator says about a portal, so that a launch can be verified. Nothing of it ever comes from a request. */
export const NewConnection = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('none') }),
  z.object({
    kind: z.literal('bitrix24'),
    memberId: z.string().check(z.regex(/^[A-Za-z0-9]{8,64}$/)),
    /** Origin of the authorisation server that answers `app.info`. */
    authServer: Origin,
    applicationCode: z.string().check(z.minLength(1), z.maxLength(200)),
    /** Absent: stays. Null: none is expected. */
    applicationToken: z.optional(z.nullable(z.string().check(z.minLength(8), z.maxLength(200)))),
    /** The portal stands in a private network: addresses of such are asked. */
    allowPrivate: z._default(z.boolean(), false),
    /** Users of the portal who are support here; everybody else is a manager. */
    supportUsers: z._default(supportUsers, []),
  }),
  z.object({
    kind: z.literal('signed'),
    algorithm: z.enum(signingAlgorithms),
    /** The public key as PEM, for HS256 the shared secret of at least 32 characters. Absent: stays. */
    key: z.optional(z.string().check(z.minLength(32), z.maxLength(8192))),
  }),
]);
export type NewConnection = z.infer<typeof NewConnection>;

/** The same as it is shown: secrets by whether they are there. */
export const Connection = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('none') }),
  z.object({
    kind: z.literal('bitrix24'),
    memberId: z.string(),
    authServer: z.string(),
    applicationCode: z.string(),
    hasApplicationToken: z.boolean(),
    allowPrivate: z.boolean(),
    supportUsers: z.array(z.string()),
    /** When the installation page last bound the tabs; null: not yet. */
    installedAt: z.nullable(Moment),
  }),
  z.object({
    kind: z.literal('signed'),
    algorithm: z.enum(signingAlgorithms),
    /** The first 16 hexadecimal digits of the key's SHA-256. */
    keyFingerprint: z.string(),
  }),
]);
export type Connection = z.infer<typeof Connection>;

export const PortalInSettings = z.extend(Portal, { connection: Connection });
export type PortalInSettings = z.infer<typeof PortalInSettings>;

/** What opens a frame: the one-time code of a verified launch, or a token that the portal signed. */
export const LaunchExchange = z.union([
  z.object({ code: z.string().check(z.maxLength(100)) }),
  z.object({ portal: PortalId, token: z.string().check(z.maxLength(8192)) }),
]);
/** A new access token of the portal's user, by the portal's own frame protocol. */
export const LaunchRenewal = z.object({ portal: PortalId, authId: z.string().check(z.minLength(1), z.maxLength(500)) });

/** An open frame. The bearer lives in the page's memory and nowhere else. */
export const Launch = z.object({
  bearer: z.string(),
  expiresAt: Moment,
  /** Ten minutes, as time left: clocks differ. */
  expiresInMs: z.number(),
  portal: PortalId,
  role: Role,
  /** The card it was opened on; null when it was opened elsewhere in the portal. */
  card: z.nullable(z.object({ type: CardType, id: CardId })),
});
export type Launch = z.infer<typeof Launch>;
