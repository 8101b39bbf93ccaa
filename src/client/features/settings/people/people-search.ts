import * as z from 'zod/mini';
import { type AccountInList, accountStates } from '#contract/person.ts';
import { roles } from '#contract/session.ts';

const anyRole = ['all', ...roles] as const;
const anyState = ['all', ...accountStates] as const;

export type PeopleSearch = {
  q: string;
  role: (typeof anyRole)[number];
  state: (typeof anyState)[number];
  /** Whose window is open: an account's, `new` for an invitation, or null. */
  person: string | null;
};

const schema = z.object({
  search: z.catch(z.string().check(z.maxLength(200)), ''),
  role: z.catch(z.enum(anyRole), 'all'),
  state: z.catch(z.enum(anyState), 'all'),
  person: z.catch(z.nullable(z.string().check(z.regex(/^(?:new|\d{1,12})$/))), null),
});

export function readPeopleSearch(params: URLSearchParams): PeopleSearch {
  const { search, ...rest } = schema.parse({
    search: params.get('search'),
    role: params.get('role'),
    state: params.get('state'),
    person: params.get('person'),
  });
  return { q: search, ...rest };
}

export function writePeopleSearch(
  { q, role, state, person }: PeopleSearch,
  base = new URLSearchParams(),
): URLSearchParams {
  const params = new URLSearchParams(base);
  for (const name of ['search', 'role', 'state', 'person']) params.delete(name);
  if (q !== '') params.set('search', q);
  if (role !== 'all') params.set('role', role);
  if (state !== 'all') params.set('state', state);
  if (person !== null) params.set('person', person);
  return params;
}

/** What a row shows is what it is found by. */
export function matchingPeople(items: readonly AccountInList[], { q, role, state }: PeopleSearch): AccountInList[] {
  const words = q.toLowerCase().split(/\s+/).filter(Boolean);
  return items.filter((one) => {
    if (role !== 'all' && one.role !== role) return false;
    if (state !== 'all' && one.state !== state) return false;
    const text = `${one.name}\n${one.email}`.toLowerCase();
    return words.every((word) => text.includes(word));
  });
}
