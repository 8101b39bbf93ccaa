export type TextPart =
  | { kind: 'text'; text: string }
  | { kind: 'hidden'; code: string }
  /** What the server has put in place of what was erased. */
  | { kind: 'erased'; what: 'phone' | 'email'; text: string };

/**
 * C0 and C1 controls but tab and line ends, bidi marks and overrides, zero-width and tag characters, BOM, soft hyphen,
 * letters that are blank; and what is more than four marks over one letter, which would cover the lines above and below.
 */
const hidden =
  // oxlint-disable-next-line no-control-regex, no-misleading-character-class
  /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F\u00AD\u034F\u061C\u115F\u1160\u17B4\u17B5\u180E\u200B\u200E\u200F\u202A-\u202E\u2060-\u2069\u3164\uFEFF\uFFA0\uFFF9-\uFFFB\u{E0000}-\u{E007F}]|(?<=\p{M}{4})\p{M}+|‹erased:(?:phone|email)›/gu;

/** Cuts a text into what is seen and what would hide or turn it: such characters are shown by their code. */
export function visibleParts(text: string): TextPart[] {
  const parts: TextPart[] = [];
  let from = 0;
  for (const match of text.matchAll(hidden)) {
    if (match.index > from) parts.push({ kind: 'text', text: text.slice(from, match.index) });
    from = match.index + match[0].length;
    if (match[0].startsWith('‹')) {
      parts.push({ kind: 'erased', what: match[0].includes('phone') ? 'phone' : 'email', text: match[0] });
      continue;
    }
    const code = (match[0].codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
    const count = Array.from(match[0]).length;
    parts.push({ kind: 'hidden', code: `U+${code}${count > 1 ? ` ×${count}` : ''}` });
  }
  if (from < text.length) parts.push({ kind: 'text', text: text.slice(from) });
  return parts;
}

/** The same as one line, for where there is only text: the window's title, a tooltip. */
export function visibleLine(text: string, most = 300): string {
  const line = visibleParts(text.slice(0, most))
    .map((part) => (part.kind === 'hidden' ? `[${part.code}]` : part.text))
    .join('')
    .replaceAll(/\s+/g, ' ')
    .trim();
  return text.length > most ? `${line}…` : line;
}
