/** First characters that make a spreadsheet take a cell for a formula, and what it may overlook before them. */
const overlooked = /[\s\uFEFF\u00AD\u200B-\u200F\u2060]/;
const formula = /[=+\-@|%＝＋－＠\t\r\n]/;
/**
 * The same within a cell, after what another country's spreadsheet takes for the end of a cell: where that is `;`, the
 * quotation marks of all cells but the first say nothing. A list with dashes stays as it is.
 */
const inner = /[;\t\r\n][^\S\r\n]{0,8}(?=[=@|%＝＠]|[+\-＋－]\S)/g;

/** A cell as RFC 4180 writes it, always quoted; what a spreadsheet would run gets an apostrophe before it. */
export function csvCell(text: string): string {
  let at = 0;
  while (at < text.length && overlooked.test(text.charAt(at)) && !/[\t\r\n]/.test(text.charAt(at))) at += 1;
  const safe = `${formula.test(text.charAt(at)) ? "'" : ''}${text.replaceAll(inner, "$&'")}`;
  return `"${safe.replaceAll('"', '""')}"`;
}
