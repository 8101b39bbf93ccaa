import { setTimeout as pause } from 'node:timers/promises';
import { ConfigurationError, readConfiguration } from './configuration.ts';
import { startDemo } from './demo.ts';

/** `npm run demo`: a portal to look at, robots that live, and the journal that watches them. See `demo.ts`. */
async function main(): Promise<void> {
  const configuration = readConfiguration(process.env, process.argv.slice(2));
  const stopping = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => stopping.abort());
  const demo = await startDemo({ ...configuration, log, stopping: stopping.signal });
  if (demo === null) return;
  process.stdout.write(`listening on ${demo.url}\nopen ${demo.url}/demo\n`);
  const stopped = new Promise<null>((resolve) =>
    stopping.signal.addEventListener('abort', () => resolve(null), { once: true }),
  );
  const ended = stopping.signal.aborted ? null : await Promise.race([stopped, demo.ended]);
  await Promise.race([demo.stop(), pause(15_000, undefined, { ref: false })]);
  if (ended === null) return;
  log(ended);
  process.exitCode = 1;
}

function log(message: string): void {
  process.stderr.write(`demo: ${message}\n`);
}

main()
  .catch((error: unknown) => {
    log(error instanceof Error ? error.message : String(error));
    process.exitCode = error instanceof ConfigurationError ? 78 : 1;
  })
  .finally(() => process.exit());
