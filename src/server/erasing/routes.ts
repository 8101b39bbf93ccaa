import type { Erasure } from '#contract/erasure.ts';
import { Problem } from '#contract/problem.ts';
import { readRoute, type Registrar } from '#server/http/endpoint.ts';
import type { ErasureRow } from '#server/store/journal-store.ts';
import type { Erasing } from './create.ts';
import { readSubject } from './subject.ts';

/** Erasing by subject. */
export function registerErasureRoutes(registrar: Registrar, erasing: Erasing): void {
  readRoute(registrar, 'erasures', async ({ portal }) => ({
    items: (await erasing.list(portal.portalNo)).map(presentErasure),
  }));

  readRoute(registrar, 'erasure', async ({ portal, params }) => {
    const found = await erasing.find(portal.portalNo, Number(params.erasure));
    if (found === null) throw new Problem('not_found', 'no such erasure');
    return presentErasure(found);
  });

  readRoute(registrar, 'previewErasure', async ({ portal, body, note }) => {
    const subject = readSubject(body);
    // Nothing was done to anybody: the log says that somebody looked, not for whom.
    await note({ details: { kind: subject.kind } });
    return await erasing.preview(portal, subject);
  });

  readRoute(registrar, 'startErasure', async ({ portal, body, caller, note }) => {
    const subject = readSubject(body);
    await note({ object: erasing.markOf(portal.portal, subject), details: { kind: subject.kind } });
    const name = caller.kind === 'person' ? caller.name : null;
    return presentErasure(await erasing.begin(portal, subject, { kind: caller.kind, name }));
  });
}

export function presentErasure(row: ErasureRow): Erasure {
  return {
    erasure: String(row.erasureNo),
    kind: row.kind,
    subject: row.subject,
    state: row.state,
    by: { kind: row.byKind, name: row.byName },
    beganAt: new Date(row.beganAt).toISOString(),
    endedAt: row.endedAt === null ? null : new Date(row.endedAt).toISOString(),
    counts: row.counts,
  };
}
