/** How the value of a secret name is judged. */
export type NameKind =
  /** `Scheme credentials`: the scheme stays. */
  | 'authorization'
  /** `name=value; …`: the names stay. */
  | 'cookie'
  /** Any text is a secret. */
  | 'always'
  /** Only what looks made by a machine: the word has honest uses too. */
  | 'likely'
  /** Only digits. */
  | 'digits';

export type NameRule = { rule: string; kind: NameKind };

const always = (rule: string): NameRule => ({ rule, kind: 'always' });
const likely = (rule: string): NameRule => ({ rule, kind: 'likely' });

/** By the end of a name without its separators: `whatsapp_access-token` ends in `token`, `tokens_count` does not. */
export const nameEndings: readonly (readonly [string, NameRule])[] = [
  ['authorization', { rule: 'authorization', kind: 'authorization' }],
  ['cookie', { rule: 'cookie', kind: 'cookie' }],
  ['cookies', { rule: 'cookie', kind: 'cookie' }],
  ['password', always('password')],
  ['passwords', always('password')],
  ['passwordhash', always('password')],
  ['passwd', always('password')],
  ['passphrase', always('password')],
  ['secret', always('secret')],
  ['secrets', always('secret')],
  ['secretkey', always('secret')],
  ['apikey', always('api-key')],
  ['accesskey', always('api-key')],
  ['authkey', always('api-key')],
  ['privatekey', always('private-key')],
  ['token', always('token')],
  ['tokens', likely('token')],
  ['credential', always('credentials')],
  ['credentials', always('credentials')],
  ['sessid', always('session')],
  ['пароль', always('password')],
  ['токен', always('token')],
];

/** By the whole name without its separators. */
export const wholeNames: Readonly<Record<string, NameRule>> = {
  authid: always('token'),
  refreshid: always('token'),
};

/** By the last word of a name: as an ending it would hit `design`, `author`, `shipping`. */
export const lastWords: Readonly<Record<string, NameRule>> = {
  auth: always('auth'),
  bearer: always('bearer'),
  pass: always('password'),
  pwd: always('password'),
  pin: { rule: 'pin', kind: 'digits' },
  sign: likely('sign'),
  signature: likely('sign'),
  sig: likely('sign'),
};

/** `X-Auth-*`. */
export const headerPrefix = 'xauth';

/** Objects under these names are configuration more often than secrets: a JSON text in them is walked, not destroyed. */
export const walkedRules: ReadonlySet<string> = new Set(['auth', 'credentials']);

/** What stands where a secret would be and says that there is none, or what sort it is. */
export const harmlessValues: ReadonlySet<string> = new Set(
  (
    'none null nil undefined true false yes no on off required optional missing invalid expired incorrect wrong empty ' +
    'basic bearer digest oauth oauth1 oauth2 apikey string text number header query body'
  ).split(' '),
);

/** First words of a sentence after `password:`; a password that is one of them is lost to us, a sentence is kept. */
export const sentenceWords: ReadonlySet<string> = new Set(
  (
    'is was are were be been must should may might can cannot could will would shall has have had do does did not ' +
    'the a an this that it its your you we please check field value and or for to in of at by with from too than then ' +
    'contains changed reset updated needed given sent set unset unknown error failed failure refused rejected'
  ).split(' '),
);

/** Where in running text a name may be. Each hit is widened to the whole name and judged by the tables above. */
export const nameStem =
  /passw|passphrase|pass(?![a-z])|pwd|secret|token|(?:api|access|private)[\s_.-]?key|auth|refresh[\s_.-]?id|credential|bearer|cookie|sessid|sign(?!ed|ing|if|al|up|in)|sig(?![a-z])|pin(?![a-z])|пароль|токен/gi;

/** Starts of tokens whose issuers mark them, the least length of what follows, and the name in the mark. */
export const prefixes: readonly { starts: RegExp; least: number; exact?: RegExp; rule: string }[] = [
  { starts: /^gh[pousr]_$/, least: 20, rule: 'github' },
  { starts: /^github_pat_$/, least: 20, rule: 'github' },
  { starts: /^glpat-$/, least: 16, rule: 'gitlab' },
  { starts: /^xox[abprs]-$/, least: 10, rule: 'slack' },
  { starts: /^[sr]k_(?:live|test)_$/, least: 10, rule: 'stripe' },
  { starts: /^sk-$/, least: 20, exact: /\d/, rule: 'api-key' },
  { starts: /^A[KS]IA$/, least: 16, exact: /^[A-Z0-9]{16}$/, rule: 'aws' },
  { starts: /^EAA$/, least: 37, exact: /^[A-Za-z0-9]+$/, rule: 'meta' },
  { starts: /^AIza$/, least: 30, rule: 'google' },
  { starts: /^ya29\.$/, least: 20, rule: 'google' },
];

export const prefixStart =
  /eyJ|gh[pousr]_|github_pat_|glpat-|xox[abprs]-|[sr]k_(?:live|test)_|(?<![A-Za-z0-9])(?:sk-|A[KS]IA|EAA)|AIza|ya29\./g;

/**
 * Cards by how they begin and how long they are. Lengths are those in use, because by first digit alone the check digit lets
 * one in ten of other long numbers pass: ОГРН (13 digits from 5) and ОГРНИП (15 from 30–32) are not here.
 */
export const cardRanges: readonly RegExp[] = [
  /^4(?:\d{15}|\d{18})$/,
  // Thirteen digits from 46 are a bar code of Russian goods.
  /^4(?!6)\d{12}$/,
  /^5[1-5]\d{14}$/,
  /^2(?:22[1-9]|2[3-9]\d|[3-6]\d\d|7[01]\d|720)\d{12}$/,
  /^220[0-4]\d{12,15}$/,
  /^3[47]\d{13}$/,
  /^3(?:0[0-5]|[68]\d)\d{11}(?:\d\d)?$/,
  /^35(?:2[89]|[3-8]\d)\d{12,15}$/,
  /^(?:5[06-8]|6\d)\d{14,17}$/,
];

/**
 * True for every text in which a rule could find something; nearly all texts end here. Wider than the rules, never narrower:
 * a rule added above has to be added here, the tests put each secret through this door.
 */
export const hint =
  /passw|passphrase|pass(?![a-z])|pwd|secret|token|(?:api|access|private)[\s_.-]?key|auth|refresh[\s_.-]?id|credential|bearer|basic|cookie|sessid|sign|sig(?![a-z])|pin(?![a-z])|пароль|токен|eyJ|gh[pousr]_|github_pat|glpat-|xox[abprs]-|[sr]k[-_]|A[KS]IA|EAA|AIza|ya29\.|-----BEGIN|[\\/]rest[\\/]|:[\\/]{2,4}[^\s/]{1,512}@|\d{6}:[\w-]{30}|\|[^\s|]{1,64}\.[\da-f]{40}|[2-6]\d{3}[\s-]?\d{4,6}[\s-]?\d{4}|%[\da-f]{2}|\\[uxnrt]|&(?:quot|apos|amp|lt|gt|#)|[\uff01-\uff5e\u00ad\u200b-\u200d\u2060\ufeff]/i;
