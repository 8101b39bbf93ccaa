/**
 * Takes a line apart as a POSIX shell does, for lines of single quotes and plain words alone. Throws where a character
 * stands unquoted that a shell would read otherwise than as itself. A second opinion on what we quote, for tests.
 */
export function shellWords(line: string): string[] {
  const words: string[] = [];
  let word: string | null = null;
  for (let at = 0; at < line.length; at += 1) {
    const one = line.charAt(at);
    if (one === "'") {
      const end = line.indexOf("'", at + 1);
      if (end === -1) throw new Error('a quote is open');
      word = (word ?? '') + line.slice(at + 1, end);
      at = end;
    } else if (one === '\\') {
      at += 1;
      if (line.charAt(at) !== '\n') word = (word ?? '') + line.charAt(at);
    } else if (one === ' ') {
      if (word !== null) words.push(word);
      word = null;
    } else if (/[A-Za-z0-9-]/.test(one)) {
      word = (word ?? '') + one;
    } else {
      throw new Error(`unquoted: ${JSON.stringify(one)}`);
    }
  }
  return word === null ? words : [...words, word];
}
