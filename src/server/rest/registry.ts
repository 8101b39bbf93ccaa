import type { Method } from './method.ts';

export type MethodRegistry = {
  find(name: string): Method | null;
  list(): readonly Method[];
};

/** The method table. Names are looked up in any case. */
export function createRegistry(families: readonly (readonly Method[])[]): MethodRegistry {
  const methods = families.flat().toSorted((a, b) => (a.name < b.name ? -1 : 1));
  const byName = new Map(methods.map((method) => [method.name, method]));
  if (byName.size !== methods.length) throw new Error('two methods have one name');
  return { find: (name) => byName.get(name.toLowerCase()) ?? null, list: () => methods };
}
