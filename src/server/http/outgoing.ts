import dns from 'node:dns';
import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { isPublicAddress } from './addresses.ts';

/** The longest answer that is read. */
export const mostAnswerBytes = 64 * 1024;

/**
 * `silent`: the time ran out or no connection came about. `private`: the address leads into a private network.
 * `redirected`: it sent us elsewhere. `unsound`: it is no address of the web, or the answer is too long or cut off.
 */
export type OutgoingFault = 'silent' | 'private' | 'redirected' | 'unsound';

/** Nothing that could be read came back. */
export class Unreachable extends Error {
  readonly fault: OutgoingFault;

  constructor(why: string, fault: OutgoingFault, cause?: unknown) {
    super(why, { cause });
    this.name = 'Unreachable';
    this.fault = fault;
  }
}

/**
 * Posts JSON and gives the answer's text. The address comes from an administrator's record, never from a request. The
 * name is resolved once, its addresses are looked at, and the connection goes to one of those that were looked at; no
 * redirect is followed, and the certificate is verified as always.
 * @throws Unreachable
 */
export async function post(
  url: URL,
  payload: Buffer,
  headers: Readonly<Record<string, string>>,
  { allowPrivate, signal }: { allowPrivate: boolean; signal: AbortSignal },
): Promise<{ status: number; text: string }> {
  const isHttps = url.protocol === 'https:';
  if (!isHttps && url.protocol !== 'http:') throw new Unreachable('no address of the web', 'unsound');
  const host = url.hostname.replace(/^\[|\]$/g, '');
  // A name that is an address itself is never resolved.
  if (!allowPrivate && isIP(host) !== 0 && !isPublicAddress(host)) {
    throw new Unreachable('the address is in a private network', 'private');
  }
  return await new Promise((done, fail) => {
    const failed = (error: unknown): void => {
      if (error instanceof Unreachable) fail(error);
      else fail(new Unreachable(signal.aborted ? 'no answer in time' : 'no connection', 'silent', error));
    };
    const request = (isHttps ? httpsRequest : httpRequest)(
      {
        protocol: url.protocol,
        hostname: host,
        port: url.port,
        path: url.pathname + url.search,
        method: 'POST',
        headers: {
          accept: 'application/json',
          'accept-encoding': 'identity',
          'content-type': 'application/json',
          'content-length': payload.length,
          'user-agent': 'process-journal',
          ...headers,
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
          return failed(new Unreachable('it sent us elsewhere', 'redirected'));
        }
        const parts: Buffer[] = [];
        let length = 0;
        answer.on('data', (part: Buffer) => {
          length += part.length;
          if (length > mostAnswerBytes) {
            answer.destroy();
            failed(new Unreachable('the answer is too long', 'unsound'));
          } else parts.push(part);
        });
        answer.on('end', () => done({ status, text: Buffer.concat(parts).toString('utf8') }));
        answer.on('error', failed);
        // Cut off in the middle there is neither an end nor an error.
        answer.on('close', () => failed(new Unreachable('the answer was cut off', 'unsound')));
      },
    );
    request.on('error', failed);
    request.end(payload);
  });
}

/** Gives only addresses that may be connected to. All of them are looked at, so a name cannot mix good with bad. */
function lookupOf(allowPrivate: boolean): LookupFunction {
  return (hostname, options, callback) => {
    dns.lookup(hostname, { ...options, all: true }, (error, found) => {
      if (error !== null) return callback(error, '', 0);
      const isAllowed = allowPrivate || found.every(({ address }) => isPublicAddress(address));
      const [first] = found;
      if (!isAllowed || first === undefined) {
        return callback(new Unreachable('the name leads into a private network', 'private'), '', 0);
      }
      if (options.all === true) callback(null, found);
      else callback(null, first.address, first.family);
    });
  };
}
