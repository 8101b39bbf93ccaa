import * as z from 'zod/mini';

/** Every way a request can fail. Decide by these codes, never by a text. */
export const problemCodes = [
  'invalid_request',
  'invalid_json',
  'invalid_event',
  'unknown_kind',
  'event_too_large',
  'body_too_large',
  'too_deep',
  'unsupported_media_type',
  'unsupported_encoding',
  'not_signed_in',
  'wrong_credentials',
  'password_common',
  'scope_missing',
  'forbidden',
  'cross_site',
  'claim_invalid',
  'unclaimed',
  'not_found',
  'method_not_allowed',
  'cursor_invalid',
  'conflict',
  'idempotency_key_reused',
  'idempotency_key_in_use',
  'too_many_requests',
  'overloaded',
  'storage_full',
  'storage_failed',
  'portal_unreachable',
  'internal',
] as const;
export type ProblemCode = (typeof problemCodes)[number];

/** RFC 9457 problem. `detail` says what is wrong and where; it never repeats what was sent. */
export const ProblemBody = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number(),
  code: z.enum(problemCodes),
  detail: z.nullable(z.string()),
  requestId: z.string(),
});
export type ProblemBody = z.infer<typeof ProblemBody>;

export const problemStatus: Readonly<Record<ProblemCode, number>> = {
  invalid_request: 400,
  invalid_json: 400,
  invalid_event: 422,
  unknown_kind: 422,
  event_too_large: 413,
  body_too_large: 413,
  too_deep: 400,
  unsupported_media_type: 415,
  unsupported_encoding: 415,
  not_signed_in: 401,
  wrong_credentials: 401,
  password_common: 400,
  scope_missing: 403,
  forbidden: 403,
  cross_site: 403,
  claim_invalid: 404,
  unclaimed: 503,
  not_found: 404,
  method_not_allowed: 405,
  cursor_invalid: 400,
  conflict: 409,
  idempotency_key_reused: 422,
  idempotency_key_in_use: 409,
  too_many_requests: 429,
  overloaded: 503,
  storage_full: 503,
  storage_failed: 503,
  portal_unreachable: 503,
  internal: 500,
};

/** A failure that has a code. Its message is for logs; people read the sentence that belongs to the code. */
export class Problem extends Error {
  readonly code: ProblemCode;
  readonly status: number;
  readonly detail: string | null;
  readonly requestId: string | null;
  /** Whole seconds until it is worth trying again, where that is known. */
  readonly waitSeconds: number | null;

  constructor(
    code: ProblemCode,
    detail: string | null = null,
    options: { requestId?: string; cause?: unknown; waitSeconds?: number } = {},
  ) {
    super(detail === null ? code : `${code}: ${detail}`, { cause: options.cause });
    this.name = 'Problem';
    this.code = code;
    this.status = problemStatus[code];
    this.detail = detail;
    this.requestId = options.requestId ?? null;
    this.waitSeconds = options.waitSeconds ?? null;
  }
}
