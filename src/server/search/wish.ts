import type { ProcessState } from '#contract/process.ts';
import type { ProcessTraits } from '#server/store/journal-store.ts';
import { wordsIn } from '#server/store/search-text.ts';
import type { ProcessWish } from './ask.ts';
import type { Personal } from './personal.ts';
import { hasWords } from './robots.ts';

/** Whether a process is what the chips ask for; null when they ask for nothing of it. */
export function wishOf(
  { states, stages, templates }: ProcessWish,
  personal: Personal,
  masking: string | null,
  stateOf: (row: ProcessTraits) => ProcessState,
): ((row: ProcessTraits) => boolean) | null {
  if (states.length + stages.length + templates.length === 0) return null;
  /** Names repeat from process to process: each is read once. */
  const words = new Map<string, string[]>();
  const wordsOf = (name: string): string[] => {
    const known = words.get(name) ?? personal.seenWords(masking, name);
    words.set(name, known);
    return known;
  };
  const isCalled = (thing: { id: string; name: string | null } | null, wanted: readonly string[]): boolean =>
    wanted.length === 0 ||
    (thing !== null &&
      wanted.some((one) => thing.id === one || hasWords(wordsOf(thing.name ?? thing.id), wordsIn(one), true)));
  return (row) =>
    isCalled(row.template, templates) &&
    isCalled(row.stage, stages) &&
    (states.length === 0 || states.includes(stateOf(row)));
}
