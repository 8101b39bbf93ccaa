import type { FastifyRequest } from 'fastify';
import type { RecordAudit } from '#server/access/audit-note.ts';

const windowMs = 60_000;
const mostAWindow = 60;

/**
 * Tells the administrator of launches that were refused, in the audit log. Anybody may send us forms: past so many a
 * minute they are only counted, so that nobody fills the log; the count stands with the next one that is written.
 */
export function createRefusals(recordAudit: RecordAudit, now: () => number) {
  let windowAt = Number.NEGATIVE_INFINITY;
  let written = 0;
  let unwritten = 0;

  return async (request: FastifyRequest, portalNo: number | null, reason: string): Promise<void> => {
    request.log.warn({ portalNo, reason }, 'launch refused');
    if (now() - windowAt >= windowMs || now() < windowAt) {
      windowAt = now();
      written = 0;
    }
    if (written >= mostAWindow) {
      unwritten += 1;
      return;
    }
    written += 1;
    const more = unwritten;
    unwritten = 0;
    // Nothing was done and nothing shown: it is refused whether or not it can be written down.
    await recordAudit({
      action: 'launch.refused',
      actor: null,
      portalNo,
      object: null,
      details: { reason, ...(more > 0 ? { unwritten: more } : {}) },
      requestId: request.id,
      ip: request.ip,
    }).catch((error: unknown) => request.log.error({ err: error }, 'a refused launch was not noted'));
  };
}

export type Refusals = ReturnType<typeof createRefusals>;
