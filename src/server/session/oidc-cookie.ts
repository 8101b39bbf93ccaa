import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';
import * as z from 'zod/mini';

export const attemptSeconds = 10 * 60;

const Kept = z.object({
  state: z.string(),
  nonce: z.string(),
  verifier: z.string(),
  /** The page of ours to come back to. */
  to: z.string(),
  at: z.number(),
});
export type KeptAttempt = z.infer<typeof Kept>;

/** A try to sign in, kept by the browser that began it: signed, good for ten minutes. */
export function createAttemptCookie(secret: Buffer, now: () => number) {
  const key = Buffer.from(hkdfSync('sha256', secret, '', 'oidc attempt', 32));
  const signatureOf = (text: string) => createHmac('sha256', key).update(text).digest();

  return {
    write(attempt: Omit<KeptAttempt, 'at'>): string {
      const text = Buffer.from(JSON.stringify({ ...attempt, at: now() })).toString('base64url');
      return `${text}.${signatureOf(text).toString('base64url')}`;
    },
    /** Null: it is none, was altered, or is too old. */
    read(cookie: string): KeptAttempt | null {
      const [text = '', signature = '', ...rest] = cookie.split('.');
      const given = Buffer.from(signature, 'base64url');
      const expected = signatureOf(text);
      if (rest.length > 0 || given.length !== expected.length || !timingSafeEqual(given, expected)) return null;
      const kept = Kept.parse(JSON.parse(Buffer.from(text, 'base64url').toString('utf8')));
      return Math.abs(now() - kept.at) < attemptSeconds * 1000 ? kept : null;
    },
  };
}
