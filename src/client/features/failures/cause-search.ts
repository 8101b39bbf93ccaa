import * as z from 'zod/mini';
import { type FailureRange, readFailureRange, writeFailureRange } from './failure-search.ts';
import type { OccurrenceChoice } from './queries.ts';

/** What a cause's page shows: of what time, and which of its failures. A version belongs to a template. */
export type CauseSearch = FailureRange & OccurrenceChoice;

export const everyOccurrence: OccurrenceChoice = { robot: null, template: null, version: null, stage: null };

const names = ['robot', 'template', 'version', 'stage'] as const;
const word = z.catch(z.nullable(z.string().check(z.minLength(1), z.maxLength(300))), null);
/** Every field falls back by itself: no link can break the page. */
const schema = z.object({ robot: word, template: word, version: word, stage: word });

export function readCauseSearch(params: URLSearchParams): CauseSearch {
  const raw = schema.parse(Object.fromEntries(names.map((name) => [name, params.get(name)])));
  return { ...readFailureRange(params), ...raw, version: raw.template === null ? null : raw.version };
}

export function writeCauseSearch(search: CauseSearch, base: URLSearchParams = new URLSearchParams()): URLSearchParams {
  const params = writeFailureRange(search, base);
  for (const name of names) {
    const value = search[name];
    if (value === null) params.delete(name);
    else params.set(name, value);
  }
  return params;
}

export const isChoice = (choice: OccurrenceChoice): boolean => names.some((name) => choice[name] !== null);
