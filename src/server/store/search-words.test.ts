import BetterSqlite3 from 'better-sqlite3';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createWordReader } from './search-words.ts';

function indexOf(words: readonly string[]) {
  const connection = new BetterSqlite3(':memory:');
  connection.exec(`create virtual table search_words using fts5(words, content='', columnsize=0, tokenize='ascii')`);
  const add = connection.prepare('insert into search_words (rowid, words) values (?, ?)');
  for (const [place, word] of words.entries()) add.run(place + 1, word);
  return createWordReader(connection);
}

it('reads every word of letters that begins so, each once, whatever stands among them', () => {
  const unit = fc.constantFrom('а', 'я', 'б', 'a', 'z', '1', '9', 'і', 'ß', '\ue000', '🙂');
  const word = fc.string({ unit, minLength: 1, maxLength: 6 }).filter((text) => /[\p{L}\p{N}]/u.test(text));
  fc.assert(
    fc.property(fc.array(word, { maxLength: 40 }), fc.constantFrom('а', 'бя', 'a', 'az'), (words, start) => {
      const letters = start < 'а' ? /^[a-z]+$/ : /^[а-я]+$/;
      const wanted = new Set(words.filter((one) => one.startsWith(start) && letters.test(one)));
      expect(indexOf(words)('search_words', start, 1_000).toSorted()).toEqual([...wanted].toSorted());
    }),
    { numRuns: 300 },
  );
});

it('is not held up by numbered words, nor by long ones', () => {
  const many = Array.from({ length: 2_000 }, (_, n) => `order${n}`);
  const long = Array.from({ length: 2_000 }, (_, n) => `ordered${'a'.repeat(10)}${n}`);
  const wordsFrom = indexOf([...many, ...long, 'order', 'ordered', 'orders', 'orderly1', 'border']);
  expect(wordsFrom('search_words', 'order', 10)).toEqual(['order', 'ordered', 'orders']);
  expect(wordsFrom('search_words', 'order', 1)).toEqual(['order']);
});
