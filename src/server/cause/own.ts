import type { CauseExplanation, ClientHit, Fixer, Retry } from '#contract/cause.ts';
import type { Matching, NewExplanation } from '#contract/explanation.ts';
import { fingerprintOf } from './fingerprint.ts';
import { fold } from './match-index.ts';

/*
 * Explanations that a portal writes itself. Failures are stored under the cause that the catalogue gave them; which of
 * them an own explanation explains is found when they are read, so it holds for those that are stored and those to come.
 */

/** What of a failure tells by which explanation it is explained. */
export type FailureText = { cause: string; fingerprint: string; activityCode: string | null };

export type OwnExplanation = NewExplanation & {
  no: number;
  /** The key of its cause. */
  key: string;
  changedAt: number;
  changedBy: string | null;
  /** The phrases as they are compared. */
  phrases: readonly string[];
};

type Stored = {
  explanationNo: number;
  words: string;
  hit: string;
  fixer: string;
  retry: string;
  matching: string;
  changedAt: number;
  changedBy: string | null;
};

const ownKey = /^own:\d{1,12}$/;

export function ownKeyOf(no: number): string {
  return `own:${no}`;
}

export function isOwnKey(key: string): boolean {
  return ownKey.test(key);
}

/** A cause that the catalogue does not know. */
export function isUnknown(cause: string): boolean {
  return cause.startsWith('unknown:');
}

export function readOwn(row: Stored): OwnExplanation {
  const { ru, en } = JSON.parse(row.words) as Pick<NewExplanation, 'ru' | 'en'>;
  const matching = JSON.parse(row.matching) as Matching;
  return {
    no: row.explanationNo,
    key: ownKeyOf(row.explanationNo),
    ru,
    en,
    hit: row.hit as ClientHit,
    fixer: row.fixer as Fixer,
    retry: row.retry as Retry,
    matching,
    changedAt: row.changedAt,
    changedBy: row.changedBy,
    phrases: matching.phrases.map(foldPhrase),
  };
}

/** A text, or a part of one, as it is compared: without what is particular to one card, and without case. */
export function foldPhrase(text: string): string {
  return fold(fingerprintOf(text));
}

const marks = /‹[a-z]{1,8}›/g;
const threeLetters = /\p{L}(?:.*?\p{L}){2}/u;

/** Does it say anything? What differs from card to card is left out when texts are compared, and a letter or two are in each. */
export function isTelling(phrase: string): boolean {
  return threeLetters.test(foldPhrase(phrase).replaceAll(marks, ' '));
}

/** Does the text have all that the explanation asks for? Whether it then is its to explain is another question. */
export function matches(
  { phrases, matching }: OwnExplanation,
  text: Omit<FailureText, 'cause'>,
  folded: string,
): boolean {
  if (matching.activityCode !== null && matching.activityCode !== text.activityCode) return false;
  return phrases.length > 0 && phrases.every((phrase) => phrase !== '' && folded.includes(phrase));
}

/** What the catalogue knows is left to it, but for what the explanation names. */
function mayExplain({ matching }: OwnExplanation, cause: string): boolean {
  return isUnknown(cause) || matching.before.includes(cause);
}

/** Who asks for more comes first: a narrow explanation beside a wide one would never be seen otherwise. Then the older one. */
export function inOrder(all: readonly OwnExplanation[]): OwnExplanation[] {
  const asks = ({ matching, phrases }: OwnExplanation) =>
    phrases.reduce((sum, phrase) => sum + phrase.length, matching.activityCode === null ? 0 : 1000);
  return all.toSorted((a, b) => asks(b) - asks(a) || a.no - b.no);
}

/** The explanation of a failure; `all` in order. */
export function ownOf(all: readonly OwnExplanation[], text: FailureText): OwnExplanation | null {
  if (all.length === 0) return null;
  const folded = fold(text.fingerprint);
  return all.find((one) => mayExplain(one, text.cause) && matches(one, text, folded)) ?? null;
}

type Language = 'ru' | 'en';

/** What is not told in English is told in Russian. */
export function ownTitle({ ru, en }: OwnExplanation, language: Language): string {
  return language === 'en' && en.title !== '' ? en.title : ru.title;
}

export function explainOwn(own: OwnExplanation, providerCode: string | null, language: Language): CauseExplanation {
  const { ru, en, hit, fixer, retry } = own;
  const isEnglish = language === 'en';
  return {
    code: own.key,
    title: ownTitle(own, language),
    text: isEnglish && en.text !== '' ? en.text : ru.text,
    hit,
    fixer,
    steps: isEnglish && en.steps.length > 0 ? en.steps : ru.steps,
    retry,
    providerCode,
    known: true,
    own: { explanation: String(own.no), by: own.changedBy, at: new Date(own.changedAt).toISOString() },
  };
}
