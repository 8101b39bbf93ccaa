/** A text as its reader would decode it; `at[i]` is where character i stands in the original, `at[length]` is the original's end. */
export type View = { text: string; at: Uint32Array | null };

const foldable = /[\uff01-\uff5e\u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\u2018-\u201f]/;
const foldableAll = new RegExp(foldable.source, 'g');
const encoded = /%[\da-f]{2}|\\[uxnrt]|&(?:quot|apos|amp|lt|gt|#)|[\u00ad\u200b-\u200d\u2060\ufeff]/i;
const entities: readonly (readonly [string, string])[] = [
  ['&quot;', '"'],
  ['&#34;', '"'],
  ['&#x22;', '"'],
  ['&apos;', "'"],
  ['&#39;', "'"],
  ['&#039;', "'"],
  ['&amp;', '&'],
  ['&lt;', '<'],
  ['&gt;', '>'],
];
/** `%2525…` is decoded this many times. */
const mostLevels = 3;

/**
 * The text as it is written, then as it reads after each decoding of percent-encoding, `\u` escapes and HTML entities. All of
 * them are needed: in `password=a%26b` the value is whole before decoding, in `%70assword=a` it is seen only after.
 */
export function viewsOf(text: string): View[] {
  const views: View[] = [{ text: fold(text), at: null }];
  let last = views[0]!;
  for (let level = 0; level < mostLevels && encoded.test(last.text); level += 1) {
    const next = decode(last);
    if (next === null) break;
    views.push(next);
    last = next;
  }
  return views;
}

/** The last view's text alone. */
export function plainView(text: string): string {
  return viewsOf(text).at(-1)!.text;
}

/** Character for character, so that places stay the same: full-width forms, all spaces, typographic quotes. */
function fold(text: string): string {
  return foldable.test(text)
    ? text.replace(foldableAll, (one) => String.fromCharCode(foldCode(one.charCodeAt(0))))
    : text;
}

function foldCode(code: number): number {
  if (code < 0x85) return code;
  if (code >= 0xff01 && code <= 0xff5e) return code - 0xfee0;
  if (code >= 0x2018 && code <= 0x201b) return 0x27;
  if (code >= 0x201c && code <= 0x201f) return 0x22;
  if (code === 0x2028 || code === 0x2029 || code === 0x85) return 0x0a;
  if (code === 0xa0 || code === 0x1680 || (code >= 0x2000 && code <= 0x200a)) return 0x20;
  return code === 0x202f || code === 0x205f || code === 0x3000 ? 0x20 : code;
}

function decode(view: View): View | null {
  const { text } = view;
  const codes = new Uint16Array(text.length);
  const at = new Uint32Array(text.length + 1);
  let length = 0;
  let index = 0;
  while (index < text.length) {
    const [code, taken] = decodeOne(text, index);
    if (code >= 0) {
      codes[length] = foldCode(code);
      at[length] = view.at === null ? index : view.at[index]!;
      length += 1;
    }
    index += taken;
  }
  if (length === text.length) return null;
  at[length] = view.at === null ? text.length : view.at[text.length]!;
  return { text: Buffer.from(codes.buffer, 0, length * 2).toString('utf16le'), at };
}

/** One character and how much of the text it takes; −1 for a character that is not seen. */
function decodeOne(text: string, index: number): [code: number, taken: number] {
  const code = text.charCodeAt(index);
  if (code === 0x25) return decodePercent(text, index);
  if (code === 0x5c) return decodeBackslash(text, index);
  if (code === 0x26) {
    for (const [entity, plain] of entities) {
      if (text.startsWith(entity, index)) return [plain.charCodeAt(0), entity.length];
    }
  }
  if (code === 0xad || (code >= 0x200b && code <= 0x200d) || code === 0x2060 || code === 0xfeff) return [-1, 1];
  return [code, 1];
}

function decodePercent(text: string, index: number): [number, number] {
  const first = percentByte(text, index);
  if (first >= 0 && first < 0x80) return [first, 3];
  if (first >= 0xc2 && first <= 0xef) {
    const second = percentByte(text, index + 3);
    if (first < 0xe0 && second >> 6 === 2) return [((first & 31) << 6) | (second & 63), 6];
    const third = percentByte(text, index + 6);
    if (first >= 0xe0 && second >> 6 === 2 && third >> 6 === 2) {
      return [((first & 15) << 12) | ((second & 63) << 6) | (third & 63), 9];
    }
  }
  return [0x25, 1];
}

function percentByte(text: string, index: number): number {
  return text.charCodeAt(index) === 0x25 ? hex(text, index + 1, 2) : -1;
}

function decodeBackslash(text: string, index: number): [number, number] {
  const next = text[index + 1];
  if (next === 'n' || next === 'r') return [0x0a, 2];
  if (next === 't') return [0x09, 2];
  const digits = next === 'u' ? 4 : next === 'x' ? 2 : 0;
  const code = digits === 0 ? -1 : hex(text, index + 2, digits);
  return code < 0 ? [0x5c, 1] : [code, 2 + digits];
}

function hex(text: string, from: number, digits: number): number {
  let value = 0;
  for (let index = from; index < from + digits; index += 1) {
    const code = text.charCodeAt(index) | 32;
    if (code >= 0x30 && code <= 0x39 && text.charCodeAt(index) >= 0x30) value = value * 16 + code - 0x30;
    else if (code >= 0x61 && code <= 0x66) value = value * 16 + code - 0x57;
    else return -1;
  }
  return value;
}
