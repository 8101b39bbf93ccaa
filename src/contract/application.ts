import * as z from 'zod/mini';
import { Activity } from './entry.ts';
import { Moment, ProcessId } from './ids.ts';
import { Scope } from './session.ts';

/** A program that an administrator let speak the portal's REST with access tokens. */
export const Application = z.object({
  clientId: z.string(),
  title: z.string(),
  /** The portal's user it acts for. */
  user: z.string(),
  scopes: z.array(Scope),
  createdAt: Moment,
});
export type Application = z.infer<typeof Application>;

export const NewApplication = z.object({
  title: z.string().check(z.minLength(1), z.maxLength(200)),
  user: z.string().check(z.regex(/^[A-Za-z0-9._-]{1,64}$/)),
  scopes: z.array(Scope).check(z.minLength(1)),
});

/** Shown once: only hashes are kept. */
export const ApplicationCredentials = z.object({
  ...Application.shape,
  clientSecret: z.string(),
  accessToken: z.string(),
  refreshToken: z.string(),
  /** Seconds that the access token lives. */
  expiresIn: z.number(),
});
export type ApplicationCredentials = z.infer<typeof ApplicationCredentials>;

/** An activity or robot that an application registered. */
export const RegisteredActivity = z.object({
  code: z.string(),
  kind: z.enum(['robot', 'activity']),
  name: z.string(),
  application: z.object({ clientId: z.string(), title: z.nullable(z.string()) }),
  /** Where its steps are posted to. */
  handler: z.string(),
  /** `Y` always waits, `N` never, empty: whoever places it decides. */
  useSubscription: z.enum(['Y', 'N', '']),
  createdAt: Moment,
  updatedAt: Moment,
  /** When a step of it last wrote to a journal. */
  wroteAt: z.nullable(Moment),
});
export type RegisteredActivity = z.infer<typeof RegisteredActivity>;

/** Why a write was answered `true` and not kept. */
export const silentWriteReasons = [
  'no_subscription',
  'step_closed',
  'timed_out',
  'process_finished',
  'logging_off',
] as const;
export const SilentWrites = z.object({
  reason: z.enum(silentWriteReasons),
  /** Day of the writes, UTC. */
  day: z.iso.date(),
  /** The credential that wrote; null for what was counted before writers were noted. */
  writer: z.nullable(
    z.object({
      kind: z.enum(['application', 'key']),
      /** Client id of the application, or public id of the key. */
      id: z.string(),
      /** What it is called; null for a key that has no title, and for an application that was removed. */
      title: z.nullable(z.string()),
    }),
  ),
  writes: z.number(),
});
export type SilentWrites = z.infer<typeof SilentWrites>;

/** A request for a step's event token, by the engine that runs the step. */
export const NewEventToken = z.object({
  process: ProcessId,
  activity: z.object({
    name: z.string().check(z.minLength(1), z.maxLength(255), z.regex(/^[^|]+$/)),
    title: z.optional(z.nullable(z.string().check(z.maxLength(1000)))),
    code: z.optional(z.nullable(z.string().check(z.maxLength(255)))),
  }),
  useSubscription: z.boolean(),
  /** At most five years, as in the portal. */
  timeoutSeconds: z.optional(z.nullable(z.number().check(z.int(), z.gte(1), z.lte(157_680_000)))),
});

/** A step that was handed to an application, for the engine that waits for it. */
export const WaitingStep = z.object({
  activity: Activity,
  state: z.enum(['waiting', 'answered', 'closed', 'timed_out', 'not_waiting']),
  createdAt: Moment,
  expiresAt: z.nullable(Moment),
  closedAt: z.nullable(Moment),
  /** What the application answered with `bizproc.event.send`. */
  returnValues: z.nullable(z.record(z.string(), z.unknown())),
});
export type WaitingStep = z.infer<typeof WaitingStep>;

const Localised = z.object({ ru: z.string(), en: z.string() });

/** One method of the portal's REST, as its documentation page shows it. */
export const RestMethod = z.object({
  name: z.string(),
  /** Null: any credential may call it. */
  scope: z.nullable(z.string()),
  /** True: not by a webhook, only by an application's access token. */
  applicationOnly: z.boolean(),
  /** True for what the portal does not have. */
  ours: z.boolean(),
  summary: Localised,
  parameters: z.array(z.object({ name: z.string(), type: z.string(), required: z.boolean(), about: Localised })),
  /** Parameters and answer of a call, JSON. */
  example: z.object({ parameters: z.record(z.string(), z.unknown()), result: z.unknown() }),
  errors: z.array(z.object({ code: z.string(), status: z.number(), description: z.string() })),
});
export type RestMethod = z.infer<typeof RestMethod>;
