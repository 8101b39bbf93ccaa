import { createReadStream } from 'node:fs';
import { PassThrough, pipeline, type Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { maxEventBytes } from '#contract/event.ts';
import { CommandFailed } from './command.ts';

/** A line of a file that is not blank. */
export type EventLine = {
  /** From 1, as an editor shows it. */
  line: number;
  /** From 0, blank lines left out. */
  index: number;
  /** Null when it is over the limit: such a line is not kept in memory. */
  text: Buffer | null;
  bytes: number;
  /** Bytes of the file read so far. */
  read: number;
};

/** The lines of an NDJSON file; `.gz` is unpacked. */
export async function* readEventLines(file: string): AsyncGenerator<EventLine> {
  const raw = createReadStream(file, { highWaterMark: 1024 * 1024 });
  const unpacking = file.endsWith('.gz') ? createGunzip() : new PassThrough();
  const unpacked: Readable = pipeline(raw, unpacking, () => undefined);
  let line = 0;
  let index = 0;
  let rest: Buffer[] = [];
  let restBytes = 0;
  const take = (end: Buffer): EventLine | null => {
    line += 1;
    const bytes = restBytes + end.length;
    const whole = bytes > maxEventBytes ? null : Buffer.concat([...rest, end]);
    rest = [];
    restBytes = 0;
    const text = line === 1 && whole?.[0] === 0xef ? whole.subarray(3) : whole;
    if (text?.toString('latin1').trim() === '') return null;
    index += 1;
    return { line, index: index - 1, text, bytes, read: raw.bytesRead };
  };
  try {
    for await (const chunk of unpacked as AsyncIterable<Buffer>) {
      let from = 0;
      for (let end = chunk.indexOf(10, from); end !== -1; end = chunk.indexOf(10, from)) {
        const event = take(chunk.subarray(from, end));
        if (event !== null) yield event;
        from = end + 1;
      }
      const left = chunk.subarray(from);
      restBytes += left.length;
      if (restBytes <= maxEventBytes) rest.push(left);
      else rest = [];
    }
    const last = restBytes > 0 ? take(Buffer.alloc(0)) : null;
    if (last !== null) yield last;
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new CommandFailed(`${file} cannot be read to its end: ${why}`);
  }
}
