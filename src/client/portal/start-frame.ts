import type { Launch, LaunchExchange } from '#contract/launch.ts';
import { Problem } from '#contract/problem.ts';
import type { ProblemCode } from '#contract/problem.ts';
import type * as z from 'zod/mini';
import { readWith } from '#client/api/as-reader.ts';
import { createBearer } from '#client/api/bearer.ts';
import type { Bearer } from '#client/api/bearer.ts';
import { call, Unreachable } from '#client/api/call.ts';
import { choosePortal, keepInFrame, portalInUse } from '#client/api/portal-in-use.ts';
import { hostOf } from './choose-host.ts';
import { PortalSilent } from './host.ts';
import type { Host } from './host.ts';
import type { LaunchSecret } from './take-launch.ts';

/** Often enough to notice that the machine has slept. */
const checkEveryMs = 15_000;
const passing: readonly ProblemCode[] = [
  'overloaded',
  'too_many_requests',
  'storage_failed',
  'internal',
  'portal_unreachable',
];

let inFrame: Bearer | null = null;

/** The person asks for another try after the portal vouched for him no more. */
export function reopenFrame(): void {
  inFrame?.tryAgain();
}

/** Makes this document a portal's frame: it reads with a bearer, which the launch opens and the portal renews. */
export function startFrame(own: Window, launch: LaunchSecret | null, onLost: () => void): void {
  keepInFrame(new URLSearchParams(own.location.search));
  const bearer = createBearer({ open: createOpening(hostOf(own), launch), isPassing, onLost });
  inFrame = bearer;
  readWith(bearer);
  const check = () => {
    if (own.document.visibilityState === 'visible') bearer.check();
  };
  setInterval(check, checkEveryMs);
  own.document.addEventListener('visibilitychange', check);
  own.addEventListener('online', check);
  // Back from the browser's cache: the page is as it was, its bearer may have ended meanwhile.
  own.addEventListener('pageshow', ({ persisted }) => bearer.check(persisted ? 'asleep' : undefined));
}

function isPassing(error: unknown): boolean {
  return error instanceof Unreachable || (error instanceof Problem && passing.includes(error.code));
}

/** Opens the frame by its launch, once; after that, and when the launch is spent, by what the portal says now. */
function createOpening(host: Host, launch: LaunchSecret | null): () => Promise<Launch> {
  let secret = launch;

  async function open(): Promise<Launch> {
    const exchange = exchangeOf(secret);
    if (exchange !== null) {
      try {
        const opened = await call('exchangeLaunch', { body: exchange });
        secret = null;
        return opened;
      } catch (error) {
        if (isPassing(error)) throw error;
        // Spent or too old: a frame that was loaded again. The portal itself is asked.
        secret = null;
      }
    }
    return await renew(host);
  }

  return async () => {
    const opened = await open();
    choosePortal(opened.portal);
    return opened;
  };
}

function exchangeOf(secret: LaunchSecret | null): z.infer<typeof LaunchExchange> | null {
  if (secret === null) return null;
  if ('code' in secret) return secret;
  const portal = portalInUse();
  return portal === null ? null : { portal, token: secret.token };
}

async function renew(host: Host): Promise<Launch> {
  const portal = portalInUse();
  try {
    const proof = await host.proof();
    if (portal === null) throw new Problem('not_signed_in', 'the address names no portal');
    return proof.kind === 'authId'
      ? await call('renewLaunch', { body: { portal, authId: proof.authId } })
      : await call('exchangeLaunch', { body: { portal, token: proof.token } });
  } catch (error) {
    if (error instanceof PortalSilent) throw new Problem('not_signed_in', error.message, { cause: error });
    throw error;
  }
}
