import * as z from 'zod/mini';
import { Moment } from './ids.ts';

/** Everything that people and programs do and that somebody may ask about later. */
export const auditActions = [
  'instance.claim',
  'session.sign-in',
  'session.sign-in-refused',
  'session.sign-out',
  'session.close',
  'launch.open',
  'launch.refused',
  'launch.install',
  'launch.uninstall',
  'person.invite',
  'person.accept',
  'person.change',
  'person.remove',
  'person.password',
  'portal.change',
  'portal.connect',
  'key.make',
  'key.rotate',
  'key.revoke',
  'application.make',
  'application.remove',
  'masking.change',
  'journal.view',
  'journal.export',
  'entry.reveal',
  'cause.state',
  'cause.assign',
  'cause.comment',
  'cause.merge',
  'cause.split',
  'view.make',
  'view.change',
  'view.remove',
  'audit.view',
  'erasure.preview',
  'erasure.begin',
  'erasure.end',
  'erasure.reapply',
  'store.purge',
  'store.redact',
  'store.restore',
] as const;
export const AuditAction = z.enum(auditActions);
export type AuditAction = z.infer<typeof AuditAction>;

/**
 * Who did it: a person with an account, a portal's user in its frame, a program by its key, whoever may run commands
 * here, the server by itself, or nobody known.
 */
export const auditActorKinds = ['person', 'visitor', 'key', 'command', 'server', 'nobody'] as const;
export type AuditActorKind = (typeof auditActorKinds)[number];

/** One audit event. Nothing of what was read is in it: ids, counts and hashes only. */
export const AuditEvent = z.object({
  /** From 1, without gaps. */
  seq: z.number(),
  at: Moment,
  /** Null for what concerns the whole instance. */
  portal: z.nullable(z.string()),
  actor: z.object({
    kind: z.enum(auditActorKinds),
    id: z.nullable(z.string()),
    /** As known now; null when the account is gone. */
    name: z.nullable(z.string()),
  }),
  action: AuditAction,
  object: z.nullable(z.object({ kind: z.string(), id: z.string() })),
  details: z.record(z.string(), z.unknown()),
  requestId: z.nullable(z.string()),
  /** The network that it came from: the first three numbers of an IPv4 address, the first three groups of an IPv6 one. */
  network: z.nullable(z.string()),
});
export type AuditEvent = z.infer<typeof AuditEvent>;

/** What a check of the whole audit log found. */
export const AuditVerification = z.object({
  events: z.number(),
  /** Every event is as it was written and none is missing. */
  intact: z.boolean(),
  /** The first event that is not; null when all are. */
  firstBad: z.nullable(z.object({ seq: z.number(), reason: z.enum(['changed', 'missing', 'tail-missing']) })),
});
export type AuditVerification = z.infer<typeof AuditVerification>;
