import { auditActions, auditGroupOf } from '#contract/audit.ts';
import type { QueryOf } from '#contract/endpoints.ts';
import type { Caller } from '#server/access/policy.ts';
import type { AuditFilter } from '#server/store/journal-store.ts';

type Query = Omit<QueryOf<'auditExport'>, 'format'>;

/** What of the log is asked for, as far as the caller may read it. */
export function auditFilterOf(caller: Caller, query: Query): AuditFilter {
  return {
    portalNo: portalOf(caller),
    actions: actionsOf(query),
    actorKind: query.actorKind ?? null,
    actor: query.actor ?? null,
    object: query.object ?? null,
    from: momentOf(query.from),
    to: momentOf(query.to),
  };
}

/** For the event that somebody read the log. What was typed into a filter may name somebody; that there was one is enough. */
export function filterDetails(query: Query) {
  const filter = Object.keys(query).filter((name) => !['cursor', 'limit', 'format'].includes(name));
  return { filter, action: query.action ?? query.group ?? null };
}

/**
 * A key is of one portal and sees what was done there. The log is one for the whole instance, and so is the right of a
 * person to read it: the portals of an account say whose journals it reads.
 */
function portalOf(caller: Caller): number | null {
  return caller.kind === 'person' ? null : caller.portalNo;
}

function actionsOf({ action, group }: Query): readonly string[] | null {
  if (group === undefined) return action === undefined ? null : [action];
  return auditActions.filter((one) => auditGroupOf[one] === group && (action === undefined || one === action));
}

function momentOf(text: string | undefined): number | null {
  return text === undefined ? null : Date.parse(text);
}
