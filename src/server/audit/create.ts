import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { AuditVerification } from '#contract/audit.ts';
import type { RecordAudit } from '#server/access/audit-note.ts';
import type { AuditLog, AuditRow } from '#server/store/journal-store.ts';
import { type AuditKeys, auditKeysOf, type Checkpoint, checkpointAt, markOf, startCheck } from './chain.ts';
import type { Checkpoints } from './checkpoints.ts';
import { actorOf, createRecord } from './record.ts';

/** Events after which the end of the log is written down again. */
const checkpointEvery = 1000;
const eventsAtOnce = 1000;

export type Audit = {
  record: RecordAudit;
  /** Reads the whole log; who asks meanwhile gets the same answer. */
  verify(): Promise<AuditVerification>;
  /** Writes down where the log ends: in its file and as a line of our own log. Never throws. */
  checkpoint(): Promise<void>;
  /** The last event that this process wrote or saw. */
  newest(): Checkpoint | null;
  /** What stands in the log for a text that may be personal. */
  markOf(text: string): string;
  keys: AuditKeys;
};

export function createAudit(options: {
  log: AuditLog;
  /** Key of this instance, 32 bytes. */
  secret: Buffer;
  checkpoints: Checkpoints;
  logger: Pick<Logger, 'info' | 'warn' | 'error'>;
  now(): number;
}): Audit {
  const { log, secret, checkpoints, logger, now } = options;
  const keys = auditKeysOf(secret);
  let newest: Checkpoint | null = null;
  let verifying: Promise<AuditVerification> | null = null;

  function isNewer(row: AuditRow): boolean {
    return newest === null || row.seq > newest.seq;
  }

  const record = createRecord({
    log,
    key: keys.chain,
    now,
    onRecorded(row) {
      if (isNewer(row)) newest = checkpointAt(row);
      if (row.seq % checkpointEvery === 0) void checkpoint();
    },
    onUnwritten({ action, actor, portalNo, object, requestId }, error) {
      logger.warn(
        { audit: { action, actor: actorOf(actor), portalNo, object, requestId }, err: error },
        'somebody read a journal, and the audit log could not be written',
      );
    },
  });

  async function checkpoint(): Promise<void> {
    try {
      const last = await log.last();
      const kept = checkpoints.newest();
      if (kept !== null && !(await holds(log, kept))) {
        // It stays as it is, so that whoever verifies is told, however long the log grows.
        logger.error({ audit: kept }, 'the audit log is not what its checkpoint says; run: audit verify');
        return;
      }
      if (last === null) return;
      const at = checkpointAt(last);
      if (isNewer(last)) newest = at;
      if (kept?.seq !== at.seq) checkpoints.keep(at);
      logger.info({ audit: at }, 'audit checkpoint');
    } catch (error) {
      logger.error({ err: error }, 'the end of the audit log could not be written down');
    }
  }

  return {
    record,
    checkpoint,
    async verify() {
      verifying ??= verifyLog(log, keys.chain, known(checkpoints.newest(), newest)).finally(() => (verifying = null));
      return await verifying;
    },
    newest: () => newest,
    markOf: (text) => markOf(keys.marks, text),
    keys,
  };
}

/** Checks the whole log against its chain and what is known of its end. */
export async function verifyLog(
  log: Pick<AuditLog, 'from'>,
  chainKey: Buffer,
  checkpoints: readonly Checkpoint[],
): Promise<AuditVerification> {
  const check = startCheck(chainKey, checkpoints);
  let next = Number.MIN_SAFE_INTEGER;
  for (;;) {
    const rows = await log.from(next, eventsAtOnce);
    for (const row of rows) check.take(row);
    const last = rows.at(-1);
    if (last === undefined || rows.length < eventsAtOnce) return check.end();
    next = last.seq + 1;
    await nextTurn();
  }
}

/** Those checkpoints that there are. */
export function known(...checkpoints: (Checkpoint | null)[]): Checkpoint[] {
  return checkpoints.filter((one) => one !== null);
}

async function holds(log: Pick<AuditLog, 'from'>, { seq, hash }: Checkpoint): Promise<boolean> {
  const [row] = await log.from(seq, 1);
  return row?.seq === seq && row.hash === hash;
}
