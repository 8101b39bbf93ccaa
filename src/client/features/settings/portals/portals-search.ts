/** The window in which a portal is made is open. */
export type PortalsSearch = { isMaking: boolean };

export function readPortalsSearch(params: URLSearchParams): PortalsSearch {
  return { isMaking: params.get('make') === '1' };
}

export function writePortalsSearch({ isMaking }: PortalsSearch, base = new URLSearchParams()): URLSearchParams {
  const params = new URLSearchParams(base);
  params.delete('make');
  if (isMaking) params.set('make', '1');
  return params;
}
