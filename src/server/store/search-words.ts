import type BetterSqlite3 from 'better-sqlite3';

/** Endings of words are no longer than these; longer words are others. */
const longestRest = 8;
const alphabets = [
  { letters: /^[а-я]$/, first: 'а' },
  { letters: /^[a-z]$/, first: 'a' },
] as const;
/** Comes after every word that begins as what stands before it. */
const end = '\u{10ffff}';

/**
 * Reads which words there are in a word index, in their order, by stepping from one to the next: a word that stands in
 * half of all entries costs as much as a rare one. Words of all portals are among them.
 */
export function createWordReader(connection: BetterSqlite3.Database) {
  const next = new Map<string, BetterSqlite3.Statement>();

  function nextOf(index: 'search_words' | 'search_card'): BetterSqlite3.Statement {
    const known = next.get(index);
    if (known !== undefined) return known;
    // Of this connection only: it reads what the index has, and keeps nothing.
    connection.exec(`create virtual table if not exists temp.${index}_read using fts5vocab(main, ${index}, instance)`);
    const made = connection.prepare(`select term from temp.${index}_read where term >= ? limit 1`).pluck();
    next.set(index, made);
    return made;
  }

  /** Words of letters of one alphabet that begin so; looks at no more than so many. */
  return function wordsFrom(index: 'search_words' | 'search_card', start: string, most: number): string[] {
    const alphabet = alphabets.find(({ letters }) => letters.test(start.slice(-1)));
    if (alphabet === undefined) return [];
    const found: string[] = [];
    const longest = start.length + longestRest;
    let from = start;
    for (let n = 0; n < most; n += 1) {
      const word: unknown = nextOf(index).get(from);
      if (typeof word !== 'string' || !word.startsWith(start)) break;
      let at = start.length;
      while (at < longest && alphabet.letters.test(word.charAt(at))) at += 1;
      const same = word.slice(0, at);
      if (at === word.length) found.push(word);
      // `order1`, `order2`, … are stepped over at once, and so is what is too long.
      const isBefore = at < longest && (at === word.length || word.charAt(at) < alphabet.first);
      from = `${same}${isBefore ? alphabet.first : end}`;
    }
    return found;
  };
}
