import { checkpointsIn } from '#server/audit/checkpoints.ts';
import { type Audit, createAudit } from '#server/audit/create.ts';
import type { AuditNote } from '#server/access/audit-note.ts';
import type { Config } from '#server/config.ts';
import { instanceSecret } from '#server/instance.ts';
import type { JournalStore } from '#server/store/journal-store.ts';

/** The audit log as a command has it. What goes wrong beside the command itself is said as a sentence. */
export function auditOf({ dataDir }: Pick<Config, 'dataDir'>, { audit }: Pick<JournalStore, 'audit'>): Audit {
  const say = (_about: unknown, message?: string) => void process.stderr.write(`${message ?? ''}\n`);
  return createAudit({
    log: audit,
    secret: instanceSecret(dataDir),
    checkpoints: checkpointsIn(dataDir),
    logger: { info: () => undefined, warn: say, error: say },
    now: Date.now,
  });
}

/** What a command is about to do, as the audit log is told of it: whoever may run commands here is one actor. */
export function commandNote(about: Pick<AuditNote, 'action' | 'portalNo' | 'object' | 'details'>): AuditNote {
  return { ...about, actor: 'command', requestId: null, ip: null };
}
