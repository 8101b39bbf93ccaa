import { Problem, type ProblemCode } from '#contract/problem.ts';
import { StorageFailed, StorageFull } from '#server/store/journal-store.ts';

/** Errors that callers of the portal's REST know by code: code → HTTP status and text, as its source has them. */
export const restErrors = {
  NO_AUTH_FOUND: [401, 'Wrong authorization data'],
  INVALID_CREDENTIALS: [401, 'Invalid request credentials'],
  invalid_token: [401, 'Unable to get application by token'],
  expired_token: [401, 'The access token provided has expired.'],
  insufficient_scope: [401, 'The request requires higher privileges than provided by the access token'],
  ACCESS_DENIED: [403, 'Access denied!'],
  ERROR_METHOD_NOT_FOUND: [404, 'Method not found!'],
  ERROR_EMPTY_LOG_MESSAGE: [400, 'Empty log message!'],
  ERROR_ARGUMENT: [400, 'An argument is wrong'],
  '404': [400, 'Бизнес-процесс не найден'],
  ERROR_ACTIVITY_VALIDATION_FAILURE: [400, 'Wrong activity'],
  ERROR_ACTIVITY_ALREADY_INSTALLED: [400, 'Activity or Robot already installed!'],
  ERROR_ACTIVITY_ADD_FAILURE: [400, 'Activity save error!'],
  ERROR_ACTIVITY_NOT_FOUND: [400, 'Activity or Robot not found!'],
  ERROR_UNSUPPORTED_PROTOCOL: [400, 'Unsupported handler protocol'],
  ERROR_WRONG_HANDLER_URL: [400, 'Wrong handler URL'],
  ERROR_SELECT_VALIDATION_FAILURE: [400, 'Select field validation failure!'],
  ERROR_BATCH_LENGTH_EXCEEDED: [400, 'Max batch length exceeded'],
  ERROR_BATCH_METHOD_NOT_ALLOWED: [400, 'Method is not allowed for batch usage'],
  IDEMPOTENCY_KEY_REUSED: [422, 'The Idempotency-Key was used for another request'],
  IDEMPOTENCY_KEY_IN_USE: [409, 'The request with this Idempotency-Key is being carried out'],
  QUERY_LIMIT_EXCEEDED: [503, 'Too many requests'],
  INTERNAL_SERVER_ERROR: [500, 'Internal server error'],
} as const satisfies Record<string, readonly [number, string]>;

export type RestErrorCode = keyof typeof restErrors;

/** Seconds. */
const usualWait: Partial<Record<RestErrorCode, number>> = { QUERY_LIMIT_EXCEEDED: 1, IDEMPOTENCY_KEY_IN_USE: 1 };

/**
 * A call of the portal's REST that fails. `description` replaces the usual text; `more` are further keys of the answer;
 * `wait` is after how many seconds the same may be tried again.
 */
export class RestError extends Error {
  readonly code: RestErrorCode;
  readonly status: number;
  readonly description: string;
  readonly more: Readonly<Record<string, unknown>>;
  readonly wait: number | null;

  constructor(
    code: RestErrorCode,
    description?: string,
    more: Record<string, unknown> = {},
    wait: number | null = null,
  ) {
    const [status, text] = restErrors[code];
    super(code);
    this.name = 'RestError';
    this.code = code;
    this.status = status;
    this.description = description ?? text;
    this.more = more;
    this.wait = wait ?? usualWait[code] ?? null;
  }
}

const codeOfProblem: Partial<Record<ProblemCode, RestErrorCode>> = {
  idempotency_key_reused: 'IDEMPOTENCY_KEY_REUSED',
  idempotency_key_in_use: 'IDEMPOTENCY_KEY_IN_USE',
};

/** What a problem of ours, an overloaded or a full store mean to a client of the portal's REST; null for a defect. */
export function restErrorOf(error: unknown): RestError | null {
  if (error instanceof RestError) return error;
  if (error instanceof StorageFull || error instanceof StorageFailed) return new RestError('QUERY_LIMIT_EXCEEDED');
  if (!(error instanceof Problem)) return null;
  if (error.status === 503) return new RestError('QUERY_LIMIT_EXCEEDED');
  if (error.code === 'invalid_request') return new RestError('ERROR_ARGUMENT', error.detail ?? undefined);
  const code = codeOfProblem[error.code];
  return code === undefined ? null : new RestError(code);
}
