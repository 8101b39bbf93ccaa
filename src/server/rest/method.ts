import type { Scope } from '#contract/session.ts';
import type { Memory, Repeatable } from '#server/http/repeats.ts';
import type { PortalRow } from '#server/store/journal-store.ts';
import type { RestErrorCode } from './errors.ts';
import type { Parameters } from './parameters.ts';

/** Who calls: a webhook key, or an application by its access token. */
export type RestCaller = {
  kind: 'webhook' | 'application';
  /** For logs and for remembering answers: the key's public id or the application's client id. */
  credential: string;
  /** Null for a webhook: it is no application. */
  clientId: string | null;
  /** What the administrator called the application; null for a webhook. */
  title: string | null;
  user: string;
  scopes: readonly Scope[];
};

export type Call = {
  portal: PortalRow;
  caller: RestCaller;
  parameters: Parameters;
  language: 'ru' | 'en';
  /** Tells this call from others when it is sent again; null when the client gave no id. */
  requestId: RequestId | null;
  /** Where the answer to this call will be looked for when it is sent again; null when it is not remembered. */
  memory: Memory | null;
};

export type RequestId = Pick<Repeatable, 'kind' | 'id'>;

/** `total` and `next` as lists have them: `next` only when more rows remain. */
export type Answer = { result: unknown; total?: number; next?: number };

export type ParameterNote = { name: string; type: string; required: boolean; ru: string; en: string };

export type Method = {
  name: string;
  scope: 'bizproc' | 'journal.read' | null;
  /** `application`: not by a webhook. */
  who: 'anyone' | 'application';
  /** True when a repeated request must not be carried out again. */
  writes: boolean;
  /** True when it makes other calls: each of these has a memory of its own. */
  carriesCalls?: boolean;
  summary: { ru: string; en: string };
  parameters: readonly ParameterNote[];
  /** Parameters and answer of a call, for the documentation. */
  example: { parameters: Record<string, unknown>; result: unknown };
  errors: readonly RestErrorCode[];
  run(call: Call): Promise<Answer>;
};
