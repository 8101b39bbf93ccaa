/** A line of pretty-printed JSON, as runs of text of one meaning each. Text only: it is never markup. */
export type TokenKind = 'key' | 'string' | 'number' | 'word' | 'mark';
export type Token = { kind: TokenKind; text: string };
export type JsonLine = { indent: number; tokens: Token[] };

/** An object or array that fits into so many characters stays on its line. */
const inlineLength = 48;
/** The server takes nothing deeper; a body inside a string may be, and is then shown as it came. */
const maxDepth = 64;

type Node =
  | { kind: 'scalar'; token: Token; length: number }
  | { kind: 'list'; items: Node[]; length: number; deep: boolean }
  | { kind: 'map'; items: { key: string; value: Node }[]; length: number; deep: boolean };

/**
 * Lines of a JSON text, or null when it is not JSON. Works on the text itself: a number beyond 2^53, a repeated key or
 * `1.10` are shown as they were sent, which parsing and printing anew would change.
 */
export function jsonLines(text: string): JsonLine[] | null {
  const node = parse(text);
  if (node === null) return null;
  const lines: JsonLine[] = [{ indent: 0, tokens: [] }];
  print(node, 0, lines);
  return lines;
}

/** Lines of a value that has been parsed already. */
export function valueLines(value: unknown): JsonLine[] {
  const text = JSON.stringify(value);
  return (
    (text === undefined ? null : jsonLines(text)) ?? [{ indent: 0, tokens: [{ kind: 'word', text: String(value) }] }]
  );
}

export function linesText(lines: readonly JsonLine[]): string {
  return lines.map((line) => '  '.repeat(line.indent) + line.tokens.map((token) => token.text).join('')).join('\n');
}

const tokenPattern = /\s*(?:([{}[\],:])|("(?:[^"\\]|\\.)*")|(-?\d[\d.eE+-]*)|(true|false|null))/y;

function parse(text: string): Node | null {
  try {
    JSON.parse(text);
  } catch {
    return null;
  }
  tokenPattern.lastIndex = 0;
  try {
    return readNode(text, next(text), 0);
  } catch (error) {
    if (error instanceof TooDeep) return null;
    throw error;
  }
}

class TooDeep extends Error {}

function next(text: string): Token {
  const match = tokenPattern.exec(text);
  if (match === null) return { kind: 'mark', text: '' };
  const [, mark, string, number, word] = match;
  if (mark !== undefined) return { kind: 'mark', text: mark };
  if (string !== undefined) return { kind: 'string', text: string };
  if (number !== undefined) return { kind: 'number', text: number };
  return { kind: 'word', text: word ?? '' };
}

function readNode(text: string, first: Token, depth: number): Node {
  if (depth > maxDepth) throw new TooDeep();
  if (first.text === '[') {
    const items: Node[] = [];
    for (let token = next(text); token.text !== ']' && token.text !== ''; token = next(text)) {
      if (token.text !== ',') items.push(readNode(text, token, depth + 1));
    }
    const length = items.reduce((sum, item) => sum + item.length + 2, 2);
    return { kind: 'list', items, length, deep: items.some((item) => item.kind !== 'scalar') };
  }
  if (first.text === '{') {
    const items: { key: string; value: Node }[] = [];
    for (let token = next(text); token.text !== '}' && token.text !== ''; token = next(text)) {
      if (token.text === ',') continue;
      next(text);
      items.push({ key: token.text, value: readNode(text, next(text), depth + 1) });
    }
    const length = items.reduce((sum, item) => sum + item.key.length + item.value.length + 4, 4);
    return { kind: 'map', items, length, deep: items.some((item) => item.value.kind !== 'scalar') };
  }
  return { kind: 'scalar', token: first, length: first.text.length };
}

function print(node: Node, indent: number, lines: JsonLine[]): void {
  const here = lines.at(-1);
  if (here === undefined) return;
  if (node.kind === 'scalar') {
    here.tokens.push(node.token);
    return;
  }
  const [open, close] = node.kind === 'list' ? ['[', ']'] : ['{', '}'];
  if (node.items.length === 0) {
    here.tokens.push({ kind: 'mark', text: open + close });
    return;
  }
  const inline = indent > 0 && !node.deep && node.length <= inlineLength;
  const pad = inline && node.kind === 'map' ? ' ' : '';
  here.tokens.push({ kind: 'mark', text: open + pad });
  for (const [index, item] of node.items.entries()) {
    if (!inline) lines.push({ indent: indent + 1, tokens: [] });
    if ('key' in item) lines.at(-1)?.tokens.push({ kind: 'key', text: item.key }, { kind: 'mark', text: ': ' });
    print('key' in item ? item.value : item, indent + 1, lines);
    if (index < node.items.length - 1) lines.at(-1)?.tokens.push({ kind: 'mark', text: inline ? ', ' : ',' });
  }
  if (!inline) lines.push({ indent, tokens: [] });
  lines.at(-1)?.tokens.push({ kind: 'mark', text: pad + close });
}
