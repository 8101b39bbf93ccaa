import * as z from 'zod/mini';
import { Moment } from './ids.ts';
import { Scope } from './session.ts';

/** A key, without its secret. */
export const Key = z.object({
  /** The public id: may be logged. */
  key: z.string(),
  title: z.nullable(z.string()),
  /** The portal's user it writes as. */
  user: z.string(),
  scopes: z.array(Scope),
  createdAt: Moment,
  /** Who made it: a name, or null when a command did. */
  createdBy: z.nullable(z.string()),
  expiresAt: z.nullable(Moment),
  /** To the hour. */
  lastUsedAt: z.nullable(Moment),
  revokedAt: z.nullable(Moment),
  /** Until when the secret before the last rotation is taken; null: there is none any more. */
  oldSecretUntil: z.nullable(Moment),
});
export type Key = z.infer<typeof Key>;

export const NewKey = z.object({
  title: z.string().check(z.minLength(1), z.maxLength(200)),
  user: z._default(z.string().check(z.regex(/^[A-Za-z0-9]{1,20}$/)), '1'),
  scopes: z.array(Scope).check(z.minLength(1)),
  expiresAt: z.optional(z.nullable(Moment)),
});

/** A key's secret, shown this once. */
export const KeySecret = z.object({ key: z.string(), secret: z.string(), webhookUrl: z.string() });
