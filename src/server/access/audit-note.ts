import type { AuditAction } from '#contract/audit.ts';
import type { Caller } from './policy.ts';

/** What somebody did, as the audit log is told of it. */
export type AuditNote = {
  action: AuditAction;
  /** Null: nobody known. `command`: whoever may run commands on this machine. `server`: it did so by itself. */
  actor: Caller | 'command' | 'server' | null;
  portalNo: number | null;
  object: { kind: string; id: string } | null;
  /** Ids, counts, names of fields, hashes: nothing of what was read, nothing personal, no secret. */
  details: Readonly<Record<string, unknown>>;
  requestId: string | null;
  ip: string | null;
};

/** Resolves when the event is committed. @throws StorageFull, StorageFailed: then what was to be done is not done. */
export type RecordAudit = (note: AuditNote) => Promise<void>;
