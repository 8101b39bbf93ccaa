import * as z from 'zod/mini';
import { createHeights } from './frame-height.ts';
import { PortalSilent } from './host.ts';
import type { Host } from './host.ts';
import { hearParent } from './parent-messages.ts';

const answerMs = 10_000;

const Answer = z.object({
  type: z.literal('journal:launch'),
  token: z.string().check(z.minLength(1), z.maxLength(8192)),
});

/**
 * A portal that signs its launches. Ours to it: `{type: 'journal:height', height}` and `{type: 'journal:renew'}`, whose
 * answer is `{type: 'journal:launch', token}`. What is sent goes to that origin and no other.
 */
export function signedHost(own: Window, origin: string): Host {
  let hear: ((token: string) => void) | null = null;

  hearParent(own, origin, (data) => {
    const answer = Answer.safeParse(data);
    if (answer.success) hear?.(answer.data.token);
  });

  return {
    kind: 'signed',
    reportHeight: createHeights((height) => own.parent.postMessage({ type: 'journal:height', height }, origin)),
    openLink: () => false,
    proof: () =>
      new Promise((resolve, reject) => {
        const timer = setTimeout(() => {
          hear = null;
          reject(new PortalSilent('the portal did not answer'));
        }, answerMs);
        hear = (token) => {
          hear = null;
          clearTimeout(timer);
          resolve({ kind: 'token', token });
        };
        own.parent.postMessage({ type: 'journal:renew' }, origin);
      }),
  };
}
