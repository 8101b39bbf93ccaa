import type { ClientHit, Fixer, Retry } from '#contract/cause.ts';
import type { Channel } from './channel.ts';
import type { StepNumber } from './steps.ts';

export type Localised = { ru: string; en: string };

/**
 * What makes a failure this cause; any one of the list is enough. Texts are compared lower-cased, `…` stands for
 * anything between (at most 200 characters). Numbers match as whole numbers only.
 */
export type Match = {
  /** Provider's numeric codes, as `131047`: in `(#131047)`, in a body's `error.code`, or after the word "code". */
  codes?: readonly number[];
  /** Provider's word codes, as `BAD_CONTACT`: matched as whole words, in capitals or as written. */
  words?: readonly string[];
  /** Titles and sentences that a provider writes, without a code. */
  texts?: readonly string[];
  /** SMTP enhanced codes, as `5.1.1`, and SMTP replies, as `550`. */
  smtpEnhanced?: readonly string[];
  smtpReplies?: readonly number[];
  /** SQLSTATE, as `23505`, and MySQL numbers, as `1062`. */
  sql?: readonly string[];
  /** System codes, as `ECONNREFUSED`. */
  system?: readonly string[];
  httpStatuses?: readonly number[];
  /** Sentences in which an engine wraps a failure it does not know: looked at last. */
  wrappers?: readonly string[];
  /** Only in steps of these channels; absent: in any. */
  channels?: readonly Channel[];
  /** Only when this word stands in the activity, the address or the text: a gateway's name, as `smsc`. */
  provider?: readonly string[];
};

export type CatalogueRow = {
  /** Stable: stored with each failure. */
  code: string;
  match: readonly Match[];
  /** What happened to the client, for a headline; at most 70 characters. `{what}` is the subject of the step's channel. */
  title: Localised;
  /** Why, in one or two sentences. `{n}` is the first number after the match, where a provider tells one. */
  text: Localised;
  hit: ClientHit;
  fixer: Fixer;
  steps: readonly StepNumber[];
  retry: Retry;
  /** When another try is useful, where it is known. */
  wait?: Localised;
  /** Real texts that must match this row and none before it. `code` of the activity where the channel decides. */
  samples: readonly { message: string; activity?: string; httpStatus?: number; body?: unknown }[];
};
