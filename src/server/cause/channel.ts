import type { StepFacts } from './facts.ts';

/** By what a step reaches the world: decides which lists of codes apply and what a headline says did not happen. */
export const channels = [
  'whatsapp',
  'messenger',
  'sms',
  'mail',
  'telegram',
  'call',
  'payment',
  'database',
  'http',
  'script',
  'nested',
  'task',
  'crm',
  'other',
] as const;
export type Channel = (typeof channels)[number];

/** The headline of a failed step, by channel: fills `{what}`. */
export const subject: Readonly<Record<Channel, { ru: string; en: string }>> = {
  whatsapp: { ru: 'WhatsApp-сообщение не ушло', en: 'WhatsApp message not sent' },
  messenger: { ru: 'Сообщение в мессенджер не ушло', en: 'Messenger message not sent' },
  sms: { ru: 'SMS не отправлено', en: 'SMS not sent' },
  mail: { ru: 'Письмо не ушло', en: 'E-mail not sent' },
  telegram: { ru: 'Сообщение в Telegram не ушло', en: 'Telegram message not sent' },
  call: { ru: 'Звонок не состоялся', en: 'Call did not happen' },
  payment: { ru: 'Платёж не прошёл', en: 'Payment did not go through' },
  database: { ru: 'База данных не приняла запись', en: 'Database did not take the record' },
  http: { ru: 'Запрос не выполнен', en: 'Request failed' },
  script: { ru: 'Скрипт не выполнился', en: 'Script failed' },
  nested: { ru: 'Вложенный процесс не выполнился', en: 'Nested process failed' },
  task: { ru: 'Задача не выполнена', en: 'Task step failed' },
  crm: { ru: 'Действие в CRM не выполнено', en: 'CRM action failed' },
  other: { ru: 'Шаг не выполнен', en: 'Step failed' },
};

const messaging: ReadonlySet<Channel> = new Set<Channel>(['whatsapp', 'messenger', 'sms', 'mail', 'telegram']);

/** In these channels a request that was refused is a message that the client did not get. */
export function isMessaging(channel: Channel): boolean {
  return messaging.has(channel);
}

type Rule = readonly [Channel, RegExp];

// Most telling first. Alternations of fixed words only: linear on any input.
const codeRules: readonly Rule[] = [
  ['nested', /start_?process|startworkflow|executeworkflow(?!trigger)|sub_?workflow|nested|startscript/],
  ['telegram', /telegram|(?:^|_)tg(?:_|$)/],
  ['whatsapp', /whatsapp|waba|wazzup|edna|green_?api|360dialog|radist|chatapp|(?:^|_)wa(?:_|$)/],
  ['messenger', /viber|messenger|instagram|imconnector|openline|umnico|chat2desk|im_?message|(?:^|_)(?:vk|max)(?:_|$)/],
  ['sms', /sms|twilio/],
  ['mail', /mail|smtp|(?:^|_)imap/],
  ['call', /voximplant|telephony|(?:^|_)call(?:_|$)|makecall|call_?back|(?:^|_)sip(?:_|$)/],
  ['payment', /payment|yookassa|(?:^|_)pay(?:_|$)|invoice_pay|cloudpayments|robokassa|tinkoff/],
  ['database', /database|postgres|mysql|mssql|(?:^|_)sql(?:_|$)|(?:^|_)db(?:_|$)|mongodb|clickhouse|sqlite/],
  ['script', /script|(?:^|_)(?:code|php|js|function)(?:_|$)|codeactivity/],
  ['http', /http|webhook|(?:^|_)request(?:_|$)|rest_?call|graphql/],
  ['task', /task/],
  ['crm', /crm|set_?fields?|setvariable|change_?(?:status|stage|responsible)|deal|lead|document/],
];

const hostRules: readonly Rule[] = [
  ['telegram', /api\.telegram\.org/],
  [
    'whatsapp',
    /graph\.facebook\.com|wazzup|edna\.(?:ru|io)|green-?api|360dialog|radist|chatapp|1msg\.io|whatsapp|waba|\/v\d+\.\d+\/\d+\/messages/,
  ],
  ['messenger', /viber\.com|umnico|chat2desk|api\.vk\.com|instagram/],
  ['sms', /sms|twilio\.com|exolve|devino|marketolog/],
  ['mail', /mailgun|sendgrid|unisender|mandrill|postmark|sendpulse|mailersend/],
  ['call', /voximplant|mango-office|zadarma|sipuni|uiscom/],
  ['payment', /yookassa|yoomoney|cloudpayments|robokassa|tinkoff|stripe\.com|tbank/],
];

const titleRules: readonly Rule[] = [
  ['telegram', /telegram|телеграм/],
  ['whatsapp', /whatsapp|ватсап|вотсап|вацап|wazzup|edna|green-?api|360dialog|radist|waba/],
  ['messenger', /viber|вайбер|instagram|мессенджер|вконтакте|открыт[а-я]{1,3} лини/],
  ['sms', /sms|смс/],
  ['mail', /письм|e-?mail|почт|рассылк|smtp/],
  ['call', /звон|telephony|телефони|(?:^| )call(?: |$)|voximplant/],
  ['payment', /yookassa|юkassa|юкасс|оплат[аыуе] по ссылке|приня?ть (?:оплат|платёж)|(?:^| )payment(?: |$)/],
  ['database', /баз[аыуе] данных|database|postgres|mysql/],
  ['nested', /вложенн[а-я]{1,3} процесс|запуск процесса|запустить процесс|nested process|start (?:work)?process/],
  ['script', /скрипт|script|javascript|php-код/],
  ['http', /http|webhook|вебхук|запрос/],
  ['task', /задач|задани|(?:^| )task(?: |$)/],
  ['crm', /сделк|лид|стади|поле|поля|ответственн/],
];

function firstOf(rules: readonly Rule[], text: string): Channel | null {
  for (const [channel, rule] of rules) if (rule.test(text)) return channel;
  return null;
}

/** Codes that say how, not whom: an address or a title may say more. */
const general: ReadonlySet<Channel> = new Set<Channel>(['http', 'script', 'crm']);

const known = new Map<string, Channel>();
const knownLimit = 2000;

/** The step's channel from its type code, the address it called and its title, in this order of trust. */
export function channelOf(facts: StepFacts): Channel {
  const url = facts.httpUrl ? hostAndPath(facts.httpUrl) : '';
  const key = `${facts.activityCode ?? ''}\n${facts.activityTitle ?? ''}\n${url}`;
  const had = known.get(key);
  if (had !== undefined) return had;
  const channel = tellChannel(facts, url);
  if (known.size >= knownLimit) known.clear();
  if (key.length <= 400) known.set(key, channel);
  return channel;
}

function tellChannel(facts: StepFacts, url: string): Channel {
  const code = (facts.activityCode ?? '').slice(0, 120).toLowerCase().replaceAll('-', '_');
  const byCode = code === '' ? null : firstOf(codeRules, code);
  if (byCode !== null && !general.has(byCode)) return byCode;
  const byHost = url === '' ? null : firstOf(hostRules, url);
  if (byHost !== null) return byHost;
  // A title is an author's free words: it decides only where the code says nothing, or no more than "an app's robot".
  if (byCode !== null) return byCode;
  const byTitle = firstOf(titleRules, (facts.activityTitle ?? '').slice(0, 200).toLowerCase());
  return byTitle ?? (url === '' ? 'other' : 'http');
}

function hostAndPath(url: string): string {
  const head = url.slice(0, 200).toLowerCase();
  const query = head.indexOf('?');
  return query < 0 ? head : head.slice(0, query);
}
