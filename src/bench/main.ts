import { rmSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { openBigStore } from './big-store.ts';
import { browserFigures } from './browser.ts';
import { bigProcess, portal } from './events.ts';
import { type Figure, machine, toTable } from './figures.ts';
import { mixingFigures } from './mixing.ts';
import { readOptions } from './options.ts';
import { memoryOf, type Server, startServer } from './product.ts';
import { readingFigures } from './reading.ts';
import { openClient } from './requests.ts';
import { restFigures } from './rest.ts';
import { searchingFigures } from './searching.ts';
import { writingFigures } from './writing.ts';

/** A server that nobody asks anything gives memory back within this. */
const restMs = 15_000;
const restLimitMib = 150;

const options = readOptions(process.argv.slice(2));
if (typeof options === 'string') {
  process.stderr.write(`${options}\n`);
  process.exit(64);
}
const from = performance.now();
const say = (line: string) => {
  process.stderr.write(`${((performance.now() - from) / 1000).toFixed(0).padStart(4)} s  ${line}\n`);
};

async function restedMemory(server: Server, name: string): Promise<Figure> {
  await sleep(restMs);
  const limit = { kind: 'limit' as const, value: restLimitMib, from: 'at rest' };
  return { name, value: await memoryOf(server), unit: 'MiB', beside: limit };
}

say(machine());
const figures: Figure[] = [];
const dataDir = await openBigStore(options.size, say);
try {
  say('writing');
  figures.push(...(await writingFigures(options)));
  say("writing over the portal's REST");
  figures.push(...(await restFigures(options)));
  const server = await startServer(dataDir);
  try {
    // First, for the index is built meanwhile: what comes after is measured beside nothing else.
    say('searching');
    const found = await searchingFigures(server, dataDir, options);
    say('resting');
    const atStart = await restedMemory(server, 'memory after start and rest');
    say('reading');
    figures.push(...(await readingFigures(server, dataDir, options)), ...found);
    if (options.hasBrowser) {
      say('in the browser');
      figures.push(...(await browserFigures(server, options, say)));
    }
    say('reading while writing');
    figures.push(...(await mixingFigures(server, options)));
    say('exporting');
    const client = openClient(server);
    for (const format of ['csv', 'xes'] as const) {
      const ms = await client.time(`/api/v1/processes/${bigProcess}/export?portal=${portal}&format=${format}`);
      const name = `export of the large journal, ${format.toUpperCase()}`;
      figures.push({ name, value: ms, unit: 'ms', beside: null });
    }
    client.close();
    const busy = await memoryOf(server);
    say('resting');
    figures.push(atStart, { name: 'memory right after all of this', value: busy, unit: 'MiB', beside: null });
    figures.push(await restedMemory(server, 'memory after all of this and rest'));
  } finally {
    await server.stop();
  }
} finally {
  rmSync(dataDir, { recursive: true, force: true });
}

process.stdout.write(`\n${toTable(figures)}\n
${machine()}; ${options.size} entries. Machines are noisy: compare figures of one run with each other, and the ratios of
two runs, not the milliseconds. Load and server share the cores.\n`);
