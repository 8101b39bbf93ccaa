import type { AuditActorKind } from '#contract/audit.ts';
import type { AuditNote, RecordAudit } from '#server/access/audit-note.ts';
import { networkOf } from '#server/access/network.ts';
import { type AuditLog, type AuditRow, StorageFailed, StorageFull } from '#server/store/journal-store.ts';
import { link } from './chain.ts';

/** A journal that somebody reads is noted once in this time: its page asks for it again and again. */
const viewEveryMs = 15 * 60 * 1000;
/** Views remembered; beyond it the oldest are forgotten and would be noted again. */
const mostViews = 10_000;

/** Who did it, as the log names him: an id that means nothing to who has only the log. */
export function actorOf(actor: AuditNote['actor']): { kind: AuditActorKind; id: string | null } {
  if (actor === null) return { kind: 'nobody', id: null };
  if (typeof actor === 'string') return { kind: actor, id: null };
  switch (actor.kind) {
    case 'person':
      return { kind: 'person', id: String(actor.accountNo) };
    case 'visitor':
      return { kind: 'visitor', id: actor.user };
    case 'key':
      return { kind: 'key', id: actor.keyId };
  }
}

/** Writes notes into the log, one after another. */
export function createRecord(options: {
  log: Pick<AuditLog, 'append'>;
  key: Buffer;
  now(): number;
  /** Told of each event that is on disk. */
  onRecorded(row: AuditRow): void;
  /** Told of a view that could not be written. */
  onUnwritten(note: AuditNote, error: Error): void;
}): RecordAudit {
  const { log, key, now, onRecorded, onUnwritten } = options;
  const views = new Map<string, { at: number; written: Promise<void> }>();

  async function write(note: AuditNote): Promise<void> {
    const { kind, id } = actorOf(note.actor);
    const event = {
      at: now(),
      portalNo: note.portalNo,
      actorKind: kind,
      actor: plain(id),
      action: note.action,
      objectKind: note.object?.kind ?? null,
      object: plain(note.object?.id ?? null),
      details: JSON.stringify(note.details),
      requestId: note.requestId,
      network: note.ip === null ? null : networkOf(note.ip),
    };
    let row: AuditRow | undefined;
    await log.append((last) => (row = link(key, last, event)));
    if (row !== undefined) onRecorded(row);
  }

  async function view(note: AuditNote): Promise<void> {
    const { kind, id } = actorOf(note.actor);
    const name = JSON.stringify([kind, id, note.portalNo, note.object?.id ?? null]);
    const before = views.get(name);
    // Who comes while it is being written waits for it like the first.
    if (before !== undefined && before.at > now() - viewEveryMs) return await before.written;
    const written = write(note).catch((error: unknown) => {
      views.delete(name);
      throw error;
    });
    views.delete(name);
    views.set(name, { at: now(), written });
    if (views.size > mostViews) views.delete(views.keys().next().value ?? '');
    await written;
  }

  return async (note) => {
    if (note.action !== 'journal.view') return await write(note);
    try {
      await view(note);
    } catch (error) {
      // On a full disk reading goes on; what could not be written is on stderr, and written at the next view.
      if (!(error instanceof StorageFull || error instanceof StorageFailed)) throw error;
      onUnwritten(note, error);
    }
  };
}

/** Databases differ in what they keep of half a character; the hash must find what was written. */
function plain(text: string | null): string | null {
  return text === null ? null : text.toWellFormed().replaceAll('\0', '\u2400');
}
