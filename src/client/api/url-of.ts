import type { Endpoint } from '#contract/endpoint.ts';
import { journalEndpoints } from '#contract/endpoints-journal.ts';
import type { EndpointName, ParamsOf, QueryInputOf } from '#contract/endpoints.ts';
import { portalInUse } from './portal-in-use.ts';
import type { JournalEndpointName } from './row-of.ts';

type Part<K extends string, T> = [T] extends [undefined]
  ? { [P in K]?: undefined }
  : object extends T
    ? { [P in K]?: T }
    : { [P in K]: T };

/** What a URL of an endpoint needs: required where its schema requires it. */
export type UrlInput<N extends EndpointName> = Part<'params', ParamsOf<N>> & Part<'query', QueryInputOf<N>>;

type Loose = { params?: object | undefined; query?: object | undefined };

/** The address of an endpoint of the card and its journal, for a plain link or a stream. */
export function urlOf<N extends JournalEndpointName>(
  name: N,
  ...[input]: object extends UrlInput<N> ? [input?: UrlInput<N>] : [input: UrlInput<N>]
): string {
  return addressOf(journalEndpoints[name], input);
}

/** The address of an endpoint by its row. Adds the portal in use where the endpoint knows one. */
export function addressOf(row: Endpoint, input: Loose | undefined): string {
  const { params = {}, query = {} } = input ?? {};
  const values = new Map<string, string>(Object.entries(params));
  const path = row.path.replace(/:(\w+)/g, (_, key: string) => encodeURIComponent(values.get(key) ?? ''));
  const search = new URLSearchParams();
  const portal = portalInUse();
  if (portal !== null && knowsPortal(row)) search.set('portal', portal);
  for (const [key, value] of Object.entries(query)) {
    if (value !== undefined && value !== null && value !== '') search.set(key, String(value));
  }
  const text = search.toString();
  return text === '' ? path : `${path}?${text}`;
}

function knowsPortal(row: Endpoint): boolean {
  const query = row.query;
  return query !== undefined && 'shape' in query && typeof query.shape === 'object' && 'portal' in (query.shape ?? {});
}
