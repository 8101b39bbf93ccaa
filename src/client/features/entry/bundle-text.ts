import type { Bundle } from '#contract/bundle.ts';
import { entryParts } from './entry-parts.ts';

/** Words of the reader's language and zone. */
export type BundleWords = {
  /** By its name in the texts of a bundle. */
  word(name: BundleWord, values?: Readonly<Record<string, string | number>>): string;
  /** Date, time and zone. */
  time(at: string): string;
  /** Time within the day, to the millisecond. */
  lineTime(at: string): string;
  level(level: Bundle['lines'][number]['level']): string;
  type(type: string): string;
};
export type BundleWord =
  | 'subject'
  | 'subjectUnknown'
  | 'portal'
  | 'at'
  | 'process'
  | 'entry'
  | 'card'
  | 'template'
  | 'version'
  | 'stage'
  | 'robot'
  | 'attempts'
  | 'cause'
  | 'code'
  | 'message'
  | 'request'
  | 'response'
  | 'noAnswer'
  | 'took'
  | 'delivery'
  | 'lines'
  | 'link'
  | 'hidden';

const bodyLength = 4_000;

/** A bundle as the text of a ticket: a subject, facts, the call, numbered lines, a link. */
export function bundleText(bundle: Bundle, link: string, words: BundleWords): string {
  const { word, time } = words;
  const { activity, template, stage, card, cause } = bundle;
  const robot = activity.title ?? activity.name;
  const subject = cause === null ? word('subjectUnknown', { robot }) : word('subject', { robot, cause: cause.title });
  const facts: [BundleWord, string | null][] = [
    ['portal', bundle.portal],
    ['at', `${time(bundle.at)} (${bundle.at})`],
    ['process', bundle.process],
    ['entry', bundle.entry],
    ['card', card === null ? null : `${card.type} ${card.id}`],
    ['template', template === null ? null : joined(template.name ?? '', template.id, version(template.version))],
    ['stage', stage === null ? null : (stage.name ?? stage.id)],
    ['robot', joined(robot, activity.name === robot ? null : activity.name, activity.code)],
    ['attempts', bundle.attempts > 1 ? String(bundle.attempts) : null],
    ['cause', cause === null ? null : `${cause.title}. ${cause.text}`],
    ['code', cause?.providerCode ?? null],
    ['message', bundle.message === null || bundle.message === '' ? null : indented(bundle.message)],
  ];
  function version(value: string | null): string | null {
    return value === null ? null : word('version', { version: value });
  }

  const parts = [
    subject,
    facts.flatMap(([name, value]) => (value === null ? [] : [`${word(name)}: ${value}`])).join('\n'),
    ...callText(bundle, word),
    [`${word('lines', { line: bundle.failedLine })}:`, ...lines(bundle, words)].join('\n'),
    bundle.masked ? word('hidden') : '',
    `${word('link')}: ${link}`,
  ];
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}

function callText(bundle: Bundle, word: BundleWords['word']): string[] {
  const { http, delivery } = entryParts(bundle.details);
  const told: string[] = [];
  if (http !== null) {
    const request = [`${word('request')}: ${[http.method, http.url].filter(Boolean).join(' ')}`];
    request.push(...headersText(http.requestHeaders), ...bodyText(http.requestBody));
    const took = http.durationMs === null ? '' : ` ${word('took', { ms: http.durationMs })}`;
    const response = [`${word('response')}: ${http.status ?? word('noAnswer')}${took}`];
    response.push(...headersText(http.responseHeaders), ...bodyText(http.responseBody));
    told.push(request.join('\n'), response.join('\n'));
  }
  if (delivery !== null) {
    const { status, provider, messageId, reason } = delivery;
    told.push(`${word('delivery')}: ${joined(status ?? '', provider, messageId, reason)}`);
  }
  return told;
}

function headersText(headers: Readonly<Record<string, string>>): string[] {
  return Object.entries(headers).map(([name, value]) => `    ${name}: ${value}`);
}

function bodyText(body: unknown): string[] {
  if (body === undefined || body === null || body === '') return [];
  const text = typeof body === 'string' ? body : JSON.stringify(body, null, 2);
  const shown = text.length > bodyLength ? `${text.slice(0, bodyLength - 1)}…` : text;
  return [`    ${indented(shown)}`];
}

function lines(bundle: Bundle, { lineTime, level, type: typeWord }: BundleWords): string[] {
  const width = String(bundle.lines.length).length;
  return bundle.lines.map(({ line, at, level: of, robot, message, type }) => {
    const mark = line === bundle.failedLine ? '→' : ' ';
    const said = message === null || message === '' ? typeWord(type) : indented(message);
    return `${mark} ${String(line).padStart(width)}  ${lineTime(at)}  [${level(of)}]  ${robot}: ${said}`;
  });
}

/** Further lines of a text stand below its first, so that none of them can pass for a line of ours. */
function indented(text: string): string {
  return text.replaceAll('\r\n', '\n').split('\n').join('\n      ');
}

function joined(first: string, ...rest: (string | null)[]): string {
  return [first, ...rest].filter((part) => part !== null && part !== '').join(' · ');
}
