import { readFileSync } from 'node:fs';
import { Problem } from '#contract/problem.ts';

/** The 3000 that people choose most often of those that are long enough, in small letters; see decision 013. */
const file = new URL('common-passwords.txt', import.meta.url);
let kept: ReadonlySet<string> | null = null;

/** One that would be guessed among the first: from the list, or one short piece over and over. */
export function isCommonPassword(password: string): boolean {
  kept ??= new Set(readFileSync(file, 'utf8').trimEnd().split('\n'));
  const plain = password.normalize('NFKC').toLowerCase().trim();
  return kept.has(plain) || isRepeated(plain);
}

/** @throws Problem password_common */
export function requireUncommon(password: string): void {
  if (isCommonPassword(password)) throw new Problem('password_common');
}

/** `aaaaaaaaaaaa`, `qwertyqwerty`: whatever its length, it is as good as its first piece. */
function isRepeated(text: string): boolean {
  for (let piece = 1; piece <= text.length / 2; piece++) {
    if (text.length % piece === 0 && text === text.slice(0, piece).repeat(text.length / piece)) return true;
  }
  return false;
}
