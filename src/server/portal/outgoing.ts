import dns from 'node:dns';
import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { isPublicAddress } from './addresses.ts';

/** The longest answer that is read. */
export const mostAnswerBytes = 64 * 1024;

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
 * Posts JSON and reads a JSON object. The address comes from an administrator's record, never from a request. The name
 * is resolved once, its addresses are looked at, and the connection goes to one of those that were looked at; no
 * redirect is followed, and the certificate is verified as always. The token stands in the body: addresses get logged.
 * @throws PortalUnreachable
 */
export const ask: Ask = async (url, body, { allowPrivate, signal }) => {
  const isHttps = url.protocol === 'https:';
  if (!isHttps && url.protocol !== 'http:') throw new PortalUnreachable('no address of the web', false);
  const host = url.hostname.replace(/^\[|\]$/g, '');
  // A name that is an address itself is never resolved.
  if (!allowPrivate && isIP(host) !== 0 && !isPublicAddress(host)) {
    throw new PortalUnreachable('the address is in a private network', false);
  }
  const payload = Buffer.from(JSON.stringify(body));
  return await new Promise<OutgoingAnswer>((done, fail) => {
    const failed = (error: unknown): void => {
      if (error instanceof PortalUnreachable) fail(error);
      else fail(new PortalUnreachable(signal.aborted ? 'no answer in time' : 'no connection', true, error));
    };
    const request = (isHttps ? httpsRequest : httpRequest)(
      {
        protocol: url.protocol,
        hostname: host,
        port: url.port,
        path: url.pathname,
        method: 'POST',
        headers: {
          accept: 'application/json',
          'accept-encoding': 'identity',
          'content-type': 'application/json',
          'content-length': payload.length,
          'user-agent': 'process-journal',
        },
        // One connection a question: a kept one would outlive a change of the name's address.
        agent: false,
        lookup: lookupOf(allowPrivate),
        signal,
      },
      (answer) => {
        const { statusCode: status = 0 } = answer;
        if (status >= 300 && status < 400) {
          answer.destroy();
          return failed(new PortalUnreachable('it sent us elsewhere', false));
        }
        const parts: Buffer[] = [];
        let length = 0;
        answer.on('data', (part: Buffer) => {
          length += part.length;
          if (length > mostAnswerBytes) {
            answer.destroy();
            failed(new PortalUnreachable('the answer is too long', false));
          } else parts.push(part);
        });
        answer.on('end', () => {
          const value = parse(Buffer.concat(parts).toString('utf8'));
          if (value === null) failed(new PortalUnreachable('the answer is no JSON object', false));
          else done({ status, body: value });
        });
        answer.on('error', failed);
        // Cut off in the middle there is neither an end nor an error.
        answer.on('close', () => failed(new PortalUnreachable('the answer was cut off', false)));
      },
    );
    request.on('error', failed);
    request.end(payload);
  });
};

/** Gives only addresses that may be connected to. All of them are looked at, so a name cannot mix good with bad. */
function lookupOf(allowPrivate: boolean): LookupFunction {
  return (hostname, options, callback) => {
    dns.lookup(hostname, { ...options, all: true }, (error, found) => {
      if (error !== null) return callback(error, '', 0);
      const isAllowed = allowPrivate || found.every(({ address }) => isPublicAddress(address));
      const [first] = found;
      if (!isAllowed || first === undefined) {
        return callback(new PortalUnreachable('the name leads into a private network', false), '', 0);
      }
      if (options.all === true) callback(null, found);
      else callback(null, first.address, first.family);
    });
  };
}

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
