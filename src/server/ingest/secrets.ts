import { createHmac } from 'node:crypto';
import { isRawNumber, parseJson } from './secret-json.ts';
import { judgeValue, type Span } from './secret-judge.ts';
import { secretName } from './secret-names.ts';
import { walkedRules, type NameRule } from './secret-rules.ts';
import { findSecrets, maySecret } from './secret-scan.ts';
import { isCard } from './secret-shapes.ts';

/** What was destroyed and where: `details.http.requestHeaders.Authorization`, rule `bearer`. */
export type Redaction = { path: string; rule: string };

/**
 * Destroys secrets before anything is stored, indexed, streamed or logged: each becomes `‹secret:<rule>:<4 hex>›`, the hex being
 * of a keyed HMAC, so that one can see "the same token as yesterday" and nothing more. Never throws; what holds no secret comes
 * back as the same reference; what is redacted already stays as it is.
 */
export type SecretRedactor = {
  /** One text. `path` is where it stands, for `found`, to which each redaction is added. */
  text(value: string, path?: string, found?: Redaction[]): string;
  /** Any JSON value, at every depth: texts, keys, JSON within texts. What is deeper than 80 levels becomes a mark. */
  value<T>(value: T, path?: string, found?: Redaction[]): T;
};

const mostDepth = 80;
const mostJsonLevels = 3;
const mostPasses = 4;
/** More secrets than this in one text is an attack on our time: the text is destroyed whole. */
const mostSecrets = 1000;
const valueKeys: ReadonlySet<string> = new Set(['value', 'val', 'raw', 'text', 'data', 'plain']);
const labelKeys = ['name', 'key', 'header', 'code', 'field', 'NAME', 'KEY', 'CODE', 'Name', 'Key'] as const;

type Plain = Record<string, unknown>;
/** Where the walk is. `keys` counts the keys it met, to notice a JSON text that says one key twice. */
type Walk = {
  base: string;
  trail: (string | number)[];
  found: Redaction[] | undefined;
  depth: number;
  json: number;
  keys: number;
};

