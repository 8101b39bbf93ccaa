import type { Endpoint } from '#contract/endpoint.ts';
import { journalEndpoints } from '#contract/endpoints-journal.ts';
import type { EndpointName } from '#contract/endpoints.ts';

export type JournalEndpointName = keyof typeof journalEndpoints;

/**
 * The row of an endpoint. What a card's page asks is there at once; to build the schemas of all others would keep its
 * first list waiting, so they come with the first question that needs one.
 */
export function rowOf(name: EndpointName): Endpoint | Promise<Endpoint> {
  if (isOfJournal(name)) return journalEndpoints[name];
  return import('#contract/endpoints.ts').then(({ endpoints }) => endpoints[name]);
}

function isOfJournal(name: EndpointName): name is JournalEndpointName {
  return Object.hasOwn(journalEndpoints, name);
}
