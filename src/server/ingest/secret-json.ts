import { isWithinDepth } from './normalise.ts';

type JsonWithSource = {
  parse(text: string, reviver: (key: string, value: unknown, context: { source?: string }) => unknown): unknown;
  rawJSON(source: string): object;
  isRawJSON(value: unknown): boolean;
};
// Not in the compiler's library yet.
const sourceJson = JSON as unknown as JsonWithSource;

/** A number that keeps its spelling, see `parseJson`: a leaf, though it is an object. */
export function isRawNumber(value: object): boolean {
  return Object.isFrozen(value) && sourceJson.isRawJSON(value);
}

/**
 * JSON of an object, of an array, or of a text that holds one; undefined for anything else and for what is deeper than `depth`.
 * Numbers that JavaScript would change, as ids beyond 2⁵³, keep their spelling.
 */
export function parseJson(text: string, depth: number): unknown {
  if (!/^\s{0,256}(?:\{|\[|"[\s\\]{0,8}[{[])/.test(text) || !isWithinDepth(text, depth)) return undefined;
  try {
    const exact = /\d{16}|\d\.\d{15}|\d\.\d*0(?!\d)|\d[eE][+-]?\d/.test(text);
    const parsed = exact ? sourceJson.parse(text, keepSpelling) : (JSON.parse(text) as unknown);
    return typeof parsed === 'object' || typeof parsed === 'string' ? parsed : undefined;
  } catch {
    return undefined;
  }
}

function keepSpelling(_key: string, value: unknown, context: { source?: string }): unknown {
  const source = context.source;
  return typeof value === 'number' && source !== undefined && String(value) !== source
    ? sourceJson.rawJSON(source)
    : value;
}
