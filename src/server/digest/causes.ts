import type { DigestEvent } from '#contract/digest.ts';
import type { Language } from '#server/http/language.ts';
import type { AmountRow } from '#server/store/journal-store.ts';

/** A cause that people are to hear of: why, and since when. Moments in milliseconds. */
export type Standing = {
  cause: string;
  event: DigestEvent;
  /** Tells this event of the cause from others of the kind: when it was decided what failures have now overturned. */
  eventAt: number;
  /** When a failure made it so. */
  happenedAt: number;
  /** From when on its failures are counted. */
  since: number;
};

export type AboutCause = {
  title: string;
  failures: number;
  cards: number;
  clients: number;
  amounts: AmountRow[];
  robot: string | null;
  template: string | null;
  assignee: string | null;
};

/** What digests need to know of causes. Where each stands is derived when it is asked for, as everywhere. */
export type DigestCauses = {
  /** Of the causes that failed at or after a moment and came in after a number, those that people are to hear of. */
  failedSince(portalNo: number, from: number, afterNo: number): Promise<{ standings: Standing[]; lastNo: number }>;
  /** Null: nobody needs to hear of it now. */
  standing(portalNo: number, cause: string): Promise<Standing | null>;
  /** Null when no failure of it is kept any more. */
  about(portalNo: number, cause: string, since: number, language: Language): Promise<AboutCause | null>;
  titles(portalNo: number, causes: readonly string[], language: Language): Promise<Map<string, string>>;
};
