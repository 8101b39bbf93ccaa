import { examined, type EntryFacts } from './facts.ts';
import { fold } from './match-index.ts';

/** What a failed entry says, gathered from its message, the service's answer and the delivery report. */
export type Evidence = {
  /** The answer's sentences, the delivery's reason, then the message; a line each. */
  text: string;
  lower: string;
  /** Numbers where a code is expected, most dependable first; `at` is where in `text` to look for what follows. */
  numbers: readonly { value: number; at: number }[];
  /** Words alone in a field where a code is expected. */
  fields: readonly string[];
  httpStatus: number | null;
};

const codeNames = new Set(['code', 'error_code', 'errorcode', 'status_code', 'error', 'errcode', 'errno']);
const textNames = new Set(
  (
    'message error error_msg error_message errormessage description error_description details detail title reason ' +
    'status_text error_user_msg type fbtrace_id body text errortext'
  ).split(' '),
);
const wordNames = new Set([
  ...codeNames,
  'status',
  'state',
  'reason',
  'type',
  'statemessage',
  'statusmessage',
  'errors',
  'name',
]);

type Answer = { numbers: number[]; texts: string[]; words: string[] };

const nodeLimit = 200;
const depthLimit = 12;
const textLimit = 2048;

/** Breadth first: what stands nearer to the top of an answer is about the request as a whole, and more likely its error. */
function readAnswer(body: unknown): Answer {
  const answer: Answer = { numbers: [], texts: [], words: [] };
  const queue: { name: string; value: unknown; depth: number }[] = [{ name: 'body', value: body, depth: 0 }];
  for (let index = 0; index < queue.length && index < nodeLimit; index += 1) {
    const { name, value, depth } = queue[index]!;
    if (typeof value === 'string') readText(answer, name, value);
    else if (typeof value === 'number') {
      // A subcode says more than its code: the general `100` with 2494100 is maintenance, not a wrong parameter.
      if (name === 'error_subcode') answer.numbers.unshift(value);
      else if (codeNames.has(name)) answer.numbers.push(value);
      // SMSC numbers mean one thing as `err` and another as `status`: kept as a sentence, so that rows can name both.
      answer.texts.push(`"${name}":${value},`);
    } else if (typeof value === 'object' && value !== null && depth < depthLimit) {
      readInner(queue, name, value, depth + 1);
    }
  }
  return answer;
}

function readInner(
  queue: { name: string; value: unknown; depth: number }[],
  name: string,
  value: object,
  depth: number,
) {
  if (Array.isArray(value)) {
    for (const item of value.slice(0, 20)) queue.push({ name, value: item, depth });
    return;
  }
  let count = 0;
  for (const key of Object.keys(value)) {
    count += 1;
    if (count > 40 || queue.length > nodeLimit) return;
    queue.push({ name: key.toLowerCase(), value: (value as Record<string, unknown>)[key], depth });
  }
}

function readText(answer: Answer, name: string, value: string): void {
  if (codeNames.has(name) && /^-?\d{1,7}$/.test(value)) answer.numbers.push(Number(value));
  if (value.length <= 60 && wordNames.has(name)) answer.words.push(value);
  if (textNames.has(name) || wordNames.has(name)) {
    const named = name === 'body' || value.includes(' ') ? value : `"${name}":"${value}"`;
    answer.texts.push(named.slice(0, textLimit));
  }
}

/** An answer as it came: parsed, where it is JSON in a text. */
function parsedBody(body: unknown): unknown {
  if (typeof body !== 'string') return body;
  if (body.length > 65_536 || !/^\s{0,20}[[{]/.test(body)) return body;
  try {
    return JSON.parse(body) as unknown;
  } catch {
    return body;
  }
}

const metaCode = /\(#(\d{1,7})\)/g;
const namedCode = /(?:code|код|ошибк[аи]|error|errno|subcode)[\\"'\s:=#№-]{1,6}(\d{1,7})(?![\d.,]?\d)/g;
const leadingCode = /(?:^|[—:;.([\n]\s?)(\d{2,7})(?=$|\s?[—)\]:;,-]|\s+\p{L}|\n)/gmu;
const namedWord = /(?:status|state|статус[а-я]{0,3}|состояни[а-я]{1,2})["'\s:=«]{1,5}([a-z]{2,20})(?![a-z])/g;

const namedStatus =
  /(?:status(?: code)?|http(?:\/\d(?:\.\d)?)?|код(?: ответа| состояния)?|code|ответ(?:ил[аи]?)?|ошибка|error)["'\s:=#-]{1,5}([45]\d\d)(?!\d)/;
const titledStatus =
  /(?:^|[^\d.])([45]\d\d)[ :-]{1,3}(?:bad request|unauthori[sz]ed|payment required|forbidden|not found|method not|request time|conflict|gone|payload|request entity|unsupported|unprocessable|locked|too many|internal|bad gateway|service|gateway)/;
const leadingStatus = /^\[?([45]\d\d)\]?(?=$|[ \-:—])/;

function statusIn(lower: string): number | null {
  const hit = namedStatus.exec(lower) ?? titledStatus.exec(lower) ?? leadingStatus.exec(lower);
  return hit === null ? null : Number(hit[1]);
}

/** Codes that a text itself marks as codes: `(#131047)`, `code: 131047`. */
function statedCodes(lower: string): { value: number; at: number }[] {
  const found: { value: number; at: number }[] = [];
  for (const shape of [metaCode, namedCode]) {
    if (shape === metaCode && !lower.includes('(#')) continue;
    for (const hit of lower.matchAll(shape)) {
      found.push({ value: Number(hit[1]), at: hit.index + hit[0].length });
      if (found.length >= 20) return found;
    }
  }
  return found;
}

function leadingCodes(lower: string): { value: number; at: number }[] {
  const found: { value: number; at: number }[] = [];
  for (const hit of lower.matchAll(leadingCode)) {
    found.push({ value: Number(hit[1]), at: hit.index + hit[0].length });
    if (found.length >= 20) break;
  }
  return found;
}

export function gather(facts: EntryFacts): Evidence {
  const message = facts.message === null ? '' : examined(facts.message);
  const answer = facts.http?.responseBody == null ? null : readAnswer(parsedBody(facts.http.responseBody));
  const { reason, status } = facts.delivery ?? { reason: null, status: null };
  const sentences = answer === null ? [] : [answer.texts.join('\n').slice(0, 4096)];
  if (reason !== null) sentences.push(reason.slice(0, 1024));
  const own = sentences.length === 0 ? 0 : sentences.reduce((length, sentence) => length + sentence.length + 1, 0);
  sentences.push(message);
  const text = sentences.join('\n');
  const lower = fold(text);
  const numbers = (answer?.numbers ?? []).map((value) => ({ value, at: own }));
  numbers.push(...statedCodes(lower), ...leadingCodes(lower));
  const fields = [...(answer?.words ?? [])];
  if (reason !== null && reason.length <= 60) fields.push(reason);
  if (status !== null) fields.push(status);
  if (/stat|стат|состо/.test(lower)) for (const hit of lower.matchAll(namedWord)) fields.push(hit[1]!);
  if (message.length > 0 && message.length <= 40 && !message.includes(' ')) fields.push(message);
  const answered = facts.http?.status ?? null;
  const httpStatus = answered !== null && answered >= 400 ? answered : statusIn(fold(message));
  return { text, lower, numbers, fields, httpStatus };
}
