import type { CauseExplanation, ClientHit } from '#contract/cause.ts';
import type { CatalogueRow } from './catalogue.ts';
import { channelOf, isMessaging, subject, type Channel } from './channel.ts';
import { fingerprintOf } from './fingerprint.ts';
import { matchCause } from './match.ts';
import { placeIn } from './place.ts';
import { providerCodeOf } from './provider-code.ts';
import { rowByCode, rows } from './rows.ts';
import { steps, type StepNumber } from './steps.ts';

export type CauseContext = {
  message: string | null;
  activityTitle: string | null;
  activityCode: string | null;
  httpUrl?: string | null;
};

type Language = 'ru' | 'en';

const titleLimit = 90;
const ownLimit = 500;

function cut(text: string, limit: number): string {
  return text.length <= limit ? text : `${text.slice(0, limit - 1).trimEnd()}…`;
}

const lineMark = /\s{0,5}\[line \d{1,9}\]\s{0,5}$/;

/** A script's words without the line of its source. */
function ownWords(message: string | null): string {
  return (message ?? '').slice(0, 4000).replace(lineMark, '').trim();
}

const noWords = { ru: 'Шаг не выполнен', en: 'Step failed' } as const;
const notKnown = { ru: 'Причина не разобрана', en: 'Cause not recognised' } as const;
const notTold = {
  ru: 'Сервис не сообщил причину.',
  en: 'The service did not tell the reason.',
} as const;
const waitSays = { ru: 'Повторить можно', en: 'It can be tried again' } as const;
const nestedMark = { ru: 'вложенный процесс', en: 'nested process' } as const;

function numberOf(row: CatalogueRow, context: CauseContext): number | null {
  const templates = [row.text.ru, row.text.en, row.wait?.ru ?? '', row.wait?.en ?? ''];
  if (!templates.some((template) => template.includes('{n}'))) return null;
  const { message, activityTitle, activityCode, httpUrl } = context;
  const http = httpUrl == null ? null : { url: httpUrl, status: null, responseBody: null };
  const facts = { typeCode: 4, status: null, result: null, level: null, activityName: '', delivery: null, http };
  const match = matchCause({ ...facts, message, activityTitle, activityCode });
  return match?.number ?? null;
}

function fill(template: string, channel: Channel, context: CauseContext, number: number | null, language: Language) {
  if (!template.includes('{')) return template;
  const own = ownWords(context.message) || noWords[language];
  return template
    .replaceAll('{what}', () => subject[channel][language])
    .replaceAll('{own}', () => own)
    .replaceAll('{n}', number === null ? '…' : String(number));
}

/** What the cause tells of it is surer than what the context does: there the address is known that was called. */
function channelIn(cause: string, context: CauseContext): Channel {
  const place = placeIn(cause);
  if (place !== null) return place.channel;
  const { activityTitle, activityCode, httpUrl } = context;
  return channelOf({ activityTitle, activityCode, httpUrl: httpUrl ?? null });
}

/** `js-own:0a1b…` → `js-own`; `nested:js-own:0a1b…` → the child's. */
function childOf(cause: string): string | null {
  return cause.startsWith('nested:') ? cause.slice('nested:'.length) : null;
}

function rowOf(cause: string): CatalogueRow | undefined {
  const end = cause.indexOf(':');
  return rowByCode.get(end < 0 ? cause : cause.slice(0, end));
}

/** The cause's headline for a list row, at most 90 characters, and a few more where an address needs them. */
export function causeTitle(cause: string, context: CauseContext, language: Language): string {
  const child = childOf(cause);
  const row = rowOf(child ?? cause);
  if (child !== null && row !== undefined) {
    // The reason first: a row has little room, and that the reason lies in a nested process helps its reader less.
    const reason = fill(row.title[language], 'nested', context, null, language);
    return `${cut(reason, titleLimit - nestedMark[language].length - 3)} (${nestedMark[language]})`;
  }
  if (row === undefined) {
    const text = fingerprintOf(context.message ?? '');
    return text === '' ? notKnown[language] : cut(`${notKnown[language]}: ${text}`, titleLimit);
  }
  const host = placeIn(cause)?.host ?? null;
  const at = host === null ? '' : ` (${host})`;
  const title = fill(row.title[language], channelIn(cause, context), context, null, language);
  return `${cut(title, Math.max(titleLimit / 2, titleLimit - at.length))}${at}`;
}

/** A refusal before anything was done: the client surely got no message. */
const surelyUndone = new Set(
  'nt-refused nt-dns nt-dnstmp nt-route nt-cert nt-trust ht-400 ht-401 ht-402 ht-403 ht-404 ht-405 ht-429'.split(' '),
);

function hitOf(row: CatalogueRow, channel: Channel): ClientHit {
  return isMessaging(channel) && surelyUndone.has(row.code) ? 'yes' : row.hit;
}

function say(numbers: readonly StepNumber[], language: Language): string[] {
  return numbers.map((number) => steps[number][language]);
}

function explainUnknown(cause: string, context: CauseContext, language: Language): CauseExplanation {
  return {
    code: cause,
    title: causeTitle(cause, context, language),
    text: cut(context.message?.slice(0, 4000).trim() || notTold[language], ownLimit),
    hit: 'perhaps',
    fixer: 'integrator',
    steps: say([5, 11], language),
    retry: 'now',
    providerCode: providerCodeOf(context.message, null),
    known: false,
    own: null,
  };
}

function explainNested(
  cause: string,
  child: CatalogueRow,
  context: CauseContext,
  language: Language,
): CauseExplanation {
  const parent = rowByCode.get('en-child');
  const channel: Channel = 'nested';
  const own = fill(child.text[language], channel, context, numberOf(child, context), language);
  const text = parent === undefined ? '' : fill(parent.text[language], channel, context, null, language);
  return {
    code: cause,
    title: causeTitle(cause, context, language),
    text: `${own} ${text}`.trim(),
    hit: hitOf(child, channel),
    fixer: child.fixer,
    steps: say(child.steps, language),
    retry: child.retry,
    providerCode: providerCodeOf(context.message, rows.indexOf(child)),
    known: true,
    own: null,
  };
}

/** A failure in plain words. `cause` as `judge` gave it; the context is the entry's, for what the words leave open. */
export function explain(cause: string, context: CauseContext, language: Language): CauseExplanation {
  const child = childOf(cause);
  const row = rowOf(child ?? cause);
  if (row === undefined) return explainUnknown(cause, context, language);
  if (child !== null) return explainNested(cause, row, context, language);
  const channel = channelIn(cause, context);
  const number = numberOf(row, context);
  const text = fill(row.text[language], channel, context, number, language);
  const waitWords = row.wait?.[language] ?? '';
  const isTold = number !== null || !waitWords.includes('{n}');
  const when = isTold ? fill(waitWords, channel, context, number, language) : '';
  const wait = when === '' ? '' : ` ${waitSays[language]} ${when}.`;
  return {
    code: cause,
    title: causeTitle(cause, context, language),
    text: `${cut(text, ownLimit)}${wait}`,
    hit: hitOf(row, channel),
    fixer: row.fixer,
    steps: say(row.steps, language),
    retry: row.retry,
    providerCode: providerCodeOf(context.message, rows.indexOf(row)),
    known: true,
    own: null,
  };
}
