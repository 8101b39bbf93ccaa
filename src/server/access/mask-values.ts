import type { FieldKind } from './mask-fields.ts';
import { dots, type Finding, type Hidden, hideDigits } from './mask-parts.ts';
import { hideLocal } from './mask-shapes.ts';

const word = /[\p{L}\p{N}][\p{L}\p{M}\p{N}'’-]*/gu;
const person = /^\p{Lu}(?:[\p{L}'’-]{1,40}|\.)?(?:[ ]{1,2}\p{Lu}(?:[\p{L}'’-]{1,40}|\.)?|\.\p{Lu}\.){0,4}$/u;
const longestPerson = 120;
const masked = /•{2}/;
const mark = /‹erased:(?:phone|email)›/y;

/**
 * What is hidden of a value because of its field's name, from `start` to `end` of a text. Null: its shape alone decides. A
 * value that is masked already is left alone.
 */
export function hideValue(kind: FieldKind, text: string, start: number, end: number): Finding | null {
  const value = text.slice(start, end);
  if (value.trim() === '' || masked.test(value)) return null;
  const hidden = partsOf(kind, text, start, end, value);
  return hidden === null || hidden.length === 0 ? null : { start, end, hidden };
}

function partsOf(kind: FieldKind, text: string, start: number, end: number, value: string): Hidden[] | null {
  const digits = value.replaceAll(/\D/g, '').length;
  switch (kind) {
    case 'own':
      return [{ start, end, put: dots }];
    case 'name':
      return hideWords(text, start, end);
    case 'person':
      return value.length <= longestPerson && person.test(value.trim()) ? hideWords(text, start, end) : null;
    case 'phone':
      // Ten digits and more have a shape of their own where they have a country; here they need none.
      return digits < 5 || value.length > 64
        ? null
        : hideDigits(text, start, end, digits > 10 ? digits - 10 : 0, digits < 10 ? 2 : 4);
    case 'document':
      return digits < 4 || value.length > 64 ? null : hideDigits(text, start, end, 0, 2);
    case 'email': {
      const at = value.indexOf('@');
      return at < 1 ? null : [hideLocal(start, start + at)];
    }
    case 'address':
      // An address of a page or a mailbox is judged by its shape; what is left is where somebody lives.
      return /[@/:]|^[\d.]+$/.test(value) || !/\p{L}/u.test(value) ? null : [{ start, end, put: dots }];
  }
}

/** Of each word its first letter stays, unless there are only two. */
function hideWords(text: string, start: number, end: number): Hidden[] {
  const hidden: Hidden[] = [];
  word.lastIndex = start;
  for (let match = word.exec(text); match !== null && match.index < end; match = word.exec(text)) {
    const first = match.index;
    const last = Math.min(end, first + match[0].length);
    // The mark of what was erased is nobody's name.
    mark.lastIndex = first - 1;
    if (mark.test(text)) {
      word.lastIndex = mark.lastIndex;
      continue;
    }
    // The letter that was left of a word before.
    if (text.charAt(last) === '•') continue;
    const letter = String.fromCodePoint(text.codePointAt(first) ?? 0).length;
    hidden.push({ start: last - first > 2 ? first + letter : first, end: last, put: dots });
  }
  return hidden;
}
