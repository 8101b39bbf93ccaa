import * as z from 'zod/mini';

export type CardsSearch = { q: string; failures: boolean; flagged: boolean };

const schema = z.object({
  search: z.catch(z.string().check(z.maxLength(200)), ''),
  failures: z.catch(z.nullable(z.literal('1')), null),
  flagged: z.catch(z.nullable(z.literal('1')), null),
});

export function readCardsSearch(params: URLSearchParams): CardsSearch {
  const { search, failures, flagged } = schema.parse({
    search: params.get('search'),
    failures: params.get('failures'),
    flagged: params.get('flagged'),
  });
  return { q: search, failures: failures !== null, flagged: flagged !== null };
}

export function writeCardsSearch(
  { q, failures, flagged }: CardsSearch,
  base: URLSearchParams = new URLSearchParams(),
): URLSearchParams {
  const params = new URLSearchParams(base);
  params.delete('search');
  params.delete('failures');
  params.delete('flagged');
  if (q !== '') params.set('search', q);
  if (failures) params.set('failures', '1');
  if (flagged) params.set('flagged', '1');
  return params;
}
