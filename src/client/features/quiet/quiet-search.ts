import { type QuietReason, quietReasons } from '#contract/quiet.ts';

/** Which reason is shown; null: all. */
export type QuietSearch = { reason: QuietReason | null };

export function readQuietSearch(params: URLSearchParams): QuietSearch {
  const asked = params.get('reason');
  return { reason: quietReasons.find((reason) => reason === asked) ?? null };
}

export function writeQuietSearch({ reason }: QuietSearch, base = new URLSearchParams()): URLSearchParams {
  const params = new URLSearchParams(base);
  if (reason === null) params.delete('reason');
  else params.set('reason', reason);
  return params;
}
