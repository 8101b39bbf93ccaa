import { hashOf } from './place.ts';

/*
 * Which failures people see as one cause. Failures are stored under the cause that the catalogue gave them; what people
 * merged and split is laid over it when it is read, so that it holds for failures to come, and can be undone.
 */

export type Merge = { cause: string; into: string };
/** `cause` without the mark of a nested process. */
export type Split = { split: string; cause: string; fingerprint: string };

/** Failures stored under one cause: all, those of one text (`only`), or all but those of some texts. */
export type Part = { cause: string; only: string | null; except: readonly string[] };

export type Grouping = {
  /** The key of the cause that a failure is shown under. */
  keyOf(cause: string, fingerprint: string | null): string;
  /** The key of the whole that a key, or a cause as it is stored, is part of; itself, when it is the whole. */
  wholeOf(key: string): string;
  /** What is stored of a cause and of all that was merged into it. */
  partsOf(key: string): Part[];
  /** Without what was merged into it. */
  ownPartsOf(key: string): Part[];
  mergedInto(key: string): string[];
  /** The cause by which the catalogue explains a key. */
  rowOf(key: string): string;
  splitOf(key: string): Split | null;
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

export function createGrouping(merges: readonly Merge[], splits: readonly Split[]): Grouping {
  const into = new Map(merges.map((merge) => [merge.cause, merge.into]));
  const byKey = new Map(splits.map((split) => [split.split, split]));
  const byText = new Map<string, Map<string, string>>();
  for (const { split, cause, fingerprint } of splits) {
    const texts = byText.get(cause) ?? new Map<string, string>();
    byText.set(cause, texts.set(fingerprint, split));
  }

  const wholeOf = (key: string): string => {
    const own = withoutNested(key);
    return into.get(own) ?? own;
  };
  const mergedInto = (key: string): string[] => merges.flatMap((merge) => (merge.into === key ? [merge.cause] : []));

  function ownPartsOf(key: string): Part[] {
    const split = byKey.get(key);
    const cause = split?.cause ?? key;
    const only = split?.fingerprint ?? null;
    const except = split === undefined ? [...(byText.get(cause)?.keys() ?? [])] : [];
    return [cause, `${nestedMark}${cause}`].map((stored) => ({ cause: stored, only, except }));
  }

  return {
    keyOf(cause, fingerprint) {
      const base = withoutNested(cause);
      const split = fingerprint === null ? undefined : byText.get(base)?.get(fingerprint);
      return wholeOf(split ?? base);
    },
    wholeOf,
    partsOf: (key) => [key, ...mergedInto(key)].flatMap(ownPartsOf),
    ownPartsOf,
    mergedInto,
    rowOf: (key) => byKey.get(key)?.cause ?? key,
    splitOf: (key) => byKey.get(key) ?? null,
    needsTexts: splits.length > 0,
  };
}
