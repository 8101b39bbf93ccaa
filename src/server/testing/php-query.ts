/** Parameters as PHP's `http_build_query` writes them, which most applications of the portal send. */
export function phpQuery(parameters: Readonly<Record<string, unknown>>): string {
  return Object.entries(parameters)
    .flatMap(([name, value]) => pairsOf(name, value))
    .map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value).replaceAll('%20', '+')}`)
    .join('&');
}

function pairsOf(name: string, value: unknown): [string, string][] {
  // What is nothing, and a list of nothing, PHP leaves out.
  if (value === null || value === undefined) return [];
  if (typeof value === 'object') {
    return Object.entries(value).flatMap(([key, inner]) => pairsOf(`${name}[${key}]`, inner));
  }
  if (typeof value === 'boolean') return [[name, value ? '1' : '0']];
  return [[name, typeof value === 'string' ? value : JSON.stringify(value)]];
}
