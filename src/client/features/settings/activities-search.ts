import * as z from 'zod/mini';
import type { RegisteredActivity } from '#contract/application.ts';

export const activityKinds = ['all', 'robot', 'activity'] as const;
export type ActivitiesSearch = { q: string; kind: (typeof activityKinds)[number] };

const schema = z.object({
  search: z.catch(z.string().check(z.maxLength(200)), ''),
  kind: z.catch(z.enum(activityKinds), 'all'),
});

export function readActivitiesSearch(params: URLSearchParams): ActivitiesSearch {
  const { search, kind } = schema.parse({ search: params.get('search'), kind: params.get('kind') });
  return { q: search, kind };
}

export function writeActivitiesSearch({ q, kind }: ActivitiesSearch, base = new URLSearchParams()): URLSearchParams {
  const params = new URLSearchParams(base);
  params.delete('search');
  params.delete('kind');
  if (q !== '') params.set('search', q);
  if (kind !== 'all') params.set('kind', kind);
  return params;
}

/** What a row shows is what it is found by. */
export function matchingActivities(
  items: readonly RegisteredActivity[],
  { q, kind }: ActivitiesSearch,
): RegisteredActivity[] {
  const words = q.toLowerCase().split(/\s+/).filter(Boolean);
  return items.filter((item) => {
    if (kind !== 'all' && item.kind !== kind) return false;
    const text = [item.name, item.code, item.handler, item.application.title, item.application.clientId]
      .join('\n')
      .toLowerCase();
    return words.every((word) => text.includes(word));
  });
}
