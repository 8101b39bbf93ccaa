import { stemmer } from 'stemmer';
import { wordsIn } from '#server/store/search-text.ts';
import { russianStems } from './russian-stem.ts';

const leastWord = 4;
/** A shorter stem is one of too many words; Russian ones are shorter: «сбо» of «сбой», «дат» of «дата». */
const leastStem = { russian: 3, english: 4 } as const;
const russian = /^[а-я]+$/;
const english = /^[a-z]+$/;

/** A word in all its forms. */
export type WordForms = {
  /** Each form begins with one of these; what begins so need not be a form. */
  starts: readonly string[];
  has(word: string): boolean;
};

/**
 * The forms of a word that somebody typed; null when only the word itself is meant: a short one, a number, an id, an
 * address, anything that is not letters of one alphabet.
 */
export function formsOf(text: string): WordForms | null {
  const [word = '', ...more] = wordsIn(text);
  if (more.length > 0 || !/^[\p{L}\p{M}]+[.,;:!?…]*$/u.test(text)) return null;
  const stems = stemsOf(word);
  if (stems.length === 0) return null;
  const kinds = stems.map(kindOf);
  const all = stems.flatMap((stem) => (english.test(word) ? [englishStart(word, stem)] : russianStarts(stem)));
  const starts = [...new Set(all)].filter((one) => !all.some((other) => other !== one && one.startsWith(other)));
  return {
    starts,
    has: (other) =>
      starts.some((start) => other.startsWith(start)) && stemsOf(other).some((stem) => kinds.includes(kindOf(stem))),
  };
}

function stemsOf(word: string): string[] {
  if (word.length < leastWord) return [];
  const isRussian = russian.test(word);
  const stems = isRussian ? russianStems(word) : english.test(word) ? [stemmer(word)] : [];
  const least = isRussian ? leastStem.russian : leastStem.english;
  return [...new Set(stems)].filter(({ length }) => length >= least);
}

/** «Ошибок» and «ошибка», «карточек» and «карточка»: a vowel that only some forms have. */
const fleeting = /(?<=..[^аеиоуыэюяйь])[ое]к$/;
const withoutFleeting = /(?<=..[^аеиоуыэюяйь])к$/;

function kindOf(stem: string): string {
  return stem.replace(fleeting, 'к');
}

function russianStarts(stem: string): string[] {
  if (fleeting.test(stem)) return [stem, kindOf(stem)];
  if (!withoutFleeting.test(stem)) return [stem];
  const before = stem.slice(0, -1);
  return [stem, `${before}ок`, `${before}ек`];
}

/** The stems of English words end in letters that not all forms have: `retri` of `retry`, `file` of `filing`. */
function englishStart(word: string, stem: string): string {
  let same = 0;
  while (same < stem.length && stem[same] === word[same]) same += 1;
  return same < stem.length ? word.slice(0, same) : stem.replace(/[ei]$/, '');
}
