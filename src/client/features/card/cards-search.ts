import * as z from 'zod/mini';

export type CardsSearch = { q: string; failures: boolean };

const schema = z.object({
  search: z.catch(z.string().check(z.maxLength(200)), ''),
  failures: z.catch(z.nullable(z.literal('1')), null),
});

export function readCardsSearch(params: URLSearchParams): CardsSearch {
  const { search, failures } = schema.parse({ search: params.get('search'), failures: params.get('failures') });
  return { q: search, failures: failures !== null };
}

export function writeCardsSearch(
  { q, failures }: CardsSearch,
  base: URLSearchParams = new URLSearchParams(),
): URLSearchParams {
  const params = new URLSearchParams(base);
  params.delete('search');
  params.delete('failures');
  if (q !== '') params.set('search', q);
  if (failures) params.set('failures', '1');
  return params;
}
