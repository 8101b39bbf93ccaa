import * as z from 'zod/mini';

const schema = z.object({ search: z.catch(z.string().check(z.maxLength(200)), '') });

export function readDocsSearch(params: URLSearchParams): string {
  return schema.parse({ search: params.get('search') }).search;
}

export function writeDocsSearch(search: string, base = new URLSearchParams()): URLSearchParams {
  const params = new URLSearchParams(base);
  if (search === '') params.delete('search');
  else params.set('search', search);
  return params;
}
