import { performance } from 'node:perf_hooks';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { Logger } from 'pino';

const lookEachMs = 2_000;
/** Looks in a row that must find the server idle, and the share of its time that still counts as idle. */
const looksIdle = 3;
const idleShare = 0.05;
/** Less than this is not worth a pause. */
const worthBytes = 16 * 1024 * 1024;

type Collect = (options: { type: 'major'; execution: 'sync'; flavor: 'last-resort' }) => void;

/**
 * Gives memory back when nobody works. After heavy work V8 keeps the pages of its heap, two thirds of the process, until
 * it needs a collection, and an idle server never does. So when the server has done next to nothing for some seconds and
 * has grown since the last time, `letGo` frees what others keep for speed and V8 is asked for all it can spare. That
 * stops the server for some 50 ms, once after each spell of work.
 */
export function startResting(letGo: () => void, logger: Logger): { stop(): void } {
  const collect = collector();
  let before = performance.eventLoopUtilization();
  let idle = 0;
  let restedAt = 0;

  const timer = setInterval(() => {
    const current = performance.eventLoopUtilization();
    const { utilization } = performance.eventLoopUtilization(current, before);
    before = current;
    idle = utilization < idleShare ? idle + 1 : 0;
    if (idle < looksIdle) return;
    const bytes = process.memoryUsage.rss();
    // Memory that went by itself is not to be waited for when it comes back.
    restedAt = Math.min(restedAt, bytes);
    if (bytes < restedAt + worthBytes) return;
    const from = performance.now();
    letGo();
    collect?.({ type: 'major', execution: 'sync', flavor: 'last-resort' });
    restedAt = process.memoryUsage.rss();
    const ms = Math.round(performance.now() - from);
    logger.debug({ ms, beforeBytes: bytes, afterBytes: restedAt }, 'gave memory back');
    before = performance.eventLoopUtilization();
  }, lookEachMs);
  timer.unref();
  return { stop: () => clearInterval(timer) };
}

/** V8's own collector, which Node hides unless it is started with `--expose-gc`; null where it is not to be had. */
function collector(): Collect | null {
  setFlagsFromString('--expose-gc');
  const found: unknown = runInNewContext('globalThis.gc');
  setFlagsFromString('--no-expose-gc');
  return typeof found === 'function' ? (found as Collect) : null;
}
