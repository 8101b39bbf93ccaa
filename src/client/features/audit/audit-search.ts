import * as z from 'zod/mini';
import { AuditAction, type AuditActorKind, auditActorKinds, type AuditGroup, auditGroups } from '#contract/audit.ts';
import { Moment } from '#contract/ids.ts';

/** `id` is null for who has none: a command, the server, somebody unknown. */
export type Actor = { kind: AuditActorKind; id: string | null };
/** What the log is filtered by; null and empty mean: not. */
export type AuditSearch = {
  group: AuditGroup | null;
  action: AuditAction | null;
  actor: Actor | null;
  object: string;
  from: string | null;
  to: string | null;
};

export const noFilter: AuditSearch = { group: null, action: null, actor: null, object: '', from: null, to: null };

const names = ['group', 'action', 'actor', 'object', 'from', 'to'] as const;

/** Every field falls back by itself: no link can break the page. */
const schema = z.object({
  group: z.catch(z.nullable(z.enum(auditGroups)), null),
  action: z.catch(z.nullable(AuditAction), null),
  actor: z.catch(z.nullable(z.string().check(z.maxLength(110))), null),
  object: z.catch(z.string().check(z.maxLength(200)), ''),
  from: z.catch(z.nullable(Moment), null),
  to: z.catch(z.nullable(Moment), null),
});

/** `person:3`, `server`. */
function readActor(text: string | null): Actor | null {
  if (text === null) return null;
  const [name = '', ...rest] = text.split(':');
  const kind = auditActorKinds.find((one): one is AuditActorKind => one === name);
  const id = rest.join(':');
  return kind === undefined || id.length > 100 ? null : { kind, id: id === '' ? null : id };
}

export function readAuditSearch(params: URLSearchParams): AuditSearch {
  const raw = schema.parse(Object.fromEntries(names.map((name) => [name, params.get(name)])));
  return { ...raw, actor: readActor(raw.actor) };
}

export function writeAuditSearch(search: AuditSearch, base: URLSearchParams = new URLSearchParams()): URLSearchParams {
  const params = new URLSearchParams(base);
  const { group, action, actor, object, from, to } = search;
  const values: Readonly<Record<(typeof names)[number], string | null>> = {
    group,
    action,
    actor: actor === null ? null : actor.id === null ? actor.kind : `${actor.kind}:${actor.id}`,
    object: object === '' ? null : object,
    from,
    to,
  };
  for (const name of names) {
    const value = values[name];
    if (value === null) params.delete(name);
    else params.set(name, value);
  }
  return params;
}

export function isFiltered(search: AuditSearch): boolean {
  return writeAuditSearch(search).size > 0;
}

/** The filter as the endpoint asks for it. */
export function auditQueryOf({ group, action, actor, object, from, to }: AuditSearch) {
  return {
    ...(group === null ? {} : { group }),
    ...(action === null ? {} : { action }),
    ...(actor === null ? {} : { actorKind: actor.kind }),
    ...(actor === null || actor.id === null ? {} : { actor: actor.id }),
    ...(object === '' ? {} : { object }),
    ...(from === null ? {} : { from }),
    ...(to === null ? {} : { to }),
  };
}
