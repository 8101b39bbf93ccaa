/** What an entry changed in the variables of its process. */
export type VariableChange =
  | { kind: 'added'; name: string; after: unknown }
  | { kind: 'changed'; name: string; before: unknown; after: unknown }
  | { kind: 'removed'; name: string; before: unknown };

type Variables = Readonly<Record<string, unknown>>;

export function variableChanges(before: Variables | null, after: Variables | null): VariableChange[] {
  if (before === null || after === null) return [];
  const names = [...new Set([...Object.keys(after), ...Object.keys(before)])].toSorted((a, b) => a.localeCompare(b));
  return names.flatMap((name): VariableChange[] => {
    const had = Object.hasOwn(before, name);
    const has = Object.hasOwn(after, name);
    if (!had) return [{ kind: 'added', name, after: after[name] }];
    if (!has) return [{ kind: 'removed', name, before: before[name] }];
    return isSame(before[name], after[name])
      ? []
      : [{ kind: 'changed', name, before: before[name], after: after[name] }];
  });
}

/** Equal as JSON; the order of an object's names says nothing. */
function isSame(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const left = Object.entries(a);
  const right = new Map(Object.entries(b));
  return left.length === right.size && left.every(([name, value]) => right.has(name) && isSame(value, right.get(name)));
}
