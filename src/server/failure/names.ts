import type { CauseExplanation, ClientHit, Fixer } from '#contract/cause.ts';
import type { ActivityRow, ShownFailure } from '#server/store/journal-store.ts';
import { type CauseContext, causeTitle, explain } from '#server/cause/explain.ts';
import type { Grouping } from '#server/cause/grouping.ts';
import { explainOwn, ownTitle } from '#server/cause/own.ts';
import { providerCodeOf } from '#server/cause/provider-code.ts';
import type { Language } from '#server/http/language.ts';

const shownLength = 300;
const splitTitleLimit = 160;

/** How a robot is called by a reader: its title, else its code, else its technical name. */
export function robotOf({ title, code, name }: ActivityRow): string {
  return [title, code].find((one) => one !== null && one !== '') ?? name;
}

export function contextOf(shown: Pick<ShownFailure, 'message' | 'activity'> | null): CauseContext {
  return {
    message: shown?.message ?? null,
    activityTitle: shown?.activity.title ?? null,
    activityCode: shown?.activity.code ?? null,
  };
}

/** A cause's headline. One that was split off is told from what it was part of by its text. */
export function titleOf(grouping: Grouping, key: string, shown: ShownFailure | null, language: Language): string {
  const own = grouping.explanationOf(key);
  if (own !== null) return ownTitle(own, language);
  const title = causeTitle(grouping.rowOf(key), contextOf(shown), language);
  const split = grouping.splitOf(key);
  if (split === null || title.includes(split.fingerprint)) return title;
  return cut(`${title} — ${split.fingerprint}`, splitTitleLimit);
}

/** What of an explanation does not depend on a failure's own words. */
export function plainFactsOf(
  grouping: Grouping,
  key: string,
  activity: ActivityRow | undefined,
): { hit: ClientHit; fixer: Fixer; known: boolean } {
  const own = grouping.explanationOf(key);
  if (own !== null) return { hit: own.hit, fixer: own.fixer, known: true };
  const context = contextOf(activity === undefined ? null : { message: null, activity });
  return explain(grouping.rowOf(key), context, 'en');
}

/** A cause in plain words: the portal's own, else the catalogue's. */
export function explanationOf(
  grouping: Grouping,
  key: string,
  shown: ShownFailure,
  language: Language,
): CauseExplanation {
  const own = grouping.explanationOf(key);
  if (own !== null) return explainOwn(own, providerCodeOf(shown.message, null), language);
  const explained = explain(grouping.rowOf(key), contextOf(shown), language);
  return { ...explained, code: key, title: titleOf(grouping, key, shown, language) };
}

/** A message as a list shows it. What is cut ends in `…`, so that a mask knows that its end is none. */
export function messageInList(message: string | null): string | null {
  return message === null ? null : cut(message, shownLength);
}

export function cut(text: string, limit: number): string {
  return text.length <= limit
    ? text
    : `${text
        .slice(0, limit - 1)
        .toWellFormed()
        .trimEnd()}…`;
}

export function momentOf(at: number): string {
  return new Date(at).toISOString();
}
