/** A part of a text that is not shown, and what stands in its place. */
export type Hidden = { start: number; end: number; put: string };

/** Personal data in a text: where all of it stands, and which parts of it are hidden. */
export type Finding = { start: number; end: number; hidden: Hidden[] };

export const dots = '•••';

export function isDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39;
}

export function isAsciiLetter(code: number): boolean {
  return (code >= 0x41 && code <= 0x5a) || (code >= 0x61 && code <= 0x7a);
}

/** Digits from `start` to `end` become dots, but the first `head` and the last `tail` of them; all other signs stay. */
export function hideDigits(text: string, start: number, end: number, head: number, tail: number): Hidden[] {
  let count = 0;
  for (let at = start; at < end; at += 1) if (isDigit(text.charCodeAt(at))) count += 1;
  const hidden: Hidden[] = [];
  let nth = 0;
  for (let at = start; at < end; at += 1) {
    if (!isDigit(text.charCodeAt(at))) continue;
    nth += 1;
    if (nth <= head || nth > count - tail) continue;
    const last = hidden.at(-1);
    if (last?.end === at) hidden[hidden.length - 1] = { start: last.start, end: at + 1, put: `${last.put}•` };
    else hidden.push({ start: at, end: at + 1, put: '•' });
  }
  return hidden;
}

/** What stands just before a place: enough to see a word there, and no more, so that looking costs the same everywhere. */
export function before(text: string, at: number, length: number): string {
  return text.slice(Math.max(0, at - length), at);
}

/** Everything that any finding hides; what overlaps becomes one. */
export function hide(text: string, found: readonly Finding[]): string {
  const parts = found
    .flatMap(({ hidden }) => hidden)
    .toSorted((one, other) => one.start - other.start || other.end - one.end);
  const merged: Hidden[] = [];
  for (const part of parts) {
    const last = merged.at(-1);
    if (last === undefined || part.start >= last.end) merged.push({ ...part });
    else last.end = Math.max(last.end, part.end);
  }
  let out = '';
  let from = 0;
  for (const { start, end, put } of merged) {
    out += text.slice(from, start) + put;
    from = end;
  }
  return out + text.slice(from);
}

/** A list with its items changed; the same list when none was. */
export function mapArray(values: readonly unknown[], change: (item: unknown) => unknown): unknown {
  let copy: unknown[] | null = null;
  for (const [index, item] of values.entries()) {
    const next = change(item);
    if (next === item) continue;
    copy ??= [...values];
    copy[index] = next;
  }
  return copy ?? values;
}

/** An object with its names and values changed; the same object when none was. */
export function mapObject(
  object: Readonly<Record<string, unknown>>,
  rename: (name: string) => string,
  change: (item: unknown, name: string) => unknown,
): unknown {
  let isChanged = false;
  const entries: [string, unknown][] = [];
  const times = new Map<string, number>();
  for (const [name, item] of Object.entries(object)) {
    const next = change(item, name);
    const wanted = rename(name);
    // Two names that are masked alike are still two.
    let free = wanted;
    let count = times.get(wanted) ?? 1;
    for (; times.has(free); free = `${wanted} (${count})`) count += 1;
    times.set(wanted, count).set(free, times.get(free) ?? 1);
    isChanged ||= next !== item || free !== name;
    entries.push([free, next]);
  }
  // `fromEntries` keeps `__proto__` data.
  return isChanged ? Object.fromEntries(entries) : object;
}
