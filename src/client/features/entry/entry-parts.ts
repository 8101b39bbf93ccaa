import * as z from 'zod/mini';
import type { EntryDetails } from '#contract/entry.ts';

/** Details come from many writers: each part is read by itself, and what has another shape is only in the raw view. */
const text = z.catch(z.nullable(z.string()), null);
const count = z.catch(z.nullable(z.number()), null);
const headers = z.catch(
  z.record(
    z.string(),
    z.pipe(
      z.unknown(),
      z.transform((value) => (typeof value === 'string' ? value : JSON.stringify(value))),
    ),
  ),
  {},
);

const Http = z.object({
  method: text,
  url: text,
  requestHeaders: headers,
  requestBody: z.optional(z.unknown()),
  status: count,
  responseHeaders: headers,
  responseBody: z.optional(z.unknown()),
  durationMs: count,
});
export type HttpCall = z.infer<typeof Http>;

const Delivery = z.object({ status: text, provider: text, messageId: text, reason: text });
export type Delivery = z.infer<typeof Delivery>;

/** Who wrote it, where it came over REST. Any other source has another shape and is in the raw view. */
const Source = z.object({
  kind: z.literal('rest'),
  by: text,
  /** What the administrator called the application. */
  title: z.catch(z.nullable(z.string()), null),
  verified: z.catch(z.nullable(z.boolean()), null),
});
export type EntrySource = z.infer<typeof Source>;

const record = z.catch(z.nullable(z.record(z.string(), z.unknown())), null);

const Parts = z.object({
  http: z.catch(z.nullable(Http), null),
  delivery: z.catch(z.nullable(Delivery), null),
  source: z.catch(z.nullable(Source), null),
  attempt: count,
  attempts: count,
  variables: record,
  input: z.optional(z.unknown()),
  output: z.optional(z.unknown()),
});
export type EntryParts = z.infer<typeof Parts>;

export function entryParts(details: EntryDetails | null): EntryParts {
  return Parts.parse(details ?? {});
}

export function isTold(value: unknown): boolean {
  if (value === undefined || value === null || value === '') return false;
  return typeof value !== 'object' || Object.keys(value).length > 0;
}

/** Success, redirect or failure of an HTTP call, by its status. */
export function httpTone(status: number | null): 'success' | 'neutral' | 'failure' {
  if (status === null) return 'neutral';
  if (status >= 400 || status === 0) return 'failure';
  return status >= 200 && status < 300 ? 'success' : 'neutral';
}
