import * as z from 'zod/mini';
import { openablePath, readAnswer, writeCommand } from './bitrix24-messages.ts';
import type { Command } from './bitrix24-messages.ts';
import { createHeights } from './frame-height.ts';
import { PortalSilent } from './host.ts';
import type { Host } from './host.ts';
import { hearParent } from './parent-messages.ts';

/** As long as the portal's own SDK waits. */
const answerMs = 10_000;

const Auth = z.object({ AUTH_ID: z.string().check(z.minLength(1), z.maxLength(500)) });
const Refusal = z.object({ result: z.literal('error') });

/**
 * Bitrix24 around us, by its frame protocol. The official SDK would do the same with 71 kB, and takes the origin that it
 * speaks to from the address of the page; here it is what our server says.
 */
export function bitrix24Host(own: Window, origin: string, appSid: string): Host {
  const waiting = new Map<string, (value: unknown) => void>();
  let last = 0;

  hearParent(own, origin, (data) => {
    const answer = readAnswer(data);
    if (answer === null) return;
    const hear = waiting.get(answer.callback);
    waiting.delete(answer.callback);
    hear?.(answer.value);
  });

  /** `hear` is called at most once, for this command's answer alone. Gives the callback's id. */
  function say(command: Command, params: unknown, hear?: (value: unknown) => void): string {
    last += 1;
    const callback = `journal${last}_${crypto.getRandomValues(new Uint32Array(2)).join('')}`;
    if (hear !== undefined) waiting.set(callback, hear);
    own.parent.postMessage(writeCommand(command, params, callback, appSid), origin);
    return callback;
  }

  return {
    kind: 'bitrix24',
    reportHeight: createHeights((height) => say('resizeWindow', { width: '100%', height })),
    openLink(url) {
      const path = openablePath(url, origin);
      if (path === null) return false;
      say('openPath', { path }, (value) => {
        if (Refusal.safeParse(value).success) own.open(url, '_blank', 'noopener,noreferrer');
      });
      return true;
    },
    proof: () =>
      new Promise((resolve, reject) => {
        const callback = say('refreshAuth', undefined, (value) => {
          clearTimeout(timer);
          const auth = Auth.safeParse(value);
          if (auth.success) resolve({ kind: 'authId', authId: auth.data.AUTH_ID });
          else reject(new PortalSilent('the portal gave no access token'));
        });
        const timer = setTimeout(() => {
          waiting.delete(callback);
          reject(new PortalSilent('the portal did not answer'));
        }, answerMs);
      }),
  };
}
