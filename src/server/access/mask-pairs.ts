import type { FieldKind } from './mask-fields.ts';
import { before, type Finding } from './mask-parts.ts';
import { hideValue } from './mask-values.ts';

const quotedName = /(\\{0,7})(["'])([^"'\\\n]{1,64})\1\2\s{0,8}(?::|=>)\s{0,8}/g;
const openingQuote = /(\\{0,7})(["'])/y;
const bareNumber = /-?\d[\d.]{0,30}/y;
const formPair = /(?<![\w.[\]-])([\w.[\]-]{1,64})=([^&\s"'<>;,]{1,300})/g;
const labelled =
  /(?<!\p{L})(?:[Фф][Ии][Оо]|Ф\. ?И\. ?О\.?|[Фф]амилия|[Оо]тчество|[Ии]мя(?: клиента)?|[Fф][Ii][Oo])\s{0,3}[:=—]\s{0,3}((?:\p{Lu}[\p{L}'’.-]{0,40} ?){1,4})/gu;

/** Looked for first, because most texts have none of them and this costs a tenth. */
const mayLabel = /[Фф][Ии][Оо]|Ф\.|[Фф]амил|[Оо]тчест|[Ии]мя|[Fф][Ii][Oo]/;

/**
 * Named values within a text: JSON (whole, cut, or written into another text, where quotes carry backslashes), forms and
 * queries of addresses, and «ФИО: …».
 */
export function findPairs(text: string, kindOf: KindOf, found: Finding[]): void {
  const take: Take = (kind, start, end) => {
    const finding = kind === null ? null : hideValue(kind, text, start, end);
    if (finding !== null) found.push(finding);
  };
  if (/["']/.test(text)) findQuoted(text, kindOf, take);
  if (text.includes('=')) findForm(text, kindOf, take);
  if (mayLabel.test(text) && kindOf('фио') !== null) findLabelled(text, take);
}

type Take = (kind: FieldKind | null, start: number, end: number) => void;
type KindOf = (name: string) => FieldKind | null;

function findQuoted(text: string, kindOf: KindOf, take: Take): void {
  quotedName.lastIndex = 0;
  for (let match = quotedName.exec(text); match !== null; match = quotedName.exec(text)) {
    const kind = kindOf(match[3] ?? '');
    if (kind === null) {
      // The quote that closed what looked like a name may open one.
      quotedName.lastIndex = match.index + (match[1] ?? '').length + 1;
      continue;
    }
    const at = quotedName.lastIndex;
    openingQuote.lastIndex = at;
    const open = openingQuote.exec(text);
    if (open !== null) {
      const from = openingQuote.lastIndex;
      const end = closingQuote(text, from, open[2] ?? '"', (open[1] ?? '').length);
      take(kind, from, end);
      quotedName.lastIndex = end;
      continue;
    }
    bareNumber.lastIndex = at;
    if (bareNumber.test(text)) take(kind, at, bareNumber.lastIndex);
  }
}

function findForm(text: string, kindOf: KindOf, take: Take): void {
  formPair.lastIndex = 0;
  for (let match = formPair.exec(text); match !== null; match = formPair.exec(text)) {
    const end = match.index + match[0].length;
    take(kindOf(match[1] ?? ''), end - (match[2] ?? '').length, end);
  }
}

function findLabelled(text: string, take: Take): void {
  labelled.lastIndex = 0;
  for (let match = labelled.exec(text); match !== null; match = labelled.exec(text)) {
    const value = (match[1] ?? '').trimEnd();
    const from = match.index + match[0].length - (match[1] ?? '').length;
    take('name', from, from + value.length);
  }
}

/** Where a quoted value ends: at a quote that carries as many backslashes as the one that opened it. */
function closingQuote(text: string, from: number, quote: string, depth: number): number {
  for (let at = text.indexOf(quote, from); at !== -1; at = text.indexOf(quote, at + 1)) {
    const slashes = /\\*$/.exec(before(text, at, 16))?.[0].length ?? 0;
    if (slashes % (2 * (depth + 1)) === depth || at - slashes < from) return Math.max(from, at - depth);
  }
  return text.length;
}
