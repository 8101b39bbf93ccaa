import { createHmac, randomInt, timingSafeEqual } from 'node:crypto';

/*
 * Event tokens, in the portal's shape: `process|activity|random.signature`. The signature is HMAC-SHA256 in hex over the
 * payload, made with a key that is used for nothing else; it is bound to the portal, so that a token of one portal is
 * none in another. The process id itself may hold dots and bars: the signature is split off at the last dot, the random
 * part at the last bar.
 */

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
const randomLength = 32;
/** Longer than any process id, activity name and signature together. */
const mostLength = 600;

export type EventTokens = {
  /** `event`: the random part of a token that is given once more; absent: a new one. */
  issue(portal: string, process: string, activity: string, event?: string): { token: string; event: string };
  /**
   * Takes a token apart. `verified`: the signature is ours. Null for what has not the shape of a token.
   * Takes the same time whichever byte of the signature is wrong.
   */
  read(portal: string, token: string): { process: string; activity: string; event: string; verified: boolean } | null;
};

function newEvent(): string {
  let event = '';
  while (event.length < randomLength) event += alphabet[randomInt(alphabet.length)];
  return event;
}

export function createEventTokens(key: Buffer): EventTokens {
  const sign = (portal: string, payload: string) => createHmac('sha256', key).update(`${portal}\n${payload}`).digest();

  return {
    issue(portal, process, activity, event = newEvent()) {
      const payload = `${process}|${activity}|${event}`;
      return { token: `${payload}.${sign(portal, payload).toString('hex')}`, event };
    },

    read(portal, token) {
      // Half a character is signed like its replacement, so a text that has one could be another's.
      if (token.length > mostLength || !token.isWellFormed()) return null;
      const dot = token.lastIndexOf('.');
      const payload = token.slice(0, dot);
      const signature = token.slice(dot + 1);
      // An even number of hex digits, exactly: a lenient decoder would let altered tokens through.
      if (dot <= 0 || !/^[0-9a-fA-F]{64}$/.test(signature)) return null;
      const bar = payload.lastIndexOf('|');
      const event = payload.slice(bar + 1);
      const front = payload.slice(0, bar);
      const middle = front.lastIndexOf('|');
      if (bar <= 0 || middle <= 0 || event.length !== randomLength || !/^[A-Za-z0-9]+$/.test(event)) return null;
      // The same signature in other letters is the same number; ours are written small.
      const isOurs = timingSafeEqual(Buffer.from(signature, 'hex'), sign(portal, payload));
      const verified = isOurs && signature === signature.toLowerCase();
      return { process: front.slice(0, middle), activity: front.slice(middle + 1), event, verified };
    },
  };
}
