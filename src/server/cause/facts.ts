import type { Level } from '#contract/entry.ts';

/** What an entry tells to whoever judges it. Numbers are the portal's own; null where the writer said nothing. */
export type EntryFacts = {
  typeCode: number | null;
  status: number | null;
  result: number | null;
  /** Said by the writer outright. */
  level: Level | null;
  activityName: string;
  activityTitle: string | null;
  activityCode: string | null;
  message: string | null;
  http: { url: string | null; status: number | null; responseBody: unknown } | null;
  delivery: { status: string | null; reason: string | null; provider: string | null } | null;
};

/** What tells a step's channel. */
export type StepFacts = {
  activityTitle: string | null;
  activityCode: string | null;
  httpUrl?: string | null;
};

const headLimit = 8192;
const tailLimit = 2048;

/** The part of a text that is looked at: its beginning, and its end, where long dumps tell their reason. */
export function examined(text: string): string {
  if (text.length <= headLimit + tailLimit) return text;
  return `${text.slice(0, headLimit)}\n${text.slice(-tailLimit)}`;
}
