/*
 * What the forms of a Russian word have in common: the Snowball stemmer
 * (https://snowballstem.org/algorithms/russian/stemmer.html). It takes nothing but endings away, so every form begins
 * with its stem.
 */

type Endings = {
  any: readonly string[];
  /** Endings only after «а» or «я», which stays. */
  afterA?: readonly string[];
};

const listed = (endings: string) => endings.split(' ');
const gerunds: Endings = { any: listed('ив ивши ившись ыв ывши ывшись'), afterA: listed('в вши вшись') };
const reflexives: Endings = { any: listed('ся сь') };
const adjectives: Endings = {
  any: listed('ее ие ые ое ими ыми ей ий ый ой ем им ым ом его ого ему ому их ых ую юю ая яя ою ею'),
};
const participles: Endings = { any: listed('ивш ывш ующ'), afterA: listed('ем нн вш ющ щ') };
const verbs: Endings = {
  any: listed(
    'ила ыла ена ейте уйте ите или ыли ей уй ил ыл им ым ен ило ыло ено ят ует уют ит ыт ены ить ыть ишь ую ю',
  ),
  afterA: listed('ла на ете йте ли й л ем н ло но ет ют ны ть ешь нно'),
};
const nouns: Endings = {
  any: listed(
    'а ев ов ие ье е иями ями ами еи ии и ией ей ой ий й иям ям ием ем ам ом о у ах иях ях ы ь ию ью ю ия ья я',
  ),
};
const derivations: Endings = { any: listed('ост ость') };
const superlatives: Endings = { any: listed('ейше ейш') };
/** Snowball leaves «отправлен» of «отправленный» and «отправл» of «отправлено»: two words. Here they are one. */
const longParticiple: Endings = { any: ['енн'] };
const longestEnding = 6;

/**
 * What a word may be a form of: by Snowball, which takes an «-ит» or «-ал» for the ending of a verb, and as a noun:
 * «лимит» is no form of «лим», and «порталу» is one of «портал».
 * @param word in small letters, without «ё»
 */
export function russianStems(word: string): string[] {
  const asNoun = withoutEnding(word, nouns, firstRegion(word)) ?? word;
  return [russianStem(word), asNoun, ...(/[^аеиоуыьэюя]$/.test(word) ? [word] : [])];
}

/** A word in small letters, without «ё». */
export function russianStem(word: string): string {
  const start = firstRegion(word);
  const without = (text: string, endings: Endings, from = start) => withoutEnding(text, endings, from);

  let stem = without(word, gerunds);
  if (stem === null) {
    const plain = without(word, reflexives) ?? word;
    const ofAdjective = without(plain, adjectives);
    stem =
      ofAdjective === null
        ? (without(plain, verbs) ?? without(plain, nouns) ?? plain)
        : (without(ofAdjective, participles) ?? ofAdjective);
  }
  stem = without(stem, { any: ['и'] }) ?? stem;
  stem = without(stem, derivations, secondRegion(word)) ?? stem;
  const positive = without(stem, superlatives) ?? stem;
  if (without(positive, { any: ['нн'] }) !== null) return without(positive, longParticiple) ?? positive.slice(0, -1);
  return positive === stem ? (without(stem, { any: ['ь'] }) ?? stem) : positive;
}

/** The longest ending decides; null when there is none that may go. Nothing before `from` is an ending. */
function withoutEnding(word: string, { any, afterA = [] }: Endings, from: number): string | null {
  for (let length = Math.min(longestEnding, word.length - from); length > 0; length -= 1) {
    const rest = word.slice(0, -length);
    const ending = word.slice(-length);
    if (any.includes(ending)) return rest;
    if (afterA.includes(ending)) return rest.length > from && /[ая]$/.test(rest) ? rest : null;
  }
  return null;
}

/** After the first vowel. */
function firstRegion(word: string): number {
  const place = word.search(/[аеиоуыэюя]/);
  return place === -1 ? word.length : place + 1;
}

/** After the first consonant that follows a vowel, twice. */
function secondRegion(word: string): number {
  return /^(?:.*?[аеиоуыэюя][^аеиоуыэюя]){2}/.exec(word)?.[0].length ?? word.length;
}
