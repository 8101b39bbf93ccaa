import { once } from 'node:events';
import { constants, createWriteStream, existsSync, mkdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { copyFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createGzip } from 'node:zlib';
import { allEvents, portal, shapeOf } from './events.ts';
import { command } from './product.ts';

/** Raised when the data changes: stores made before are made anew. */
const version = 2;
const linesAtOnce = 2_000;

const cacheFolder = fileURLToPath(new URL('../../node_modules/.cache/bench', import.meta.url));

/**
 * A store of this many entries, written through the product's import command and kept for the next run; what is given
 * is a copy that may be written to.
 */
export async function openBigStore(size: number, say: (line: string) => void): Promise<string> {
  const kept = join(cacheFolder, `v${version}-${size}`);
  if (!existsSync(join(kept, 'complete'))) await make(kept, size, say);
  const folder = temporaryFolder('work');
  say(`copying the store (${Math.round(statSync(join(kept, 'journal.db')).size / 2 ** 20)} MiB)`);
  await copyFile(join(kept, 'journal.db'), join(folder, 'journal.db'), constants.COPYFILE_FICLONE);
  return folder;
}

/** An empty folder of this run. */
export function temporaryFolder(name: string): string {
  const folder = join(cacheFolder, `${name}-${process.pid}`);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  return folder;
}

async function make(folder: string, size: number, say: (line: string) => void): Promise<void> {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const file = join(folder, 'events.ndjson.gz');
  say(`writing ${size} entries to a file`);
  await writeEvents(file, size);
  say('importing it');
  const from = performance.now();
  const { accepted, rejected } = (await command(folder, ['import', file, '--portal', portal])) as {
    accepted: number;
    rejected: unknown[];
  };
  if (rejected.length > 0) throw new Error(`the import refused ${rejected.length} events`);
  say(`imported ${accepted} events, ${Math.round((accepted / (performance.now() - from)) * 1000)} a second`);
  rmSync(file);
  writeFileSync(join(folder, 'complete'), '');
}

async function writeEvents(file: string, size: number): Promise<void> {
  const zip = createGzip({ level: 1 });
  const written = once(zip.pipe(createWriteStream(file)), 'finish');
  let lines: string[] = [];
  const flush = async () => {
    const part = lines.join('');
    lines = [];
    if (!zip.write(part)) await once(zip, 'drain');
  };
  for (const event of allEvents(shapeOf(size))) {
    lines.push(`${JSON.stringify(event)}\n`);
    if (lines.length >= linesAtOnce) await flush();
  }
  await flush();
  zip.end();
  await written;
}
