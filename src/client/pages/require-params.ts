import { useParams } from 'react-router';

/** Parameters of the route. Fails loudly when a page is mounted where they are not part of the path. */
export function useRequiredParams<const K extends string>(...names: readonly K[]): Record<K, string> {
  return requireParams(useParams(), ...names);
}

export function requireParams<const K extends string>(
  params: Readonly<Record<string, string | undefined>>,
  ...names: readonly K[]
): Record<K, string> {
  const found = names.map((name) => {
    const value = params[name];
    if (value === undefined) throw new Error(`the route has no parameter "${name}"`);
    return [name, value] as const;
  });
  return Object.fromEntries(found) as Record<K, string>;
}
