/**
 * True when no value of a JSON text lies deeper than `limit` objects and arrays. Looks at brackets only, in one pass and before
 * anything is parsed: the parser takes a hundred thousand levels, what reads the value later does not. Brackets within strings
 * do not count; a text that is not JSON gets an answer too, the parser will say the rest.
 */
export function isWithinDepth(json: string | Buffer, limit: number): boolean {
  return typeof json === 'string' ? isTextWithin(json, limit) : isBufferWithin(json, limit);
}

function isTextWithin(json: string, limit: number): boolean {
  let depth = 0;
  for (let at = 0; at < json.length; at += 1) {
    const code = json.charCodeAt(at);
    if (code === 0x22) {
      for (at += 1; at < json.length; at += 1) {
        const inside = json.charCodeAt(at);
        if (inside === 0x5c) at += 1;
        else if (inside === 0x22) break;
      }
    } else if (code === 0x7b || code === 0x5b) {
      depth += 1;
      if (depth > limit) return false;
    } else if (code === 0x7d || code === 0x5d) depth -= 1;
  }
  return true;
}

/** The same over bytes: in UTF-8 no byte of a longer character is a quote, a backslash or a bracket. */
function isBufferWithin(json: Buffer, limit: number): boolean {
  let depth = 0;
  for (let at = 0; at < json.length; at += 1) {
    const code = json[at];
    if (code === 0x22) {
      for (at += 1; at < json.length; at += 1) {
        const inside = json[at];
        if (inside === 0x5c) at += 1;
        else if (inside === 0x22) break;
      }
    } else if (code === 0x7b || code === 0x5b) {
      depth += 1;
      if (depth > limit) return false;
    } else if (code === 0x7d || code === 0x5d) depth -= 1;
  }
  return true;
}

/**
 * A text that both databases store and give back alike: NUL, which one refuses and the other stops at, becomes `␀` (U+2400);
 * half of a surrogate pair becomes U+FFFD. The same reference when there is nothing to change.
 */
export function cleanText(value: string): string {
  const whole = value.isWellFormed() ? value : value.toWellFormed();
  return whole.includes('\0') ? whole.replaceAll('\0', '\u2400') : whole;
}

/**
 * `cleanText` for every text and key of a JSON value. Refuses nothing and drops nothing: of two keys that become one the later
 * gets a number. The same reference when there is nothing to change. `depth` of the value is the caller's to have checked.
 */
export function cleanValue<T>(value: T): T {
  return cleanNode(value) as T;
}

type Plain = Record<string, unknown>;

function cleanNode(value: unknown): unknown {
  if (typeof value === 'string') return cleanText(value);
  if (typeof value !== 'object' || value === null) return value;
  return Array.isArray(value) ? cleanArray(value) : cleanObject(value as Plain);
}

function cleanArray(value: unknown[]): unknown[] {
  let copy: unknown[] | null = null;
  for (let index = 0; index < value.length; index += 1) {
    const next = cleanNode(value[index]);
    if (next === value[index]) continue;
    copy ??= value.slice();
    copy[index] = next;
  }
  return copy ?? value;
}

function cleanObject(value: Plain): Plain {
  const names = Object.keys(value);
  for (let index = 0; index < names.length; index += 1) {
    const name = names[index]!;
    const item = value[name];
    const next = cleanNode(item);
    if (next !== item || cleanText(name) !== name) return cleanCopy(value, names, index, next);
  }
  return value;
}

/** From the first change on: what came before is copied, `next` is already known for the name at `from`. */
function cleanCopy(value: Plain, names: readonly string[], from: number, next: unknown): Plain {
  const copy: Plain = {};
  // How often a name came up: without it ten thousand names that clean to one would each look for a free number from 2.
  const times = new Map<string, number>();
  for (let index = 0; index < names.length; index += 1) {
    const item = value[names[index]!];
    const name = cleanText(names[index]!);
    let free = name;
    let count = times.get(name) ?? 1;
    for (; Object.hasOwn(copy, free); free = `${name} (${count})`) count += 1;
    times.set(name, count);
    put(copy, free, index < from ? item : index === from ? next : cleanNode(item));
  }
  return copy;
}

/** `__proto__` stays data. */
function put(target: Plain, name: string, item: unknown): void {
  if (name !== '__proto__') target[name] = item;
  else Object.defineProperty(target, name, { value: item, writable: true, enumerable: true, configurable: true });
}

/**
 * At most `bytes` bytes of UTF-8, whole characters only. `length`: how many characters (code points) the text had when it was
 * cut, null when it was not. A lone surrogate counts three bytes, as the U+FFFD that it becomes.
 */
export function cutText(value: string, bytes: number): { text: string; length: number | null } {
  // One UTF-16 unit is three bytes at most: short texts need no counting.
  if (value.length * 3 <= bytes || Buffer.byteLength(value) <= bytes) return { text: value, length: null };
  let taken = 0;
  let end = 0;
  while (end < value.length) {
    const code = value.codePointAt(end)!;
    const size = code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
    if (taken + size > bytes) break;
    taken += size;
    end += size === 4 ? 2 : 1;
  }
  let length = 0;
  for (let at = 0; at < value.length; length += 1) at += value.codePointAt(at)! > 0xffff ? 2 : 1;
  return { text: value.slice(0, end), length };
}

/** True when bytes were lost on the way: something that was no UTF-8, or half a surrogate pair, became U+FFFD. */
export function looksLossy(text: string): boolean {
  return text.includes('\ufffd');
}
