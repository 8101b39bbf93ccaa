/** Numbers that look random and come out the same for the same seed: the demo's history can be told again, and tested. */
export type Random = {
  /** 0 ≤ n < 1. */
  next: () => number;
  /** Whole number, both ends possible. */
  between: (least: number, most: number) => number;
  pick: <T>(list: readonly T[]) => T;
  weighted: <T>(list: readonly T[], weightOf: (item: T) => number) => T;
  hex: (length: number) => string;
  digits: (length: number) => string;
};

/** FNV-1a, 32 bits. */
export function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) value = Math.imul(value ^ text.charCodeAt(at), 0x01000193);
  return value >>> 0;
}

export function seeded(seed: string): Random {
  // Mulberry32: small, fast and even enough for a show.
  let state = hash(seed);
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
  const between = (least: number, most: number) => least + Math.floor(next() * (most - least + 1));
  const pick = <T>(list: readonly T[]): T => {
    if (list.length === 0) throw new Error('nothing to pick from');
    return list[between(0, list.length - 1)] as T;
  };
  const weighted = <T>(list: readonly T[], weightOf: (item: T) => number): T => {
    let left = next() * list.reduce((sum, item) => sum + weightOf(item), 0);
    for (const item of list) {
      left -= weightOf(item);
      if (left < 0) return item;
    }
    return pick(list);
  };
  const letters = (length: number, alphabet: string) =>
    Array.from({ length }, () => alphabet.charAt(between(0, alphabet.length - 1))).join('');
  return {
    next,
    between,
    pick,
    weighted,
    hex: (length) => letters(length, '0123456789abcdef'),
    digits: (length) => letters(length, '0123456789'),
  };
}
