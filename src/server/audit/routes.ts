import { AuditAction, type AuditActorKind, auditActorKinds, type AuditEvent } from '#contract/audit.ts';
import { Problem } from '#contract/problem.ts';
import type { Caller } from '#server/access/policy.ts';
import { type Registrar, route } from '#server/http/endpoint.ts';
import type { AuditFilter, AuditRow, JournalStore } from '#server/store/journal-store.ts';
import type { Audit } from './create.ts';
import { readAuditCursor, writeAuditCursor } from './cursor.ts';
import { actorOf } from './record.ts';

type Store = Pick<JournalStore, 'accounts' | 'portals' | 'audit'>;

/** The audit log as its readers see it, and its verification. */
export function registerAuditRoutes(registrar: Registrar, { store, audit }: { store: Store; audit: Audit }): void {
  route(registrar, 'audit', async ({ caller, query, note }) => {
    if (caller === null) throw new Problem('not_signed_in');
    const filter: AuditFilter = {
      portalNo: portalOf(caller),
      action: query.action ?? null,
      actorKind: query.actorKind ?? null,
      actor: query.actor ?? null,
      object: query.object ?? null,
      from: momentOf(query.from),
      to: momentOf(query.to),
    };
    const listing = [actorOf(caller), filter];
    const key = audit.keys.cursors;
    const before = query.cursor === undefined ? null : readAuditCursor(key, listing, query.cursor);
    const rows = await store.audit.list(filter, before, query.limit + 1);
    const shown = rows.slice(0, query.limit);
    const last = shown.at(-1);
    await note({
      // Further pages are older events of a listing that is noted with its filter: their cursor proves it.
      isCovered: before !== null,
      details: {
        // What was typed into a filter may name somebody; that there was one is enough.
        filter: Object.keys(query).filter((name) => !['cursor', 'limit'].includes(name)),
        action: filter.action,
        newest: shown[0]?.seq ?? null,
      },
    });
    return {
      items: await present(store, shown),
      next: rows.length > query.limit && last !== undefined ? writeAuditCursor(key, listing, last.seq) : null,
      // What is newer than a page is asked for anew, and noted anew.
      previous: null,
    };
  });

  route(registrar, 'verifyAudit', async () => await audit.verify());
}

/**
 * A key is of one portal and sees what was done there. The log is one for the whole instance, and so is the right of a
 * person to read it: the portals of an account say whose journals it reads.
 */
function portalOf(caller: Caller): number | null {
  return caller.kind === 'person' ? null : caller.portalNo;
}

function momentOf(text: string | undefined): number | null {
  return text === undefined ? null : Date.parse(text);
}

/** Names as they are now: the log keeps none. */
async function present({ accounts, portals }: Store, rows: readonly AuditRow[]): Promise<AuditEvent[]> {
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
