import { headerPrefix, lastWords, nameEndings, wholeNames, type NameRule } from './secret-rules.ts';
import { plainView } from '#server/access/text-view.ts';

const marks = /‹secret:[a-z-]{1,24}:[\da-f]{4}›/g;
const longestName = 128;
const cacheSize = 4096;
const cache = new Map<string, NameRule | null>();

/**
 * The rule for what a field, header, parameter or variable of this name holds; null when it is no secret. Case, `-`, `_`, spaces,
 * full-width letters and percent-encoding make no difference; `access_token`, `accessToken` and `Access-Token` are one name.
 */
export function secretName(name: string): NameRule | null {
  const known = cache.get(name);
  if (known !== undefined) return known;
  const judged = judge(name);
  if (name.length <= longestName) {
    // Names come from outside: the memory they may take is bounded, and starting over is cheaper than ordering them.
    if (cache.size >= cacheSize) cache.clear();
    cache.set(name, judged);
  }
  return judged;
}

function judge(name: string): NameRule | null {
  // A mark in a name stands for something, and its own words are no part of the name.
  const plain = plainView(name.slice(-longestName).replace(marks, 'x')).replace(/[^\p{L}]+$/u, '');
  const compact = plain.replace(/[^\p{L}\p{N}]+/gu, '').toLowerCase();
  if (compact === '') return null;
  if (compact.startsWith(headerPrefix) && /^x[\s_-]?auth[\s_-]/i.test(plain)) return { rule: 'auth', kind: 'always' };
  if (Object.hasOwn(wholeNames, compact)) return wholeNames[compact] ?? null;
  for (const [ending, rule] of nameEndings) if (compact.endsWith(ending)) return rule;
  const word = (/(?:[A-Z]?[a-z]+|[A-Z]+)$/.exec(plain)?.[0] ?? '').toLowerCase();
  // The hump rule would read OAuth, the name of a protocol, as "O" and "auth".
  if (word === 'auth' && compact.endsWith('oauth')) return null;
  return Object.hasOwn(lastWords, word) ? (lastWords[word] ?? null) : null;
}
