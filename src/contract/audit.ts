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
  'digest.change',
  'digest.test',
  'digest.send',
  'journal.view',
  'journal.export',
  'journal.search',
  'entry.reveal',
  'cause.state',
  'cause.assign',
  'cause.comment',
  'cause.merge',
  'cause.split',
  'view.make',
  'view.change',
  'view.remove',
  'flag.put',
  'flag.change',
  'flag.close',
  'flag.reopen',
  'explanation.make',
  'explanation.change',
  'explanation.remove',
  'audit.view',
  'erasure.preview',
  'erasure.begin',
  'erasure.end',
  'erasure.reapply',
  'audit.export',
  'store.purge',
  'store.redact',
  'store.restore',
] as const;
export const AuditAction = z.enum(auditActions);
export type AuditAction = z.infer<typeof AuditAction>;

/** What somebody asks the log for; each action is of one of them. */
export const auditGroups = ['entered', 'looked', 'revealed', 'exported', 'changed', 'deleted'] as const;
export type AuditGroup = (typeof auditGroups)[number];
export const auditGroupOf: Readonly<Record<AuditAction, AuditGroup>> = {
  'instance.claim': 'entered',
  'session.sign-in': 'entered',
  'session.sign-in-refused': 'entered',
  'session.sign-out': 'entered',
  'session.close': 'entered',
  'launch.open': 'entered',
  'launch.refused': 'entered',
  'launch.install': 'changed',
  'launch.uninstall': 'deleted',
  'person.invite': 'changed',
  'person.accept': 'entered',
  'person.change': 'changed',
  'person.remove': 'deleted',
  'person.password': 'changed',
  'portal.change': 'changed',
  'portal.connect': 'changed',
  'key.make': 'changed',
  'key.rotate': 'changed',
  'key.revoke': 'deleted',
  'application.make': 'changed',
  'application.remove': 'deleted',
  'masking.change': 'changed',
  'digest.change': 'changed',
  'digest.test': 'exported',
  'digest.send': 'exported',
  'journal.view': 'looked',
  'journal.search': 'looked',
  'journal.export': 'exported',
  'entry.reveal': 'revealed',
  'cause.state': 'changed',
  'cause.assign': 'changed',
  'cause.comment': 'changed',
  'cause.merge': 'changed',
  'cause.split': 'changed',
  'flag.put': 'changed',
  'flag.change': 'changed',
  'flag.close': 'changed',
  'flag.reopen': 'changed',
  'view.make': 'changed',
  'view.change': 'changed',
  'view.remove': 'deleted',
  'explanation.make': 'changed',
  'explanation.change': 'changed',
  'explanation.remove': 'deleted',
  'audit.view': 'looked',
  'audit.export': 'exported',
  'erasure.preview': 'looked',
  'erasure.begin': 'deleted',
  'erasure.end': 'deleted',
  'erasure.reapply': 'deleted',
  'store.purge': 'deleted',
  'store.redact': 'deleted',
  'store.restore': 'changed',
};

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
