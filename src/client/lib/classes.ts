/** Joins classes; what is false, null or empty is left out. It merges nothing: two classes for one property are a mistake. */
export function classes(...parts: readonly (string | false | null | undefined)[]): string {
  return parts.filter(Boolean).join(' ');
}
