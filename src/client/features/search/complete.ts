import { levels, type Level } from '#contract/entry.ts';
import { processStates, type ProcessState } from '#contract/process.ts';
import { type ChipKey, chipKeys, chipNames, stateWords, levelWords, writeTerm } from '#contract/search-language.ts';
import { type SuggestKey, suggestKeys } from '#contract/search.ts';

/** What the end of a text is: a chip of which the value is typed, or a word that a chip may begin with. */
export type Typed =
  | { kind: 'value'; key: ChipKey; start: number; text: string }
  | { kind: 'word'; start: number; text: string };

/** Something that the end of a text can become; `text` is the whole of it then. */
export type Completion = { id: string; text: string; title: string; hint: string | null };

type Language = 'ru' | 'en';
const mostCompletions = 12;

export function typedAt(text: string): Typed {
  const chip = /(?:^|\s)(\p{L}{1,20}):(?:"([^"]*)|«([^»]*)|([^\s"«»]*))$/u.exec(text);
  const key = chip === null ? undefined : keyOf(chip[1] ?? '');
  if (chip !== null && key !== undefined) {
    const start = chip.index + (/^\s/.test(chip[0]) ? 1 : 0);
    return { kind: 'value', key, start, text: (chip[2] ?? chip[3] ?? chip[4] ?? '').trim() };
  }
  const word = /\p{L}*$/u.exec(text)?.[0] ?? '';
  return { kind: 'word', start: text.length - word.length, text: word };
}

function keyOf(name: string): ChipKey | undefined {
  const folded = fold(name);
  return chipKeys.find((key) => {
    const { ru, en, also } = chipNames[key];
    return [ru, en, ...also].includes(folded);
  });
}

/** Of which chip the server knows values. */
export function askedKey(typed: Typed): SuggestKey | null {
  return typed.kind === 'value' ? (suggestKeys.find((key) => key === typed.key) ?? null) : null;
}

type Words = {
  chip(key: ChipKey): string;
  state(state: ProcessState): string;
  level(level: Level): string;
};

/** What the end of a text may become: names of chips for a word, values for a chip. */
export function completionsFor(
  text: string,
  typed: Typed,
  suggested: readonly { value: string; title: string }[],
  language: Language,
  words: Words,
): Completion[] {
  const before = text.slice(0, typed.start);
  if (typed.kind === 'word') {
    const begins = fold(typed.text);
    // After a word nothing is offered until another begins: what was typed is seen, and Enter searches.
    if (begins === '' && before.trim() !== '') return [];
    return chipKeys.flatMap((key) => {
      const { ru, en, also } = chipNames[key];
      if (begins !== '' && ![ru, en, ...also].some((name) => name.startsWith(begins))) return [];
      const name = chipNames[key][language];
      return [{ id: `chip ${key}`, text: `${before}${name}:`, title: `${name}:`, hint: words.chip(key) }];
    });
  }
  const complete = (value: string, title: string): Completion => ({
    id: `value ${value}`,
    text: `${before}${writeTerm({ kind: 'chip', key: typed.key, value }, language)} `,
    title,
    hint: null,
  });
  return valuesOf(typed, suggested, words)
    .slice(0, mostCompletions)
    .map(({ value, title }) => complete(value, title));
}

function valuesOf(
  { key, text }: Extract<Typed, { kind: 'value' }>,
  suggested: readonly { value: string; title: string }[],
  words: Words,
): readonly { value: string; title: string }[] {
  const begins = fold(text);
  const matches = (...names: string[]) => names.some((name) => fold(name).startsWith(begins));
  if (key === 'state') {
    return processStates.flatMap((state) =>
      matches(state, words.state(state), ...stateWords[state]) ? [{ value: state, title: words.state(state) }] : [],
    );
  }
  if (key === 'level') {
    return levels.flatMap((level) =>
      matches(level, words.level(level), ...levelWords[level]) ? [{ value: level, title: words.level(level) }] : [],
    );
  }
  return suggestKeys.some((one) => one === key) ? suggested : [];
}

function fold(text: string): string {
  return text.toLowerCase().replaceAll('ё', 'е');
}
