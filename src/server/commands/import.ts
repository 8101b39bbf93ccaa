import { createReadStream, statSync } from 'node:fs';
import { basename } from 'node:path';
import { PassThrough, pipeline, type Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { maxEventBytes } from '#contract/event.ts';
import { PortalId } from '#contract/ids.ts';
import { createIngestOf } from '#server/ingest/create.ts';
import { type RawEvent, readLine } from '#server/ingest/event-body.ts';
import { instanceSecret } from '#server/instance.ts';
import { openStore } from '#server/store/open.ts';
import { type Command, CommandFailed, print, required } from './command.ts';

const eventsAtOnce = 1_000;
const rejectedShown = 20;
const someRejected = 3;

export const importEvents: Command = {
  summary: 'take journal events from an NDJSON file (also .gz): import <file> --portal P',
  help: `Usage: npm run journal -- import <file> --portal P [--source S] [--json]

  <file>       journal events, one JSON object a line; .gz is unpacked
  --portal P   the portal they belong to; made when it is not known yet
  --source S   where the ids of the events are unique; absent: import

Run again, it doubles nothing. Broken events are named with their line and stop no other; the exit code is then ${someRejected}.
The server must be stopped; to a running one, send the file: POST /api/v1/events.
`,
  options: { portal: { type: 'string' }, source: { type: 'string' } },
  async run({ values, words, config }) {
    const file = words[0];
    if (file === undefined) throw new CommandFailed(`Name the file.\n\n${importEvents.help}`, 64);
    const portal = required(values, 'portal');
    if (!PortalId.safeParse(portal).success) throw new CommandFailed('--portal is 1–64 letters, digits, dots, dashes or underscores', 64);
    const source = typeof values['source'] === 'string' ? values['source'] : 'import';
    const bytes = sizeOf(file);

    const store = await openStore(config.dataDir, { purpose: 'journal' });
    try {
      const { portalNo } = (await store.portals.find(portal)) ?? (await store.portals.put(portal, {}));
      const secret = instanceSecret(config.dataDir);
      const ingest = createIngestOf({ store, secret, onChange: () => undefined, now: Date.now });
      const total = { accepted: 0, duplicates: 0, rejected: [] as { index: number; line: number; code: string; message: string }[] };
      const progress = createProgress(basename(file), bytes);
      let batch: { line: number; event: RawEvent }[] = [];
      let taken = 0;

      const flush = async (): Promise<void> => {
        const lines = batch;
        batch = [];
        const answer = await ingest.take(portalNo, source, lines.map(({ event }) => event));
        total.accepted += answer.accepted;
        total.duplicates += answer.duplicates;
        for (const { index, code, message } of answer.rejected) {
          total.rejected.push({ index: taken + index, line: lines[index]?.line ?? 0, code, message });
        }
        taken += lines.length;
      };

      for await (const { line, event, read } of readEvents(file)) {
        batch.push({ line, event });
        if (batch.length < eventsAtOnce) continue;
        await flush();
        progress.show(read, total.accepted + total.duplicates);
      }
      if (batch.length > 0) await flush();
      progress.end(total.accepted + total.duplicates);

      for (const { line, message } of total.rejected.slice(0, rejectedShown)) process.stderr.write(`line ${line}: ${message}\n`);
      const more = total.rejected.length - rejectedShown;
      if (more > 0) process.stderr.write(`… and ${more} more\n`);
      const rejected = total.rejected.length;
      print(values, total, [
        `accepted ${total.accepted}, duplicates ${total.duplicates}, rejected ${rejected}`,
      ]);
      return rejected === 0 ? 0 : someRejected;
    } finally {
      await store.close();
    }
  },
};

function sizeOf(file: string): number {
  try {
    return statSync(file).size;
  } catch {
    throw new CommandFailed(`${file} cannot be read`);
  }
}

/** Lines of a file as events; `read`: bytes of the file read so far. A line over the limit is not kept in memory. */
async function* readEvents(file: string): AsyncGenerator<{ line: number; event: RawEvent; read: number }> {
  const raw = createReadStream(file, { highWaterMark: 1024 * 1024 });
  const unpacked: Readable = file.endsWith('.gz') ? pipeline(raw, createGunzip(), () => undefined) : pipeline(raw, new PassThrough(), () => undefined);
  let line = 0;
  let rest: Buffer[] = [];
  let restBytes = 0;
  const take = (end: Buffer): RawEvent | null => {
    line += 1;
    const whole = Buffer.concat([...rest, end]);
    const size = restBytes + end.length;
    rest = [];
    restBytes = 0;
    const text = line === 1 && whole[0] === 0xef ? whole.subarray(3) : whole;
    if (size > maxEventBytes) return readLine(Buffer.alloc(size > maxEventBytes ? maxEventBytes + 1 : 0));
    return text.toString('latin1').trim() === '' ? null : readLine(text);
  };
  try {
    for await (const chunk of unpacked as AsyncIterable<Buffer>) {
      let from = 0;
      for (let end = chunk.indexOf(10, from); end !== -1; end = chunk.indexOf(10, from)) {
        const event = take(chunk.subarray(from, end));
        if (event !== null) yield { line, event, read: raw.bytesRead };
        from = end + 1;
      }
      const left = chunk.subarray(from);
      restBytes += left.length;
      if (restBytes <= maxEventBytes) rest.push(left);
      else rest = [];
    }
    if (restBytes > 0) {
      const event = take(Buffer.alloc(0));
      if (event !== null) yield { line, event, read: raw.bytesRead };
    }
  } catch (error) {
    throw new CommandFailed(`${file} cannot be read to its end: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** A bar on stderr; only where a person looks on. */
function createProgress(name: string, bytes: number) {
  const isTerminal = process.stderr.isTTY;
  const started = Date.now();
  let shownAt = 0;
  const line = (share: number, events: number) => {
    const width = 24;
    const full = Math.round(share * width);
    const perSecond = Math.round(events / Math.max(0.001, (Date.now() - started) / 1000));
    return `${name} [${'█'.repeat(full)}${'░'.repeat(width - full)}] ${Math.round(share * 100)} %  ${events} events, ${perSecond}/s`;
  };
  return {
    show(read: number, events: number): void {
      if (!isTerminal || Date.now() - shownAt < 100) return;
      shownAt = Date.now();
      process.stderr.write(`\r${line(bytes === 0 ? 1 : Math.min(1, read / bytes), events)}\u001B[K`);
    },
    end(events: number): void {
      process.stderr.write(`${isTerminal ? '\r' : ''}${line(1, events)}${isTerminal ? '\u001B[K' : ''}\n`);
    },
  };
}
