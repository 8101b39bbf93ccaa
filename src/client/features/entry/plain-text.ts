import { plainMessage } from './bbcode.ts';

/** A message as one line for a row: without its form, and every run of blanks is a single one, so that a row keeps its height. */
export function oneLine(text: string): string {
  return plainMessage(text).replaceAll(/\s+/g, ' ').trim();
}

export type FoldedText = { shown: string; hiddenLines: number; hiddenCharacters: number };

/** The beginning of a long text, cut at a line or, when a line is longer than all that is shown, within it. */
export function foldText(text: string, lines = 20, characters = 2400): FoldedText {
  let end = -1;
  for (let line = 0; line < lines; line++) {
    end = text.indexOf('\n', end + 1);
    if (end < 0) break;
  }
  const whole = end < 0 ? text.length : end;
  // Not between the halves of a character beyond the basic plane.
  const cut = whole <= characters ? whole : characters - (isHighSurrogate(text.charCodeAt(characters - 1)) ? 1 : 0);
  const rest = text.slice(cut);
  return {
    shown: text.slice(0, cut),
    hiddenLines: rest === '' ? 0 : rest.split('\n').length - (cut === end ? 1 : 0),
    hiddenCharacters: rest.length,
  };
}

function isHighSurrogate(unit: number): boolean {
  return unit >= 0xd800 && unit <= 0xdbff;
}

/** Where a searched text occurs, for marking it in a row. Letters of any case are alike. */
export function matchPieces(text: string, q: string): { text: string; hit: boolean }[] {
  const needle = q.trim().toLowerCase();
  const hay = text.toLowerCase();
  // Lower case may be longer than what it comes from (İ): places would then be wrong, so nothing is marked.
  if (needle === '' || hay.length !== text.length) return [{ text, hit: false }];
  const pieces: { text: string; hit: boolean }[] = [];
  let from = 0;
  for (let at = hay.indexOf(needle); at >= 0; at = hay.indexOf(needle, from)) {
    if (at > from) pieces.push({ text: text.slice(from, at), hit: false });
    pieces.push({ text: text.slice(at, at + needle.length), hit: true });
    from = at + needle.length;
  }
  if (from < text.length) pieces.push({ text: text.slice(from), hit: false });
  return pieces;
}
