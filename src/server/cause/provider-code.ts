import { examined } from './facts.ts';
import { fold, scan } from './match-index.ts';

const metaTitle = /\(#(\d{1,7})\)\s{0,3}([^\n—]{0,120})/;
const leadingTitle = /(?:^|[—:.]\s{1,3})(\d{5,7})\s{1,3}([^\n—]{1,120})/;
const smtp = /(?<![\d.])([245]\d\d)[ -]([245]\.\d{1,3}\.\d{1,3})(?!\.?\d)/;
const stated = /(?:(?<!status )code|код|error_code|status_code|errno)["'\s:=#№-]{1,6}(\d{1,7})(?![\d.,]?\d)/i;
const titleLimit = 80;

function titled(code: string, title: string): string {
  const clean = title.replace(/["}\\].{0,120}$/, '').trim();
  const short = clean.length <= titleLimit ? clean : `${clean.slice(0, titleLimit - 1).trimEnd()}…`;
  return short === '' ? code : `${code} ${short}`;
}

/** The word code or system code of the text, as it is written there. */
function wordOf(text: string, row: number | null): string | null {
  const lower = fold(text);
  let word: string | null = null;
  scan(text, lower, (pattern, at, end) => {
    if (word !== null || (pattern.tier !== 'word' && pattern.tier !== 'system' && pattern.tier !== 'sql')) return;
    if (row === null || pattern.row === row) word = text.slice(at, end);
  });
  return word;
}

/** The provider's own code with its title, as `131047 Re-engagement message`, `550 5.1.1`, `ECONNREFUSED`; null without one. */
export function providerCodeOf(message: string | null, row: number | null): string | null {
  if (message === null) return null;
  const text = examined(message);
  const meta = metaTitle.exec(text);
  if (meta !== null) return titled(meta[1]!, meta[2]!);
  const word = wordOf(text, row);
  if (word !== null) return word;
  const mail = smtp.exec(text);
  if (mail !== null) return `${mail[1]!} ${mail[2]!}`;
  const leading = leadingTitle.exec(text);
  if (leading !== null) return titled(leading[1]!, leading[2]!);
  return stated.exec(text)?.[1] ?? null;
}
