import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';
import type { AuditVerification } from '#contract/audit.ts';
import type { AuditRow } from '#server/store/journal-store.ts';

/*
 * What makes the audit log tell of its own changes: each event carries a keyed hash over itself and the hash before it,
 * h(n) = HMAC(k, h(n-1) ‖ canonical(n)). Who cannot read the key can neither change an event nor make one. What a chain
 * alone cannot tell is that its last links are gone: for that its end is written down elsewhere, as a checkpoint.
 */

/** The end of the log at some moment, kept outside of it. */
export type Checkpoint = {
  /** Of its last event. */
  seq: number;
  hash: string;
  /** Events that there were. */
  count: number;
};

export type AuditKeys = { chain: Buffer; marks: Buffer; cursors: Buffer };

/** Keys of the audit log, made of the instance's secret and used for nothing else. */
export function auditKeysOf(secret: Buffer): AuditKeys {
  const keyFor = (purpose: string) => Buffer.from(hkdfSync('sha256', secret, '', purpose, 32));
  return { chain: keyFor('audit chain'), marks: keyFor('audit marks'), cursors: keyFor('audit cursors') };
}

const noHash = '0'.repeat(64);

/** One way to write each event, and no two events alike. `details` stand as they are stored, to the letter. */
function canonical(row: Omit<AuditRow, 'hash'>): string {
  const { seq, at, portalNo, actorKind, actor, action, objectKind, object, details, requestId, network } = row;
  return JSON.stringify([
    'audit 1',
    seq,
    at,
    portalNo,
    actorKind,
    actor,
    action,
    objectKind,
    object,
    details,
    requestId,
    network,
  ]);
}

/** The hash of an event; `last` is the hash of the event before it, null for the first. */
export function hashOfEvent(key: Buffer, last: string | null, row: Omit<AuditRow, 'hash'>): string {
  return createHmac('sha256', key)
    .update(last ?? noHash)
    .update(canonical(row))
    .digest('hex');
}

/** The event that comes after `last`, with its number and hash. */
export function link(key: Buffer, last: AuditRow | null, event: Omit<AuditRow, 'seq' | 'hash'>): AuditRow {
  const row = { ...event, seq: (last?.seq ?? 0) + 1 };
  return { ...row, hash: hashOfEvent(key, last?.hash ?? null, row) };
}

export function checkpointAt({ seq, hash }: Pick<AuditRow, 'seq' | 'hash'>): Checkpoint {
  // Numbers have no gaps, so the last one counts.
  return { seq, hash, count: seq };
}

export type Check = {
  /** Every event in the order of its number, those that have none of ours too. */
  take(row: AuditRow): void;
  end(): AuditVerification;
};

/** Checks a log, event by event, against its chain and against what is known of its end. */
export function startCheck(key: Buffer, checkpoints: readonly Checkpoint[]): Check {
  let events = 0;
  let last: string | null = null;
  let firstBad: AuditVerification['firstBad'] = null;
  const hashesAt = new Map<number, string[]>();
  for (const { seq, hash } of checkpoints) hashesAt.set(seq, [...(hashesAt.get(seq) ?? []), hash]);

  function reasonAgainst(row: AuditRow, expected: number): 'changed' | 'missing' | null {
    if (row.seq > expected) return 'missing';
    if (row.seq < expected || !isHash(row.hash, hashOfEvent(key, last, row))) return 'changed';
    // The chain holds, but it is not the one that was seen here: the log was cut and written on.
    return (hashesAt.get(row.seq) ?? []).every((hash) => isHash(row.hash, hash)) ? null : 'changed';
  }

  return {
    take(row) {
      const expected = events + 1;
      events += 1;
      // After the first that is wrong every other is wrong, too: its hash is part of theirs.
      if (firstBad !== null) return;
      const reason = reasonAgainst(row, expected);
      if (reason !== null) firstBad = { seq: reason === 'missing' ? expected : row.seq, reason };
      last = row.hash;
    },
    end() {
      const end = Math.max(0, ...checkpoints.map(({ seq }) => seq));
      if (firstBad === null && end > events) firstBad = { seq: events + 1, reason: 'tail-missing' };
      return { events, intact: firstBad === null, firstBad };
    },
  };
}

function isHash(given: string, expected: string): boolean {
  const [one, other] = [Buffer.from(given), Buffer.from(expected)];
  return one.length === other.length && timingSafeEqual(one, other);
}

/** What stands in the log for a text that may be personal: alike for alike texts, and nobody gets the text back. */
export function markOf(key: Buffer, text: string): string {
  return createHmac('sha256', key).update(text).digest('hex').slice(0, 16);
}
