import { setImmediate as nextTurn } from 'node:timers/promises';
import type { ExplanationPreview } from '#contract/explanation.ts';
import { createGrouping, type Grouping, withoutNested } from '#server/cause/grouping.ts';
import { fold } from '#server/cause/match-index.ts';
import { isUnknown, matches, type OwnExplanation, readOwn } from '#server/cause/own.ts';
import type { Language } from '#server/http/language.ts';
import { entryIdOf } from '#server/store/cursor.ts';
import type { EntryKey, FailureRow, JournalStore } from '#server/store/journal-store.ts';
import { titlesOf } from './find.ts';
import { messageInList, momentOf, robotOf } from './names.ts';
import { textsFor } from './own-texts.ts';

export const previewDays = 30;
const dayMs = 24 * 60 * 60 * 1000;
/** Failures looked through for one answer, the newest first. */
const mostLooked = 200_000;
const rowsAtOnce = 2000;
const mostCauses = 20;
const mostExamples = 20;

type Store = Pick<JournalStore, 'causes' | 'entries'>;
type Verdict = { key: string; isTaken: boolean };

/** Failures of the last days, newest first, in slices that let others have their turn. True: not all of them were. */
export async function lookThrough(
  { causes }: Store,
  portalNo: number,
  now: number,
  look: (rows: readonly FailureRow[]) => Promise<void> | void,
): Promise<boolean> {
  let place: EntryKey = { at: now + 1, no: 0 };
  for (let read = 0; read < mostLooked; read += rowsAtOnce) {
    const rows = await causes.failures(portalNo, now - previewDays * dayMs, place, rowsAtOnce, true);
    await look(rows);
    place = rows.at(-1) ?? place;
    if (rows.length < rowsAtOnce) return false;
    await nextTurn();
  }
  return true;
}

/** What a draft would do: where what it matches is now, and where it would be then. */
export async function previewOf(
  store: Store,
  portalNo: number,
  draft: OwnExplanation,
  { language, now }: { language: Language; now: number },
): Promise<ExplanationPreview> {
  const { causes } = store;
  const { merges, splits, explanations } = await causes.grouping(portalNo);
  const own = explanations.map(readOwn);
  const then = [...own.filter(({ no }) => no !== draft.no), draft];
  const texts = await textsFor(causes, portalNo, [...own, draft]);
  const before = createGrouping(merges, splits, { explanations: own, texts });
  const after = createGrouping(merges, splits, { explanations: then, texts });
  const codes = new Map<number, string | null>();
  const verdicts = new Map<string, Verdict | null>();
  const found = new Map<string, { failures: number; taken: number }>();
  const cards = new Set<number>();
  const examples = new Map<string, { row: FailureRow; isTaken: boolean }>();
  let [failures, staying] = [0, 0];

  /** The same text of the same robot is judged once. */
  function judge(row: FailureRow, fingerprint: string): Verdict | null {
    const text = { fingerprint, activityCode: codes.get(row.activityNo) ?? null };
    if (!matches(draft, text, fold(fingerprint))) return null;
    const isTaken = after.keyOf(row.cause, fingerprint) === after.wholeOf(draft.key);
    return { key: before.keyOf(row.cause, fingerprint), isTaken };
  }

  const bounded = await lookThrough(store, portalNo, now, async (rows) => {
    if (draft.matching.activityCode !== null) {
      const nos = new Set(rows.map(({ activityNo }) => activityNo).filter((no) => !codes.has(no)));
      for (const [no, { code }] of await store.entries.activities(portalNo, [...nos])) codes.set(no, code);
    }
    for (const row of rows) {
      const fingerprint = row.fingerprint ?? '';
      const mark = `${row.activityNo}\n${row.cause}\n${fingerprint}`;
      const had = verdicts.get(mark);
      const verdict = had === undefined ? judge(row, fingerprint) : had;
      if (had === undefined) verdicts.set(mark, verdict);
      if (verdict === null) continue;
      const { key, isTaken } = verdict;
      const one = found.get(key) ?? { failures: 0, taken: 0 };
      found.set(key, { failures: one.failures + 1, taken: one.taken + Number(isTaken) });
      if (isTaken) {
        failures += 1;
        if (row.cardNo !== null) cards.add(row.cardNo);
      } else staying += 1;
      const text = `${withoutNested(row.cause)}\n${fingerprint}`;
      if (!examples.has(text)) examples.set(text, { row, isTaken });
    }
  });

  const titleOf = titlesOf(store, portalNo, before, language);
  const most = [...found].toSorted(([a, one], [b, other]) => other.failures - one.failures || (a < b ? -1 : 1));
  const listed: ExplanationPreview['causes'] = [];
  for (const [cause, counts] of most.slice(0, mostCauses)) {
    listed.push({ cause, title: await titleOf(cause), kind: kindOf(before, cause, draft), ...counts });
  }
  return {
    days: previewDays,
    bounded,
    failures,
    cards: cards.size,
    staying,
    causes: listed,
    examples: await examplesOf(store, portalNo, [...examples.values()]),
  };
}

function kindOf(grouping: Grouping, key: string, draft: OwnExplanation): ExplanationPreview['causes'][number]['kind'] {
  const own = grouping.explanationOf(key);
  if (own !== null) return own.no === draft.no ? 'this' : 'other';
  return isUnknown(grouping.rowOf(key)) ? 'unknown' : 'known';
}

async function examplesOf(
  { causes }: Store,
  portalNo: number,
  all: readonly { row: FailureRow; isTaken: boolean }[],
): Promise<ExplanationPreview['examples']> {
  const some = all.toSorted((a, b) => Number(b.isTaken) - Number(a.isTaken)).slice(0, mostExamples);
  const taken = new Set(some.filter(({ isTaken }) => isTaken).map(({ row }) => row.no));
  const shown = await causes.shown(
    portalNo,
    some.map(({ row }) => row),
  );
  return shown.map(({ key, process, activity, message }) => ({
    process,
    entry: entryIdOf(key),
    at: momentOf(key.at),
    robot: robotOf(activity),
    message: messageInList(message),
    isTaken: taken.has(key.no),
  }));
}
