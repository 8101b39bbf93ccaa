import qs from 'qs';

/**
 * Parameters of a call: top-level names in any case, values as the portal's PHP would have them: strings, lists and
 * nested objects from `a[b][]=c`, anything from JSON.
 */
export type Parameters = {
  /** The value of a name in any case; undefined when it is not there. */
  get(name: string): unknown;
  /** A value that has to be a text or a number; null when it is absent or null, undefined when it is neither. */
  text(name: string): string | null | undefined;
  names(): string[];
};

const mostParameters = 5_000;
const mostDepth = 12;

/** Reads `a[b][]=c&d=e` as PHP does. Never throws: what is too deep or too much stays flat or is left out. */
export function parseQuery(text: string): Record<string, unknown> {
  return qs.parse(text.startsWith('?') ? text.slice(1) : text, {
    depth: mostDepth,
    parameterLimit: mostParameters,
    arrayLimit: 1_000,
    plainObjects: true,
    allowSparse: false,
    duplicates: 'last',
  });
}

/** Later sources win over earlier ones of the same name. */
export function parametersOf(...sources: readonly Record<string, unknown>[]): Parameters {
  const values = new Map<string, unknown>();
  for (const source of sources) {
    for (const [name, value] of Object.entries(source)) values.set(name.toUpperCase(), value);
  }
  return {
    get: (name) => values.get(name.toUpperCase()),
    text(name) {
      const value = values.get(name.toUpperCase());
      if (value === undefined || value === null) return null;
      if (typeof value === 'string') return value;
      return typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined;
    },
    names: () => [...values.keys()],
  };
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A list, or an object with numbered keys as PHP's forms make one. Null for anything else. */
export function listOf(value: unknown): unknown[] | null {
  if (Array.isArray(value)) return value;
  return isRecord(value) ? Object.values(value) : null;
}

/** `Y`, `1`, `true`: the ways in which clients say yes. */
export function isYes(value: unknown): boolean {
  return value === true || value === 1 || value === 'Y' || value === 'y' || value === '1' || value === 'true';
}
