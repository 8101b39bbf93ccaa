import { AuditAction, type AuditActorKind, auditActorKinds, type AuditEvent } from '#contract/audit.ts';
import type { AuditRow, JournalStore } from '#server/store/journal-store.ts';

export type AuditStore = Pick<JournalStore, 'accounts' | 'portals' | 'audit'>;

/** Names as they are now: the log keeps none. */
export async function presentAudit(
  { accounts, portals }: AuditStore,
  rows: readonly AuditRow[],
): Promise<AuditEvent[]> {
  const portalNames = new Map((await portals.list()).map(({ portalNo, portal }) => [portalNo, portal]));
  const names = new Map<string, string | null>();
  for (const actor of new Set(rows.filter(({ actorKind }) => actorKind === 'person').map(({ actor }) => actor))) {
    names.set(`person ${actor}`, (await accounts.byNo(Number(actor)))?.name ?? null);
  }
  const keysOf = new Set(rows.filter(({ actorKind }) => actorKind === 'key').map(({ portalNo }) => portalNo));
  for (const portalNo of keysOf) {
    if (portalNo === null) continue;
    for (const { keyId, title } of await accounts.keysOf(portalNo)) names.set(`key ${keyId}`, title);
  }
  return rows.flatMap((row) => {
    const action = AuditAction.safeParse(row.action);
    const kind = auditActorKinds.find((one): one is AuditActorKind => one === row.actorKind);
    // Nothing writes such a row but a hand in the store; the verification names it, and the others can still be read.
    if (!action.success || kind === undefined) return [];
    return {
      seq: row.seq,
      at: new Date(row.at).toISOString(),
      portal: portalNames.get(row.portalNo ?? 0) ?? null,
      actor: { kind, id: row.actor, name: names.get(`${kind} ${row.actor}`) ?? null },
      action: action.data,
      object: row.object === null ? null : { kind: row.objectKind ?? '', id: row.object },
      details: detailsOf(row.details),
      requestId: row.requestId,
      network: row.network,
    };
  });
}

function detailsOf(text: string): Record<string, unknown> {
  try {
    const details: unknown = JSON.parse(text);
    return typeof details === 'object' && details !== null ? { ...details } : {};
  } catch {
    return {};
  }
}
