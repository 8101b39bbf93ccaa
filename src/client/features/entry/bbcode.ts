import { readLink, type SafeLink } from './safe-link.ts';

/**
 * The part of BBCode that a CRM portal writes into its messages, as a tree of known kinds. What is no tag of these stays
 * the text it is: a tag that is not known, not closed, or closed in another order.
 */
export type MessageNode =
  | { kind: 'text'; text: string }
  | { kind: 'break' }
  | { kind: 'code'; text: string }
  | { kind: 'bold' | 'italic' | 'underlined' | 'struck' | 'quote' | 'user'; children: MessageNode[] }
  | { kind: 'color'; color: MessageColor; children: MessageNode[] }
  | { kind: 'link'; link: SafeLink; children: MessageNode[] }
  | { kind: 'list'; isNumbered: boolean; items: MessageNode[][] };

export const messageColors = ['red', 'orange', 'yellow', 'green', 'blue', 'purple', 'gray', 'grey', 'black'] as const;
export type MessageColor = (typeof messageColors)[number];

const mostDepth = 16;
const mostNodes = 5_000;

const tag = /\[(\/?)([a-z]{1,5}|\*)(?:=(["']?)([^\][\n"']{0,2000})\3)?\]/gi;
const codeEnd = /\[\/code\]/gi;
const inline = { b: 'bold', i: 'italic', u: 'underlined', s: 'struck', quote: 'quote' } as const;

type Open = { name: string; value: string; written: string; children: MessageNode[]; items: MessageNode[][] };

/** Null when it is deeper than 16 or has more than 5,000 nodes: then it is shown as it was written. */
export function readMessage(text: string): MessageNode[] | null {
  const root: Open = { name: '', value: '', written: '', children: [], items: [] };
  const stack = [root];
  let nodes = 0;
  let hasCodeEnd = true;
  let from = 0;
  const top = () => stack.at(-1) ?? root;
  const add = (node: MessageNode): void => {
    nodes += 1;
    const { children } = top();
    const last = children.at(-1);
    if (node.kind === 'text' && last?.kind === 'text') last.text += node.text;
    else children.push(node);
  };
  const addText = (part: string): void => {
    if (part !== '') add({ kind: 'text', text: part });
  };
  /** What was opened and never closed is a text that looked like a tag. */
  const giveUp = (): void => {
    const left = stack.pop() ?? root;
    addText(left.written);
    for (const [index, item] of left.items.entries()) {
      if (index > 0 || item.length > 0) for (const node of item) add(node);
      addText('[*]');
    }
    for (const node of left.children) add(node);
  };

  tag.lastIndex = 0;
  for (let match = tag.exec(text); match !== null; match = tag.exec(text)) {
    if (nodes > mostNodes || stack.length > mostDepth + 1) return null;
    const [written, slash, rawName = '', , value = ''] = match;
    const name = rawName.toLowerCase();
    const isTaken =
      slash === '/'
        ? value === '' && close(name)
        : open(name, value, written, match.index + written.length, match.index);
    if (!isTaken) continue;
    from = tag.lastIndex;
  }
  addText(text.slice(from));
  while (stack.length > 1) giveUp();
  return nodes > mostNodes ? null : root.children;

  function open(name: string, value: string, written: string, end: number, start: number): boolean {
    if (name === 'br' && value === '') {
      addText(text.slice(from, start));
      add({ kind: 'break' });
      return true;
    }
    if (name === '*') {
      const list = top();
      if (list.name !== 'list' || value !== '') return false;
      addText(text.slice(from, start));
      list.items.push(list.children);
      list.children = [];
      return true;
    }
    if (name === 'code' && value === '') {
      codeEnd.lastIndex = end;
      const close = hasCodeEnd ? codeEnd.exec(text) : null;
      if (close === null) {
        hasCodeEnd = false;
        return false;
      }
      addText(text.slice(from, start));
      add({ kind: 'code', text: text.slice(end, close.index) });
      tag.lastIndex = close.index + close[0].length;
      return true;
    }
    if (!mayOpen(name, value)) return false;
    addText(text.slice(from, start));
    stack.push({ name, value, written, children: [], items: [] });
    return true;
  }

  function close(name: string): boolean {
    const opened = top();
    if (opened.name !== name || opened === root) return false;
    const start = tag.lastIndex - name.length - 3;
    addText(text.slice(from, start));
    const node = nodeOf(opened);
    if (node === null) {
      // An address that leads nowhere good: the tag is shown, with whatever stands in it.
      giveUp();
      addText(`[/${text.slice(start + 2, tag.lastIndex)}`);
    } else {
      stack.pop();
      add(node);
    }
    return true;
  }
}

function mayOpen(name: string, value: string): boolean {
  if (Object.hasOwn(inline, name)) return value === '';
  if (name === 'list') return value === '' || value === '1';
  if (name === 'user') return /^\d{1,12}$/.test(value);
  if (name === 'color') return colorOf(value) !== undefined;
  return name === 'url';
}

function nodeOf({ name, value, children, items }: Open): MessageNode | null {
  if (name === 'url') {
    const link = readLink(value === '' ? plainText(children) : value);
    return link === null ? null : { kind: 'link', link, children };
  }
  if (name === 'user') return { kind: 'user', children };
  if (name === 'list') return { kind: 'list', isNumbered: value === '1', items: itemsOf([...items, children]) };
  if (name === 'color') return { kind: 'color', color: colorOf(value) ?? 'black', children };
  return { kind: inline[name as keyof typeof inline], children };
}

/** What stands before the first mark of an item is one too, unless it is blank. */
function itemsOf(parts: readonly MessageNode[][]): MessageNode[][] {
  return parts.filter((part, index) => index > 0 || plainText(part).trim() !== '');
}

function colorOf(value: string): MessageColor | undefined {
  return messageColors.find((color) => color === value.toLowerCase());
}

/** The same without its form, for rows, titles and notes. */
export function plainMessage(text: string): string {
  if (!text.includes('[')) return text;
  const nodes = readMessage(text);
  return nodes === null ? text : plainText(nodes);
}

/** What a message says, without how it looks. */
export function plainText(nodes: readonly MessageNode[]): string {
  return nodes.map(plainNode).join('');
}

function plainNode(node: MessageNode): string {
  switch (node.kind) {
    case 'text':
    case 'code':
      return node.text;
    case 'break':
      return '\n';
    case 'list': {
      const mark = (index: number) => (node.isNumbered ? `${index + 1}.` : '•');
      return `${node.items.map((item, index) => `\n${mark(index)} ${plainText(item).trim()}`).join('')}\n`;
    }
    case 'quote':
      return `\n${plainText(node.children)}\n`;
    case 'bold':
    case 'italic':
    case 'underlined':
    case 'struck':
    case 'user':
    case 'color':
    case 'link':
      return plainText(node.children);
  }
}
