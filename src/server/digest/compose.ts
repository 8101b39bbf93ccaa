import type { DigestMessage } from '#contract/digest.ts';
import type { Language } from '#server/http/language.ts';

/** Of a subject; mail programs show less. */
const subjectLength = 160;

const words = {
  ru: {
    events: {
      new: 'Новая причина сбоев',
      returned: 'Решённая причина вернулась',
      'too-often': 'Приглушённая причина: сбоев слишком много',
      test: 'Проверка оповещений',
    },
    failures: 'Сбои',
    cards: 'Карточки',
    clients: 'Клиенты',
    amounts: 'Сумма сделок',
    robot: 'Робот',
    template: 'Шаблон',
    since: 'С какого времени',
    assignee: 'Кто занят',
    nobody: 'никто',
    unknown: 'не сказано',
    colon: ': ',
    footer:
      'О каждой причине пишем один раз, а не о каждом сбое. Записей и данных клиентов в письме нет: они в журнале.',
    testFooter: 'Так будет выглядеть сообщение о причине. Числа и названия выдуманы.',
  },
  en: {
    events: {
      new: 'A new cause of failures',
      returned: 'A resolved cause came back',
      'too-often': 'A muted cause fails too often',
      test: 'A test of digests',
    },
    failures: 'Failures',
    cards: 'Cards',
    clients: 'Clients',
    amounts: 'Deal sum',
    robot: 'Robot',
    template: 'Template',
    since: 'Since',
    assignee: 'Who is on it',
    nobody: 'nobody',
    unknown: 'not told',
    colon: ': ',
    footer:
      'You are told once of each cause, not of each failure. Entries and data of clients are not in here: they are in the journal.',
    testFooter: 'This is what a message about a cause looks like. Numbers and names are made up.',
  },
} as const;

/** One line, whatever the text is: what robots are called is written by others, and a line break would begin a header. */
function oneLine(text: string, limit: number): string {
  const line = text
    .toWellFormed()
    .replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ')
    .replaceAll(/\s+/gu, ' ')
    .trim();
  return line.length <= limit ? line : `${line.slice(0, limit - 1).toWellFormed()}…`;
}

/** A digest as a mail: a subject of one line, and plain text. */
export function composeMail(
  message: DigestMessage,
  language: Language,
  timeZone: string,
): { subject: string; text: string } {
  const say = words[language];
  const { event, portal, cause } = message;
  const line = (name: string, value: string) => `${name}: ${oneLine(value, 300)}`;
  const number = new Intl.NumberFormat(language);
  const head = `${say.events[event]}${say.colon}${oneLine(cause.title, 200)}`;
  const lines = [
    head,
    '',
    line(say.failures, number.format(message.failures)),
    line(say.cards, number.format(message.cards)),
    line(say.clients, number.format(message.clients)),
    ...(message.amounts.length === 0
      ? []
      : [line(say.amounts, message.amounts.map((amount) => moneyOf(amount, language)).join(', '))]),
    line(say.robot, message.robot ?? say.unknown),
    line(say.template, message.template ?? say.unknown),
    line(say.since, `${momentIn(timeZone, message.since, language)} (${timeZone})`),
    line(say.assignee, message.assignee ?? say.nobody),
    ...(cause.url === null ? [] : ['', cause.url]),
    '',
    event === 'test' ? say.testFooter : say.footer,
    '',
  ];
  return { subject: oneLine(`[${portal.title ?? portal.portal}] ${head}`, subjectLength), text: lines.join('\n') };
}

function moneyOf({ value, currency }: DigestMessage['amounts'][number], language: Language): string {
  // What a writer calls a currency need not be one.
  return currency !== null && /^[A-Z]{3}$/.test(currency)
    ? new Intl.NumberFormat(language, { style: 'currency', currency, trailingZeroDisplay: 'stripIfInteger' }).format(
        value,
      )
    : `${new Intl.NumberFormat(language).format(value)} ${currency ?? ''}`.trim();
}

function momentIn(timeZone: string, at: string, language: Language): string {
  return new Intl.DateTimeFormat(language, { timeZone, dateStyle: 'long', timeStyle: 'short' }).format(Date.parse(at));
}
