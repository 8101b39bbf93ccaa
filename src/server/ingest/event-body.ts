import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { maxBodyBytes, maxBodyEvents, maxDepth, maxEventBytes } from '#contract/event.ts';
import { Problem } from '#contract/problem.ts';
import { isWithinDepth } from './normalise.ts';

const unzip = promisify(gunzip);

/** Deeper than this a body is not even parsed: parsing it would cost more memory than it is worth. */
const parseDepth = 1000;
const newline = 10;

/** One event as it came, or why it could not be read. */
export type RawEvent = { value: unknown } | { code: 'invalid_json' | 'event_too_large' | 'too_deep'; message: string };

/**
 * Unpacks a body.
 * @throws Problem unsupported_encoding, body_too_large
 */
export async function decodeBody(body: Buffer, encoding: string | undefined): Promise<Buffer> {
  if (encoding === undefined || encoding === 'identity') return body;
  if (encoding.trim().toLowerCase() !== 'gzip') {
    throw new Problem('unsupported_encoding', 'Content-Encoding may be gzip or absent');
  }
  try {
    return await unzip(body, { maxOutputLength: maxBodyBytes });
  } catch (error) {
    if (error instanceof RangeError)
      throw new Problem('body_too_large', `the limit is ${maxBodyBytes} bytes after gzip`);
    throw new Problem('invalid_request', 'the body is not valid gzip');
  }
}

/**
 * Splits a body into its events: NDJSON by line, JSON as one event or an array of them.
 * @throws Problem invalid_json, too_deep when the body as a whole cannot be read
 */
export function readBody(body: Buffer, ndjson: boolean): RawEvent[] {
  if (ndjson) {
    const events: RawEvent[] = [];
    // Each broken line is answered with a sentence: millions of them would cost more than they are worth.
    for (const line of ndjsonLines(body)) if (events.push(readLine(line)) > maxBodyEvents) throw tooMany();
    return events;
  }
  const text = withoutBom(body);
  if (!isWithinDepth(text, parseDepth)) throw new Problem('too_deep', `the limit is ${maxDepth} levels of nesting`);
  const value = parse(text);
  if ('message' in value) throw new Problem('invalid_json', value.message);
  if (!Array.isArray(value.value)) {
    if (text.length > maxEventBytes) throw new Problem('event_too_large', tooLarge(text.length));
    return [bounded(value.value, 0)];
  }
  if (value.value.length > maxBodyEvents) throw tooMany();
  // Only a body over the limit of one event can hold an event over it.
  const sized = text.length > maxEventBytes;
  return value.value.map((item) => bounded(item, sized ? Buffer.byteLength(JSON.stringify(item) ?? '') : 0));
}

/** Lines that are not blank, without their line ends. A last line without its end is a line too. */
function* ndjsonLines(body: Buffer): Generator<Buffer> {
  const text = withoutBom(body);
  for (let from = 0; from < text.length;) {
    const found = text.indexOf(newline, from);
    const end = found === -1 ? text.length : found;
    const line = text.subarray(from, end);
    if (!isBlank(line)) yield line;
    from = end + 1;
  }
}

/** Reads one NDJSON line. */
export function readLine(line: Buffer): RawEvent {
  if (line.length > maxEventBytes) return { code: 'event_too_large', message: tooLarge(line.length) };
  if (!isWithinDepth(line, maxDepth)) return tooDeep;
  const value = parse(line);
  return 'message' in value ? { code: 'invalid_json', message: value.message } : value;
}

const tooMany = () => new Problem('body_too_large', `the limit is ${maxBodyEvents} events in one body`);

const tooDeep: RawEvent = { code: 'too_deep', message: `the limit is ${maxDepth} levels of nesting` };

function bounded(value: unknown, bytes: number): RawEvent {
  if (bytes > maxEventBytes) return { code: 'event_too_large', message: tooLarge(bytes) };
  return isShallow(value) ? { value } : tooDeep;
}

/** Walks without recursion: a hostile value may be deeper than the stack. */
function isShallow(value: unknown): boolean {
  const open: { value: unknown; depth: number }[] = [{ value, depth: 0 }];
  for (let item = open.pop(); item !== undefined; item = open.pop()) {
    if (typeof item.value !== 'object' || item.value === null) continue;
    if (item.depth >= maxDepth) return false;
    for (const child of Object.values(item.value)) {
      if (typeof child === 'object' && child !== null) open.push({ value: child, depth: item.depth + 1 });
    }
  }
  return true;
}

function parse(text: Buffer): { value: unknown } | { message: string } {
  try {
    return { value: JSON.parse(text.toString('utf8')) };
  } catch (error) {
    // The parser's own sentence quotes what was sent, which may be secret; only the place is told.
    const place = error instanceof Error ? /position (\d+)/.exec(error.message)?.[1] : undefined;
    const message = place === undefined ? 'not valid JSON: it ends too early' : `not valid JSON at character ${place}`;
    return { message };
  }
}

function tooLarge(bytes: number): string {
  return `${bytes} bytes; the limit of one event is ${maxEventBytes} bytes`;
}

function withoutBom(body: Buffer): Buffer {
  return body[0] === 0xef && body[1] === 0xbb && body[2] === 0xbf ? body.subarray(3) : body;
}

function isBlank(line: Buffer): boolean {
  for (const byte of line) if (byte !== 32 && byte !== 9 && byte !== 13) return false;
  return true;
}
