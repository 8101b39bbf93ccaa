import * as z from 'zod/mini';
import { CauseKey } from './failures.ts';
import { Moment } from './ids.ts';

/*
 * Digests: the people who answer for a portal are told of a cause, never of each of its failures. A digest names causes,
 * robots and templates; what robots wrote about a client, and who the client is, stays here.
 */

/** A cause that was never there; one that came back after it was resolved; one that fails too often for its mute. */
export const digestEvents = ['new', 'returned', 'too-often'] as const;
export type DigestEvent = (typeof digestEvents)[number];

export const digestChannels = ['webhook', 'email'] as const;
export type DigestChannel = (typeof digestChannels)[number];

/** What a webhook is sent, and what a mail says in sentences. */
export const DigestMessage = z.object({
  /** The same whenever this digest is tried again: who keeps it drops what comes twice. */
  digest: z.string(),
  event: z.enum([...digestEvents, 'test']),
  /** When it was sent. */
  at: Moment,
  portal: z.object({ portal: z.string(), title: z.nullable(z.string()) }),
  cause: z.object({
    cause: z.string(),
    title: z.string(),
    /** Its page; null while this server does not know its own address. */
    url: z.nullable(z.string()),
  }),
  /** Since when it fails: the first failure, the one it came back with, or when it was muted. The counts are from then on. */
  since: Moment,
  failures: z.number(),
  cards: z.number(),
  clients: z.number(),
  /** What the cards hit are worth, a sum a currency. */
  amounts: z.array(z.object({ value: z.number(), currency: z.nullable(z.string()) })),
  /** What failed most. */
  robot: z.nullable(z.string()),
  template: z.nullable(z.string()),
  /** Who answers for the cause. */
  assignee: z.nullable(z.string()),
});
export type DigestMessage = z.infer<typeof DigestMessage>;

/** Why a digest did not arrive. `interrupted`: the server ended while it was sending; it may have come. */
export const digestFaults = [
  'silent',
  'private',
  'redirected',
  'refused',
  'unsound',
  'sign-in',
  'off',
  'interrupted',
] as const;
export type DigestFault = (typeof digestFaults)[number];

/**
 * `given-up`: nobody took it within a day. `unknown`: it may have come, and is not sent again by itself. `settled`: not sent, for by
 * then somebody had taken the cause on, or the way it was to go had been taken away.
 */
export const digestStates = ['waiting', 'sending', 'sent', 'given-up', 'unknown', 'settled'] as const;
export type DigestState = (typeof digestStates)[number];

export const DeliveryId = z.string().check(z.regex(/^[0-9a-f]{32}-[a-z]{1,20}$/));

const outcome = {
  channel: z.enum(digestChannels),
  fault: z.nullable(z.enum(digestFaults)),
  /** What the other side answered with, of HTTP or of SMTP. */
  status: z.nullable(z.number()),
};

export const DigestDelivery = z.object({
  ...outcome,
  /** Names it to be sent again; opaque. */
  delivery: DeliveryId,
  cause: CauseKey,
  title: z.string(),
  event: z.enum(digestEvents),
  state: z.enum(digestStates),
  tries: z.number(),
  /** The last try; null before the first. */
  triedAt: z.nullable(Moment),
  /** The next try; null when there is none. */
  dueAt: z.nullable(Moment),
});
export type DigestDelivery = z.infer<typeof DigestDelivery>;

export const DigestTest = z.object({ items: z.array(z.object({ ...outcome, isSent: z.boolean() })) });
export type DigestTest = z.infer<typeof DigestTest>;
/** What became of it when it was sent again. */
export const DigestResent = z.object({ ...outcome, isSent: z.boolean() });

const TimeOfDay = z.string().check(z.regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/));
export const mostDigestEmails = 20;
/** Plain addresses only, so that no list, no name and no line break gets into a header. */
export const digestEmail = /^[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63})+$/;

const rules = {
  webhookUrl: z.nullable(z.string().check(z.maxLength(2000))),
  emails: z.array(z.string().check(z.maxLength(254), z.regex(digestEmail))).check(z.maxLength(mostDigestEmails)),
  language: z.enum(['ru', 'en']),
  /** Least time between two digests of one cause. */
  leastHours: z.number().check(z.int(), z.gte(1), z.lte(720)),
  /** In the portal's time zone; what comes meanwhile is sent at the end of them. Both alike: none. */
  quietHours: z.nullable(z.object({ from: TimeOfDay, to: TimeOfDay })),
};
/** `renewSecret`: the webhook gets another signing secret. It gets its first one by itself. */
export const NewDigestRules = z.object({ ...rules, renewSecret: z.boolean() });
export type NewDigestRules = z.infer<typeof NewDigestRules>;

export const DigestSettings = z.object({
  ...rules,
  /** Mail is sent at all; the configuration says by which server. */
  hasMail: z.boolean(),
  /** This server knows its own address, so digests have links. */
  hasLinks: z.boolean(),
  /** The newest first, at most 50. */
  deliveries: z.array(DigestDelivery),
});
export type DigestSettings = z.infer<typeof DigestSettings>;

/** `secret`: the webhook's signing secret, this once; null: it is the one that was. */
export const PutDigest = z.object({ digest: DigestSettings, secret: z.nullable(z.string()) });
