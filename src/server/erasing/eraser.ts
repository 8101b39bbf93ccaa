import type { ErasureKind } from '#contract/erasure.ts';
import { findEmails, findPhones, type IsSubject, type Place } from './find.ts';

/** What stands in place of what was erased: the same for everybody, so that nothing tells who it was. */
export const erasedMark = { phone: '‹erased:phone›', email: '‹erased:email›' } as const;
export type TextKind = keyof typeof erasedMark;

/** `null`: of this kind nobody is erased. */
export type Wanted = Readonly<Record<TextKind, IsSubject | null>> & {
  /** Where the beginning of a subject stands at the end of a text that was cut; null: known only by hashes, nobody can tell. */
  cutEnd: ((text: string) => Place | null) | null;
};

/** A text without those who are to be erased; the same when none of them is in it. */
export type Eraser = (text: string) => string;

const mostJsonLevels = 8;
const literal = /"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;
const mayHold: Readonly<Record<TextKind, RegExp>> = { phone: /(?:[\d０-９][^\d０-９]{0,12}){7}/, email: /[@＠]|40/ };
const finds: Readonly<Record<TextKind, (text: string, isSubject: IsSubject) => Place[]>> = {
  phone: findPhones,
  email: findEmails,
};

export function createEraser(wanted: Wanted): Eraser {
  const kinds = (['phone', 'email'] as const).filter((kind) => wanted[kind] !== null);

  function plain(text: string): string {
    let out = text;
    for (const kind of kinds) {
      const isSubject = wanted[kind];
      if (isSubject !== null && mayHold[kind].test(out)) out = put(out, finds[kind](out, isSubject), erasedMark[kind]);
    }
    return out;
  }

  function any(text: string, level: number): string {
    if (!kinds.some((kind) => mayHold[kind].test(text))) return text;
    return level < mostJsonLevels && isJson(text) ? json(text, level) : plain(text);
  }

  /** Literal by literal, so that whatever else is written stays as it is: order, spaces, keys said twice, long numbers. */
  function json(text: string, level: number): string {
    return text.replace(literal, (found) => {
      if (!found.startsWith('"')) {
        const left = plain(found);
        return left === found ? found : JSON.stringify(left);
      }
      const value = JSON.parse(found) as string;
      const left = any(value, level + 1);
      return left === value ? found : JSON.stringify(left);
    });
  }

  return (text) => {
    const left = any(text, 0);
    const end = wanted.cutEnd?.(left) ?? null;
    return end === null ? left : put(left, [end], erasedMark[kinds[0]!]);
  };
}

function isJson(text: string): boolean {
  if (!/^\s*["[{]/.test(text)) return false;
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

function put(text: string, places: readonly Place[], mark: string): string {
  let out = '';
  let from = 0;
  for (const { start, end } of places) {
    out += text.slice(from, start) + mark;
    from = end;
  }
  return from === 0 ? text : out + text.slice(from);
}

/** How a subject is shown to people: enough to know it again, too little to call it. */
export function maskSubject(kind: ErasureKind, normal: string): string {
  if (kind === 'card') return normal;
  if (kind === 'email') return `${normal.slice(0, 1)}•••${normal.slice(normal.indexOf('@'))}`;
  const tail = `${normal.slice(-4, -2)}-${normal.slice(-2)}`;
  if (normal.length === 11) return `+${normal[0]} ••• •••-${tail}`;
  return `+${'•'.repeat(normal.length - 4)}-${tail}`;
}
