import * as z from 'zod/mini';

/** Page of a list. Cursors are opaque, belong to one list with one filter, and are null at its ends. */
export function pageOf<T extends z.core.$ZodType>(item: T) {
  return z.object({
    items: z.array(item),
    next: z.nullable(z.string()),
    previous: z.nullable(z.string()),
  });
}

export type Page<T> = { items: T[]; next: string | null; previous: string | null };

/** A whole number in a query string, within bounds, with a default. */
export function queryNumber(least: number, most: number, absent: number) {
  return z._default(z.coerce.number().check(z.int(), z.gte(least), z.lte(most)), absent);
}

/** `a,b` in a query string as a list of known words. */
export function queryList<const T extends readonly string[]>(words: T) {
  return z.pipe(
    z.transform((value: unknown) => (typeof value === 'string' ? value.split(',').filter(Boolean) : value)),
    z.array(z.enum(words as unknown as [string, ...string[]])),
  ) as unknown as z.ZodMiniType<T[number][], string>;
}

/** `true` or `false` in a query string. */
export const queryFlag = z.pipe(
  z.enum(['true', 'false']),
  z.transform((value) => value === 'true'),
);
