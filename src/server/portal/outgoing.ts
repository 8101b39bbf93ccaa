import { post, Unreachable } from '#server/http/outgoing.ts';

/** Nobody answered as a portal does: not in time, not reachable, another thing than JSON, too long, or sent us elsewhere. */
export class PortalUnreachable extends Error {
  /** True when the time ran out or no connection came about; else what answered was no portal. */
  readonly isSilent: boolean;

  constructor(why: string, isSilent: boolean, cause?: unknown) {
    super(why, { cause });
    this.name = 'PortalUnreachable';
    this.isSilent = isSilent;
  }
}

export type OutgoingAnswer = { status: number; body: Record<string, unknown> };
export type Ask = (
  url: URL,
  body: Readonly<Record<string, unknown>>,
  options: { allowPrivate: boolean; signal: AbortSignal },
) => Promise<OutgoingAnswer>;

/**
 * Posts JSON and reads a JSON object, as `post` does. The token stands in the body: addresses get logged.
 * @throws PortalUnreachable
 */
export const ask: Ask = async (url, body, options) => {
  const bare = new URL(url.pathname, url);
  const { status, text } = await post(bare, Buffer.from(JSON.stringify(body)), {}, options).catch((error: unknown) => {
    throw error instanceof Unreachable
      ? new PortalUnreachable(error.message, error.fault === 'silent', error.cause)
      : error;
  });
  const value = parse(text);
  if (value === null) throw new PortalUnreachable('the answer is no JSON object', false);
  return { status, body: value };
};

function parse(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : null;
  } catch {
    return null;
  }
}
