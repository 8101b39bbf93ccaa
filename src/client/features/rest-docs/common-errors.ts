/** Errors that any method may answer, with their HTTP status; each method names its own beside these. */
export const commonErrors = [
  ['NO_AUTH_FOUND', 401],
  ['INVALID_CREDENTIALS', 401],
  ['invalid_token', 401],
  ['expired_token', 401],
  ['insufficient_scope', 401],
  ['ERROR_METHOD_NOT_FOUND', 404],
  ['IDEMPOTENCY_KEY_REUSED', 422],
  ['IDEMPOTENCY_KEY_IN_USE', 409],
  ['QUERY_LIMIT_EXCEEDED', 503],
  ['INTERNAL_SERVER_ERROR', 500],
] as const;
