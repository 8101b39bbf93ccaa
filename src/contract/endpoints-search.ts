import * as z from 'zod/mini';
import type { Endpoint } from './endpoint.ts';
import { PortalId } from './ids.ts';
import { pageOf, queryNumber } from './page.ts';
import { FoundEntry, searchFields, suggestKeys } from './search.ts';
import { longestSearch } from './search-language.ts';

const portal = { portal: z.optional(PortalId) };

/** The search over everything. */
export const searchEndpoints = {
  search: {
    method: 'GET',
    path: '/api/v1/search',
    access: 'journal.read',
    summary:
      'Search over everything: ids, tokens, links, phones, e-mails, words in any form, "words as they stand", beginnings* and chips as `state:failed robot:whatsapp`; entries newest first',
    audit: 'journal.search',
    query: z.object({
      ...portal,
      q: z.string().check(z.maxLength(longestSearch)),
      cursor: z.optional(z.string().check(z.maxLength(500))),
      limit: queryNumber(1, 200, 50),
    }),
    response: z.extend(pageOf(FoundEntry), searchFields),
  },
  suggestSearch: {
    method: 'GET',
    path: '/api/v1/search/suggest',
    access: 'journal.read',
    summary: 'Values for a chip of the search: robots, stages and templates of the portal',
    query: z.object({ ...portal, key: z.enum(suggestKeys), q: z.optional(z.string().check(z.maxLength(200))) }),
    response: z.object({ items: z.array(z.object({ value: z.string(), title: z.string() })) }),
  },
} as const satisfies Record<string, Endpoint>;
