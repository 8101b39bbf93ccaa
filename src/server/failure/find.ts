import { Problem } from '#contract/problem.ts';
import type { Grouping } from '#server/cause/grouping.ts';
import type { Language } from '#server/http/language.ts';
import type { JournalStore, ShownFailure } from '#server/store/journal-store.ts';
import { titleOf } from './names.ts';
import { groupingOf } from './own-texts.ts';
import { spansOf } from './snapshots.ts';

export type FoundCause = {
  grouping: Grouping;
  /** The key of the whole. */
  key: string;
  span: { firstAt: number; lastAt: number };
};

/** Finds a cause by its key, or by that of a part of it. @throws Problem not_found when no failure of it is kept */
export async function findCause(
  { causes }: Pick<JournalStore, 'causes'>,
  portalNo: number,
  asked: string,
  isWhole = true,
): Promise<FoundCause> {
  const grouping = await groupingOf(causes, portalNo);
  const key = isWhole ? grouping.wholeOf(asked) : asked;
  const span = (await spansOf(causes, portalNo, grouping, [key])).get(key);
  if (span === undefined) throw new Problem('not_found', 'no such cause');
  return { grouping, key, span };
}

/** The newest failure that a key has by itself, what was merged into it aside; null when none is kept. */
export async function newestOf(
  { causes }: Pick<JournalStore, 'causes'>,
  portalNo: number,
  grouping: Grouping,
  key: string,
): Promise<ShownFailure | null> {
  const end = { at: Number.MAX_SAFE_INTEGER, no: 0 };
  for (const part of grouping.ownPartsOf(key)) {
    const [row] = await causes.failuresOf(portalNo, part, Number.MIN_SAFE_INTEGER, end, 1);
    // What the cause itself failed with tells more than its echo in a parent process, which comes second.
    if (row !== undefined) return (await causes.shown(portalNo, [row]))[0] ?? null;
  }
  return null;
}

/** How keys are called, each looked up once. */
export function titlesOf(
  store: Pick<JournalStore, 'causes'>,
  portalNo: number,
  grouping: Grouping,
  language: Language,
): (key: string) => Promise<string> {
  const titles = new Map<string, string>();
  return async (key) => {
    const had = titles.get(key);
    if (had !== undefined) return had;
    const title = titleOf(grouping, key, await newestOf(store, portalNo, grouping, key), language);
    titles.set(key, title);
    return title;
  };
}
