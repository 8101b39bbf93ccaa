import { isOwnKey, isUnknown, type FailureText, type OwnExplanation, inOrder, ownOf } from './own.ts';
import { hashOf } from './place.ts';

/*
 * Which failures people see as one cause. Failures are stored under the cause that the catalogue gave them; what people
 * merged, split and explained themselves is laid over it when it is read, so that it holds for failures to come, and can
 * be undone. What somebody decided about one cause goes before what an own explanation says of all texts of a kind.
 */

export type Merge = { cause: string; into: string };
/** `cause` without the mark of a nested process. */
export type Split = { split: string; cause: string; fingerprint: string };
/** Explanations of the portal's own, and the texts among which they find what they explain. */
export type Own = { explanations: readonly OwnExplanation[]; texts: readonly FailureText[] };

/** Failures stored under one cause: all, those of one text (`only`), or all but those of some texts. */
export type Part = { cause: string; only: string | null; except: readonly string[] };

export type Grouping = {
  /** The key of the cause that a failure is shown under. */
  keyOf(cause: string, fingerprint: string | null): string;
  /** The key of the whole that a key, or a cause as it is stored, is part of; itself, when it is the whole. */
  wholeOf(key: string): string;
  /** What is stored of a cause and of all that is part of it. */
  partsOf(key: string): Part[];
  /** Without what was merged into it. */
  ownPartsOf(key: string): Part[];
  /** What people merged into it. */
  mergedInto(key: string): string[];
  /** All that is part of it, but itself: what people merged into it, and what its own explanation explains. */
  membersOf(key: string): string[];
  /** The cause by which the catalogue explains a key. */
  rowOf(key: string): string;
  /** The key of the explanation that explains a failure, whatever that is merged into. */
  explainedBy(cause: string, fingerprint: string | null): string | null;
  /** The explanation of the portal's own that a key is of; null: the catalogue explains it, or nobody. */
  explanationOf(key: string): OwnExplanation | null;
  splitOf(key: string): Split | null;
  /** Texts of a cause that the catalogue knows, which explanations of the portal's own take from it. */
  ownTextsOf(cause: string): string[];
  /** False while the text of a failure makes no difference. */
  needsTexts: boolean;
};

const nestedMark = 'nested:';

/** A parent process repeats the failure of its child: it is the child's cause that is to be mended. */
export function withoutNested(cause: string): string {
  return cause.startsWith(nestedMark) ? cause.slice(nestedMark.length) : cause;
}

/** Names a text of a cause in addresses: a text itself may hold what is nobody's business. */
export function textIdOf(cause: string, fingerprint: string): string {
  return hashOf(`${withoutNested(cause)}\n${fingerprint}`);
}

export function splitKeyOf(textId: string): string {
  return `split:${textId}`;
}

const nothingOwn: Own = { explanations: [], texts: [] };

export function createGrouping(allMerges: readonly Merge[], splits: readonly Split[], own = nothingOwn): Grouping {
  const byOwnKey = new Map(own.explanations.map((one) => [one.key, one]));
  const isThere = (key: string) => !isOwnKey(key) || byOwnKey.has(key);
  // What was merged into an explanation that is gone is again what it was before.
  const merges = allMerges.filter((merge) => isThere(merge.cause) && isThere(merge.into));
  const into = new Map(merges.map((merge) => [merge.cause, merge.into]));
  const byKey = new Map(splits.map((split) => [split.split, split]));
  const byText = new Map<string, Map<string, string>>();
  const putText = (cause: string, fingerprint: string, key: string) => {
    const texts = byText.get(cause) ?? new Map<string, string>();
    if (!texts.has(fingerprint)) byText.set(cause, texts.set(fingerprint, key));
  };
  for (const { split, cause, fingerprint } of splits) putText(cause, fingerprint, split);
  const explained = putOwn(own, putText);

  /** One step of each kind: who merges an explanation into a cause that it explains gets that cause. */
  const wholeOf = (key: string): string => {
    const stored = withoutNested(key);
    const merged = into.get(stored) ?? stored;
    const named = explained.get(merged) ?? merged;
    return into.get(named) ?? named;
  };
  const members = new Map<string, string[]>();
  for (const key of new Set([...into.keys(), ...explained.keys()])) {
    const whole = wholeOf(key);
    if (whole !== key) members.set(whole, [...(members.get(whole) ?? []), key]);
  }
  const membersOf = (key: string): string[] => members.get(key) ?? [];

  function storedPartsOf(key: string): Part[] {
    if (isOwnKey(key)) return textPartsOf(key);
    const split = byKey.get(key);
    const cause = split?.cause ?? key;
    const only = split?.fingerprint ?? null;
    const except = split === undefined ? [...(byText.get(cause)?.keys() ?? [])] : [];
    return storedAs(cause).map((stored) => ({ cause: stored, only, except }));
  }

  /** Texts of causes that the catalogue knows, which the explanation goes before. */
  function textPartsOf(key: string): Part[] {
    return [...byText].flatMap(([cause, texts]) =>
      [...texts].flatMap(([only, of]) =>
        of === key ? storedAs(cause).map((stored) => ({ cause: stored, only, except: [] })) : [],
      ),
    );
  }

  return {
    keyOf(cause, fingerprint) {
      const base = withoutNested(cause);
      const text = fingerprint === null ? undefined : byText.get(base)?.get(fingerprint);
      return wholeOf(text ?? base);
    },
    wholeOf,
    partsOf: (key) => [key, ...membersOf(key)].flatMap(storedPartsOf),
    ownPartsOf(key) {
      if (!byOwnKey.has(key)) return storedPartsOf(key);
      const causes = [...explained].flatMap(([cause, of]) => (of === key && !into.has(cause) ? [cause] : []));
      return [...causes.flatMap(storedPartsOf), ...textPartsOf(key)];
    },
    mergedInto: (key) => merges.flatMap((merge) => (merge.into === key ? [merge.cause] : [])),
    membersOf,
    rowOf: (key) => byKey.get(key)?.cause ?? key,
    explainedBy(cause, fingerprint) {
      const base = withoutNested(cause);
      const text = fingerprint === null ? undefined : byText.get(base)?.get(fingerprint);
      if (text !== undefined) return byOwnKey.has(text) ? text : null;
      return explained.get(into.get(base) ?? base) ?? null;
    },
    explanationOf: (key) => byOwnKey.get(key) ?? null,
    splitOf: (key) => byKey.get(key) ?? null,
    ownTextsOf: (cause) => [...(byText.get(cause) ?? [])].flatMap(([text, key]) => (byOwnKey.has(key) ? [text] : [])),
    needsTexts: byText.size > 0,
  };
}

/** A cause that the catalogue does not know has one text, so it is explained whole; of one that it knows, text by text. */
function putOwn(
  { explanations, texts }: Own,
  putText: (cause: string, fingerprint: string, key: string) => void,
): Map<string, string> {
  const ordered = inOrder(explanations);
  const explained = new Map<string, string>();
  for (const text of texts) {
    const cause = withoutNested(text.cause);
    const key = ownOf(ordered, { ...text, cause })?.key;
    if (key === undefined) continue;
    if (isUnknown(cause)) explained.set(cause, key);
    else putText(cause, text.fingerprint, key);
  }
  return explained;
}

/** No parent repeats what the catalogue does not know: it fails by a text of its own. */
function storedAs(cause: string): string[] {
  return isUnknown(cause) ? [cause] : [cause, `${nestedMark}${cause}`];
}
