import type { RestError } from './errors.ts';
import type { Answer } from './method.ts';
import { momentIn } from './portal-time.ts';

/** What the portal tells of how long a call took; seconds with fractions. */
export type CallTime = {
  start: number;
  finish: number;
  duration: number;
  processing: number;
  date_start: string;
  date_finish: string;
  operating: number;
};

export function timeOf(startedAt: number, finishedAt: number, timeZone: string): CallTime {
  const seconds = (ms: number) => ms / 1000;
  return {
    start: seconds(startedAt),
    finish: seconds(finishedAt),
    duration: seconds(finishedAt - startedAt),
    processing: seconds(finishedAt - startedAt),
    date_start: momentIn(timeZone, startedAt),
    date_finish: momentIn(timeZone, finishedAt),
    operating: 0,
  };
}

/** A successful answer; `next` and `total` stand beside the result only for lists. */
export function successOf({ result, next, total }: Answer, time: CallTime): Record<string, unknown> {
  return {
    result,
    ...(next === undefined ? {} : { next }),
    ...(total === undefined ? {} : { total }),
    time,
  };
}

/** A failed answer has no time. */
export function failureOf(error: RestError): Record<string, unknown> {
  return { error: error.code, error_description: error.description, ...error.more };
}

/**
 * Keyed values as PHP writes them in JSON: a list when the keys count from 0, `[]` when there are none, else an object.
 */
export function phpArray(entries: readonly (readonly [string, unknown])[]): unknown {
  const isList = entries.every(([key], index) => key === String(index));
  if (isList) return entries.map(([, value]) => value);
  const object: Record<string, unknown> = {};
  for (const [key, value] of entries) Object.defineProperty(object, key, { value, enumerable: true });
  return object;
}
