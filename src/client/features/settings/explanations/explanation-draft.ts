import type { ClientHit, Fixer, Retry } from '#contract/cause.ts';
import { type Explanation, explanationLimits, type Matching, type NewExplanation } from '#contract/explanation.ts';
import type { CausePage } from '#contract/failures.ts';

/** Words as they stand in the form: a step a line. */
export type WordsDraft = { title: string; text: string; steps: string };
export type ExplanationDraft = {
  ru: WordsDraft;
  en: WordsDraft;
  hit: ClientHit;
  fixer: Fixer;
  retry: Retry;
  /** A phrase a line. */
  phrases: string;
  activityCode: string;
  before: readonly { cause: string; title: string }[];
};

/** What is wrong, by field: a key of the texts and what stands in them. */
export type Fault = {
  key: 'phrases' | 'phrasesMany' | 'phrasesWeak' | 'title' | 'titleLong' | 'text' | 'steps' | 'code' | 'codeOff';
} & {
  values: Readonly<Record<string, string | number>>;
};
export type Faults = Partial<Record<'phrases' | 'code' | `${'ru' | 'en'}.${keyof WordsDraft}`, Fault>>;

const most = explanationLimits;
const noWords: WordsDraft = { title: '', text: '', steps: '' };

const linesOf = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');

const wordsIn = ({ title, text, steps }: NewExplanation['ru']): WordsDraft => ({
  title,
  text,
  steps: steps.join('\n'),
});

export const emptyDraft: ExplanationDraft = {
  ru: noWords,
  en: noWords,
  hit: 'perhaps',
  fixer: 'administrator',
  retry: 'fix',
  phrases: '',
  activityCode: '',
  before: [],
};

export function draftOf(saved: Explanation): ExplanationDraft {
  const { ru, en, hit, fixer, retry, matching, beforeTitles } = saved;
  return {
    ru: wordsIn(ru),
    en: wordsIn(en),
    hit,
    fixer,
    retry,
    phrases: matching.phrases.join('\n'),
    activityCode: matching.activityCode ?? '',
    before: matching.before.map((cause, index) => ({ cause, title: beforeTitles[index] ?? cause })),
  };
}

/** Where an explanation of a cause begins: at what most of its failures say, whole words of it. */
export function draftFor({ texts, example, explanation }: CausePage): ExplanationDraft {
  const { hit, fixer, retry } = explanation;
  const said = texts[0]?.text ?? example.message ?? '';
  return { ...emptyDraft, hit, fixer, retry, phrases: shortened(said.replaceAll(/\s+/g, ' ').trim()) };
}

function shortened(text: string): string {
  if (text.length <= most.phrase && !text.endsWith('…')) return text;
  const head = text.slice(0, most.phrase).replace(/…$/, '');
  // The last word may be cut, and so may a mark of what differs from card to card.
  return head.replace(/\s?\S*$/, '').replace(/\s*‹[^›]*$/, '') || head;
}

const letters = /\p{L}/gu;
/** What is the same in each failure, or different in each, tells none of them. */
const varying = /‹[^›]*›|«[^»]*»|"[^"]*"|“[^”]*”|\bhttps?:\/\/\S+|\S+@\S+/g;

export function isTelling(phrase: string): boolean {
  return (phrase.replaceAll(varying, ' ').match(letters)?.length ?? 0) >= 3;
}

/** A cause that the catalogue knows is told apart by text alone, whatever robot wrote it. */
export function isCodeOff({ activityCode, before }: Pick<ExplanationDraft, 'activityCode' | 'before'>): boolean {
  return activityCode.trim() !== '' && before.length > 0;
}

export function faultsOf(draft: ExplanationDraft): Faults {
  const faults: Faults = { ...wordFaults('ru', draft.ru), ...wordFaults('en', draft.en) };
  const phrases = linesOf(draft.phrases);
  const weak = phrases.find((phrase) => !isTelling(phrase));
  if (phrases.length === 0) faults.phrases = { key: 'phrases', values: {} };
  else if (phrases.length > most.phrases || phrases.some((phrase) => phrase.length > most.phrase)) {
    faults.phrases = { key: 'phrasesMany', values: { count: most.phrases, length: most.phrase } };
  } else if (weak !== undefined) faults.phrases = { key: 'phrasesWeak', values: { phrase: weak } };
  if (draft.activityCode.trim().length > most.activityCode) {
    faults.code = { key: 'code', values: { count: most.activityCode } };
  } else if (isCodeOff(draft)) faults.code = { key: 'codeOff', values: {} };
  return faults;
}

function wordFaults(language: 'ru' | 'en', { title, text, steps }: WordsDraft): Faults {
  const faults: Faults = {};
  const length = title.trim().length;
  if (length > most.title) faults[`${language}.title`] = { key: 'titleLong', values: { count: most.title } };
  else if (language === 'ru' && length < 3) faults['ru.title'] = { key: 'title', values: { count: most.title } };
  if (text.trim().length > most.text) faults[`${language}.text`] = { key: 'text', values: { count: most.text } };
  const lines = linesOf(steps);
  if (lines.length > most.steps || lines.some((line) => line.length > most.step)) {
    faults[`${language}.steps`] = { key: 'steps', values: { count: most.steps, length: most.step } };
  }
  return faults;
}

export function matchingOf({ phrases, activityCode, before }: ExplanationDraft): Matching {
  const code = activityCode.trim();
  return {
    phrases: linesOf(phrases),
    activityCode: code === '' ? null : code,
    before: before.map(({ cause }) => cause),
  };
}

export function bodyOf(draft: ExplanationDraft): NewExplanation {
  const words = ({ title, text, steps }: WordsDraft) => ({
    title: title.trim(),
    text: text.trim(),
    steps: linesOf(steps),
  });
  const { ru, en, hit, fixer, retry } = draft;
  return { ru: words(ru), en: words(en), hit, fixer, retry, matching: matchingOf(draft) };
}
