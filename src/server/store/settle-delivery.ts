import { levelNumbers, takeFailure, withoutFailure } from './fold.ts';
import type { Database } from './schema.ts';
import type { WriteBatch } from './write-batch.ts';

type Sent = Database['sent_message'];
type Delivery = Database['delivery'];

/**
 * Brings the entries that sent a message to what its provider said last: what was not delivered is a failure, and what
 * was delivered after all is again what its writer said. Called when a report comes and when such an entry comes,
 * whichever is later.
 */
export function settleDelivery(batch: WriteBatch, messageId: string): void {
  const { run, portalNo } = batch;
  const latest = run.latestDelivery(portalNo, messageId);
  for (const sent of run.sentMessages(portalNo, messageId)) settle(batch, sent, latest);
}

function settle(batch: WriteBatch, sent: Sent, latest: Delivery | undefined): void {
  const { run, portalNo } = batch;
  const draft = batch.processByNo(sent.process_no);
  const key = [portalNo, sent.process_no, sent.at, sent.entry_no] as const;
  const entry = run.entryAt(...key);
  if (draft === undefined || entry === undefined) return;
  const isUndelivered = latest !== undefined && latest.cause !== null;
  const level = isUndelivered ? levelNumbers.failure : sent.level;
  const cause = isUndelivered ? latest.cause : sent.cause;
  if (entry.level === level && entry.cause === cause) return;
  if (entry.level === levelNumbers.failure && entry.cause !== null)
    run.dropFailure(portalNo, entry.cause, sent.at, sent.entry_no);
  // It is found by its level, too.
  run.searchAgain({ portalNo, processNo: sent.process_no, key: { at: sent.at, no: sent.entry_no } });
  run.setLevel(level, cause, ...key);
  if (level === levelNumbers.failure && cause !== null) {
    run.addFailure({
      portal_no: portalNo,
      cause,
      at: sent.at,
      entry_no: sent.entry_no,
      process_no: sent.process_no,
      fingerprint: isUndelivered ? latest.fingerprint : sent.fingerprint,
      activity_no: sent.activity_no,
    });
  }
  const { row } = draft;
  countLevel(row, entry.level, -1);
  countLevel(row, level, 1);
  withoutFailure(row, sent.entry_no);
  const first = run.firstFailure(portalNo, sent.process_no);
  if (first === undefined) return;
  const own = first.entry_no === sent.entry_no && isUndelivered ? latest.reason : null;
  takeFailure(row, {
    at: first.at,
    no: first.entry_no,
    activityNo: first.activity_no,
    cause: first.cause,
    message: own ?? run.entryAt(portalNo, sent.process_no, first.at, first.entry_no)?.message ?? null,
  });
}

const counted = ['failures', 'warnings', 'messages', 'technicals'] as const;

function countLevel(row: Database['process'], level: number, sign: 1 | -1): void {
  const column = counted[level];
  if (column !== undefined) row[column] += sign;
}
