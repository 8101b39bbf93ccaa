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