/** `key`: 32 bytes, kept with the store and never exported. */
export function createSecretRedactor(key: Buffer): SecretRedactor {
  const mark = (rule: string, secret: string): string =>
    `‹secret:${rule}:${createHmac('sha256', key).update(secret).digest('hex').slice(0, 4)}›`;

  const note = (walk: Walk, rule: string): void => {
    if (walk.found === undefined) return;
    const path = walk.trail.join('.');
    walk.found.push({ path: walk.base === '' || path === '' ? walk.base + path : `${walk.base}.${path}`, rule });
  };

  const replace = (text: string, spans: readonly Span[], walk: Walk): string => {
    let out = '';
    let from = 0;
    for (const { start, end, rule } of spans) {
      out += text.slice(from, start) + mark(rule, text.slice(start, end));
      from = end;
      note(walk, rule);
    }
    return out + text.slice(from);
  };

  const scanPlain = (text: string, walk: Walk): string => {
    let current = text;
    // What is left after a replacement is looked at again, so that a second run over the stored text finds nothing.
    for (let pass = 0; pass < mostPasses; pass += 1) {
      const spans = findSecrets(current);
      if (spans.length === 0) return current;
      if (spans.length > mostSecrets) break;
      current = replace(current, spans, walk);
    }
    if (findSecrets(current).length === 0) return current;
    note(walk, 'text');
    return mark('text', text);
  };

  const scan = (text: string, walk: Walk): string => {
    if (!maySecret(text)) return text;
    const parsed = walk.json < mostJsonLevels ? parseJson(text, mostDepth - walk.depth) : undefined;
    if (parsed !== undefined) return scanJson(text, parsed, walk);
    return scanPlain(text, walk);
  };

  const scanJson = (text: string, parsed: unknown, walk: Walk): string => {
    const keys = walk.keys;
    walk.keys = 0;
    walk.json += 1;
    const result = node(parsed, null, walk);
    // Of a key said twice the parser keeps the last: the text is written anew, without the one nobody looked at.
    const repeated = (text.match(/(?<!\\)"\s*:/g)?.length ?? 0) > walk.keys;
    walk.json -= 1;
    walk.keys = keys;
    if (result === parsed && !repeated) return text;
    const indent = /^[[{]\r?\n( {1,8}|\t)/.exec(text)?.[1];
    return JSON.stringify(result, null, indent);
  };

  const leaf = (text: string, rule: NameRule | null, walk: Walk): string => {
    if (rule === null) return scan(text, walk);
    if (walkedRules.has(rule.rule) && parseJson(text, mostDepth - walk.depth) !== undefined) return scan(text, walk);
    const spans = judged(rule, text);
    const left = spans.length === 0 ? scan(text, walk) : replace(text, spans, walk);
    if (left === text) return text;
    // What keeps a part of a secret field (a scheme, cookie names) has to keep it on the next run too, or it keeps nothing.
    const settled = judged(rule, left).length === 0 && (spans.length === 0 || findSecrets(left).length === 0);
    return settled ? left : mark(rule.rule, text);
  };

  const node = (value: unknown, rule: NameRule | null, walk: Walk): unknown => {
    if (typeof value === 'string') return value === '' ? value : leaf(value, rule, walk);
    if (typeof value === 'number') return numberNode(value, rule, walk);
    if (typeof value !== 'object' || value === null || isRawNumber(value)) return value;
    if (walk.depth >= mostDepth) {
      note(walk, 'depth');
      return mark('depth', '');
    }
    walk.depth += 1;
    const result = Array.isArray(value) ? arrayNode(value, rule, walk) : objectNode(value as Plain, rule, walk);
    walk.depth -= 1;
    return result;
  };

  const numberNode = (value: number, rule: NameRule | null, walk: Walk): unknown => {
    const digits = rule !== null && (rule.rule === 'password' || rule.kind === 'digits') && Math.abs(value) >= 1e5;
    const card = !digits && value >= 2e12 && Number.isSafeInteger(value) && isCard(String(value));
    if (!digits && !card) return value;
    const name = card || rule === null ? 'card' : rule.rule;
    note(walk, name);
    return mark(name, String(value));
  };

  const arrayNode = (value: unknown[], rule: NameRule | null, walk: Walk): unknown => {
    let copy: unknown[] | null = null;
    const pairs = rule === null && value.length % 2 === 0;
    for (let index = 0; index < value.length; index += 1) {
      const item = value[index];
      // `rawHeaders`: names and values by turns.
      const own = pairs && index % 2 === 1 && typeof item === 'string' ? headerBefore(value[index - 1], item) : rule;
      walk.trail.push(index);
      const next = node(item, own, walk);
      walk.trail.pop();
      if (next === item) continue;
      copy ??= value.slice();
      copy[index] = next;
    }
    return copy ?? value;
  };

  const objectNode = (value: Plain, inherited: NameRule | null, walk: Walk): unknown => {
    const names = Object.keys(value);
    walk.keys += names.length;
    let copy: Plain | null = null;
    let renamed: Map<string, string> | null = null;
    for (const name of names) {
      const item = value[name];
      // A key may be a secret itself: an address, a map by token. It is judged as it will be stored, as a second run would.
      const safe = maySecret(name) ? scanPlain(name, walk) : name;
      let rule = secretName(safe);
      if (rule === null && inherited !== null && inherits(inherited, name, names)) rule = inherited;
      if (rule === null && typeof item === 'string' && valueKeys.has(name.toLowerCase())) rule = labelRule(value);
      if (safe !== name) (renamed ??= new Map()).set(name, safe);
      walk.trail.push(safe);
      const next = node(item, rule, walk);
      walk.trail.pop();
      if (next === item) continue;
      copy ??= cloneOf(value, names);
      put(copy, name, next);
    }
    return renamed === null ? (copy ?? value) : renameKeys(copy ?? value, names, renamed);
  };

  const start = (path: string, found: Redaction[] | undefined): Walk => ({
    base: path,
    trail: [],
    found,
    depth: 0,
    json: 0,
    keys: 0,
  });
  return {
    text: (value, path = '', found) => (maySecret(value) ? scan(value, start(path, found)) : value),
    value: <T>(value: T, path = '', found?: Redaction[]): T =>
      node(value, secretName(path.slice(path.lastIndexOf('.') + 1)), start(path, found)) as T,
  };
}

function judged(rule: NameRule, text: string): Span[] {
  const spans: Span[] = [];
  judgeValue(rule, text, 0, text.length, false, spans);
  return spans;
}

/** Whether what stands under a secret name is a secret too: `password: { value: … }`, `cookies: { sid: … }`. */
function inherits(rule: NameRule, name: string, names: readonly string[]): boolean {
  if (walkedRules.has(rule.rule)) return false;
  return valueKeys.has(name.toLowerCase()) || (rule.kind === 'cookie' && !names.includes('value'));
}

/** `{ name: "Authorization", value: … }`. */
function labelRule(value: Plain): NameRule | null {
  for (const key of labelKeys) {
    const label = value[key];
    if (typeof label === 'string' && label.length <= 128) return secretName(label);
  }
  return null;
}

function headerBefore(name: unknown, value: string): NameRule | null {
  if (typeof name !== 'string' || name.length > 64 || secretName(value) !== null) return null;
  const rule = secretName(name);
  return rule !== null && (rule.kind === 'authorization' || rule.kind === 'cookie' || name.includes('-')) ? rule : null;
}

function cloneOf(value: Plain, names: readonly string[]): Plain {
  const copy: Plain = {};
  for (const name of names) put(copy, name, value[name]);
  return copy;
}

function renameKeys(value: Plain, names: readonly string[], renamed: ReadonlyMap<string, string>): Plain {
  const copy: Plain = {};
  const times = new Map<string, number>();
  for (const name of names) {
    const wanted = renamed.get(name) ?? name;
    let free = wanted;
    let count = times.get(wanted) ?? 1;
    for (; Object.hasOwn(copy, free); free = `${wanted} (${count})`) count += 1;
    times.set(wanted, count);
    put(copy, free, value[name]);
  }
  return copy;
}

/** `__proto__` stays data. */
function put(target: Plain, name: string, value: unknown): void {
  if (name !== '__proto__') target[name] = value;
  else Object.defineProperty(target, name, { value, writable: true, enumerable: true, configurable: true });
}
