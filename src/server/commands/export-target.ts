import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import type { JournalStore, PortalRow } from '#server/store/journal-store.ts';
import { CommandFailed, type Values } from './command.ts';

/** The portal that is meant; it need not be said when there is one. */
export async function choosePortal(store: JournalStore, name: Values[string]): Promise<PortalRow> {
  const portals = await store.portals.list();
  const names = portals.map(({ portal }) => portal).join(', ');
  if (typeof name === 'string') {
    const found = portals.find(({ portal }) => portal === name);
    if (found !== undefined) return found;
    throw new CommandFailed(`There is no portal ${name}; there is ${names === '' ? 'none yet' : names}.`);
  }
  const [first] = portals;
  if (first === undefined) throw new CommandFailed('There is nothing to export: no portal has sent anything yet.');
  if (portals.length > 1) throw new CommandFailed(`Say which portal, with --portal: ${names}`, 64);
  return first;
}

/** To a file, which is there under its name only when it is whole, or to stdout. */
export async function writeOut(file: string | null, chunks: AsyncIterable<string>): Promise<void> {
  const source = Readable.from(chunks, { objectMode: true, highWaterMark: 2 });
  if (file === null) {
    // Whoever reads the output may leave early, as `head` does.
    await pipeline(source, process.stdout).catch((error: NodeJS.ErrnoException) => {
      throw error.code === 'EPIPE' ? new CommandFailed('The output was closed before the export was whole.') : error;
    });
    return;
  }
  const partial = `${file}.partial`;
  try {
    const target = createWriteStream(partial, { mode: 0o600, flush: true });
    await (file.endsWith('.gz') ? pipeline(source, createGzip(), target) : pipeline(source, target));
    await rename(partial, file);
  } catch (error) {
    await rm(partial, { force: true });
    const isSystem = error instanceof Error && 'syscall' in error;
    throw isSystem ? new CommandFailed(`${file} cannot be written: ${error.message}`) : error;
  }
}
