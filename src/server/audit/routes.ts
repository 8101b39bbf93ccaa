import { Problem } from '#contract/problem.ts';
import { type Registrar, route } from '#server/http/endpoint.ts';
import type { Audit } from './create.ts';
import { readAuditCursor, writeAuditCursor } from './cursor.ts';
import { createAuditExport } from './export.ts';
import { auditFilterOf, filterDetails } from './filter.ts';
import { type AuditStore, presentAudit } from './present.ts';
import { actorOf } from './record.ts';

/** The audit log as its readers see it, and its verification. */
export function registerAuditRoutes(registrar: Registrar, { store, audit }: { store: AuditStore; audit: Audit }): void {
  route(registrar, 'audit', async ({ caller, query, note }) => {
    if (caller === null) throw new Problem('not_signed_in');
    const filter = auditFilterOf(caller, query);
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
        ...filterDetails(query),
        newest: shown[0]?.seq ?? null,
      },
    });
    return {
      items: await presentAudit(store, shown),
      next: rows.length > query.limit && last !== undefined ? writeAuditCursor(key, listing, last.seq) : null,
      // What is newer than a page is asked for anew, and noted anew.
      previous: null,
    };
  });

  route(registrar, 'auditExport', createAuditExport(store));

  route(registrar, 'verifyAudit', async () => await audit.verify());
}
