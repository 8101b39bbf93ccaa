import * as z from 'zod/mini';

/** A portal's name in keys and addresses: letters, digits, dot, dash, underscore; at most 64 characters. */
export const PortalId = z.string().check(z.regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/));

/** A process id as its engine gave it (Bitrix24: `55c1dc1c3f0d75.78875596`): 1–64 characters, none of them a control character. */
export const ProcessId = z.string().check(z.minLength(1), z.maxLength(64), z.regex(/^[^\p{Cc}\p{Cs}]+$/u));

/** An entry's id in links and the API. Ours, opaque, unique within a portal, never reused. */
export const EntryId = z.string().check(z.regex(/^e[0-9a-z]{11,20}$/));

/** The moments that four digits of a year can tell in UTC. */
const firstMoment = Date.parse('0000-01-01T00:00:00.000Z');
const lastMoment = Date.parse('9999-12-31T23:59:59.999Z');

/** A moment: ISO 8601 with an offset, as `2026-11-21T02:07:40.027Z`. What leaves the server is always UTC with milliseconds. */
export const Moment = z.iso.datetime({ offset: true }).check(
  // An offset can carry a year of four digits past its ends, and it could not be written as it came.
  z.refine((text) => Date.parse(text) >= firstMoment && Date.parse(text) <= lastMoment),
);

/** Somebody of the portal: who is responsible, who started a process, whose client a card is. */
export const Person = z.object({
  id: z.nullable(z.string()),
  name: z.nullable(z.string()),
});
export type Person = z.infer<typeof Person>;
