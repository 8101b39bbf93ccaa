/** What differs from one failure to the next of the same kind, most particular first. All are bounded, none is nested. */
const rules: readonly (readonly [RegExp, string])[] = [
  [/\b(?:https?|wss?|ftp):\/\/[^\s"'<>«»)]{1,600}/gi, '‹url›'],
  [/[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}/g, '‹mail›'],
  [/\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/gi, '‹id›'],
  // A process of the portal: 13 hex digits, a dot, 8 digits.
  [/\b[0-9a-f]{13}\.\d{8}\b/gi, '‹id›'],
  [/\b\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:[.,]\d{1,9})?)?(?:Z|[+-]\d\d:?\d\d)?)?/g, '‹date›'],
  [/(?<!\d)\d{1,2}[./]\d{1,2}[./](?:\d{4}|\d\d)(?:,? (?:в )?\d{1,2}:\d\d(?::\d\d)?)?(?!\d)/g, '‹date›'],
  [
    /(?<!\d)\d{1,2} (?:янв|фев|мар|апр|мая|май|июн|июл|авг|сен|окт|ноя|дек)[а-я]{0,7}\.?(?: \d{4})?(?: г\.?)?(?:,? (?:в )?\d{1,2}:\d\d(?::\d\d)?)?/gi,
    '‹date›',
  ],
  [
    /(?:\b(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?,? )?(?<!\d)\d{1,2}[ -](?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}[ -]\d{2,4}(?:,? \d{1,2}:\d\d(?::\d\d)?)?(?: (?:GMT|UTC|PST|PDT|MSK|EST|EDT))?/g,
    '‹date›',
  ],
  [
    /\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6} \d{1,2}(?:st|nd|rd|th)?,? \d{4}(?:,? \d{1,2}:\d\d(?::\d\d)?)?/g,
    '‹date›',
  ],
  [/(?<![\d:])\d{1,2}:\d\d(?::\d\d)?(?:[.,]\d{1,6})?(?![\d:])/g, '‹date›'],
  [/«[^«»\n]{0,160}»|“[^“”\n]{0,160}”|"[^"\n]{0,160}"/g, '‹name›'],
  [/(?<![\p{L}\d›])'[^'\n]{0,160}'(?![\p{L}\d])/gu, '‹name›'],
  [/(?<![\w/])(?:[a-z]:\\|\/)[\w.@-]{1,80}(?:[\\/][\w.@-]{1,80}){1,12}/gi, '‹path›'],
  [/\+\d[\d ()-]{8,18}\d|(?<![\w-])[78][ -]?\(?\d{3}\)?[ -]?\d{3}[ -]?\d\d[ -]?\d\d(?!\d)/g, '‹phone›'],
  [/\b(?=[0-9a-f]{0,63}\d)[0-9a-f]{12,64}\b/gi, '‹id›'],
  [/\b(?=[A-Za-z]{0,40}\d)[A-Za-z\d]{16,64}\b/g, '‹id›'],
  [/\d+(?:[.,]\d+)*/g, '‹n›'],
  [/\s+/g, ' '],
];

/** Enough to tell one kind of failure from another, and a bound on the work. */
const readLimit = 1200;
const length = 300;
/** A replacement may close what another had left open; it takes a turn or two, in a text made to confuse a few more. */
const turns = 12;

function once(text: string): string {
  let result = text;
  for (const [shape, mark] of rules) result = result.replace(shape, mark);
  return result.trim().slice(0, length).trim();
}

/** A failure's text without what is particular to one card: equal for the same kind of failure. At most 300 characters. */
export function fingerprintOf(text: string): string {
  let result = once(text.slice(0, readLimit));
  for (let turn = 0; turn < turns; turn += 1) {
    const next = once(result);
    if (next === result) break;
    result = next;
  }
  return result;
}
