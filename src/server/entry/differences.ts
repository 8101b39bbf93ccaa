import type { Difference, DifferencePart } from '#contract/comparison.ts';
import { differenceParts } from '#contract/comparison.ts';

/** What a step told, by part. */
export type Told = Readonly<Partial<Record<DifferencePart, unknown>>>;
export type Differences = { differences: Difference[]; left: number; same: number };

const mostDifferences = 500;
const mostLeaves = 20_000;
const valueLength = 2_000;
/** Deeper than this a value is compared whole. */
const mostDepth = 32;
const between = '\u0000';

/**
 * What two steps told otherwise, `other` being a third that went well too: what differs there as well varies by itself.
 * Text that is JSON is looked into. Pure; its work is bounded whatever the writers sent.
 */
export function differencesOf(failed: Told, good: Told, other: Told | null): Differences {
  const found: Difference[] = [];
  let same = 0;
  for (const part of differenceParts) {
    const ofFailed = leavesOf(failed[part]);
    const ofGood = leavesOf(good[part]);
    const ofOther = other === null ? null : leavesOf(other[part]);
    for (const path of new Set([...ofFailed.keys(), ...ofGood.keys()])) {
      const one = ofFailed.get(path) ?? null;
      const two = ofGood.get(path) ?? null;
      if (one === two) {
        same += 1;
        continue;
      }
      const varies = ofOther !== null && (ofOther.get(path) ?? null) !== two;
      found.push({ part, path: path === '' ? [] : path.split(between), failed: cut(one), good: cut(two), varies });
    }
  }
  const ordered = [...found.filter(({ varies }) => !varies), ...found.filter(({ varies }) => varies)];
  return {
    differences: ordered.slice(0, mostDifferences),
    left: Math.max(0, ordered.length - mostDifferences),
    same,
  };
}

/** The texts, numbers and so on in a value, by their path. */
function leavesOf(value: unknown): Map<string, string> {
  const leaves = new Map<string, string>();
  const walk = (one: unknown, path: string, depth: number): void => {
    if (leaves.size >= mostLeaves || one === undefined || one === null) return;
    const inside = typeof one === 'string' ? fromJson(one) : one;
    if (typeof inside !== 'object' || inside === null || depth >= mostDepth) {
      leaves.set(path, typeof one === 'string' ? one : asJson(one));
      return;
    }
    for (const [name, item] of Object.entries(inside)) {
      const plain = name.replaceAll(between, '\u2400');
      walk(item, path === '' ? plain : path + between + plain, depth + 1);
    }
  };
  walk(value, '', 0);
  return leaves;
}

function asJson(value: unknown): string {
  try {
    return JSON.stringify(value);
  } catch {
    // A text may hold JSON of any depth: what no reader can follow is one thing to compare, and the same each time.
    return '…';
  }
}

/** What a text holds when it is a JSON object or list; else the text. */
function fromJson(text: string): unknown {
  const first = text.trimStart().charAt(0);
  if (first !== '{' && first !== '[') return text;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function cut(text: string | null): string | null {
  return text === null || text.length <= valueLength ? text : `${text.slice(0, valueLength - 1).toWellFormed()}…`;
}
