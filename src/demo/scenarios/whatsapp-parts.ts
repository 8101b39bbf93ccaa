import type { Act, Details, Ending, Row, Span } from '#demo/scenario.ts';
import { call, http } from './parts.ts';

// Shaped like the real ones and worth nothing: the journal must hide them before anybody reads them.
const whatsappKey = 'Bearer EAAGm0PX4ZCpsBO7Rk2demoQ9vT1wLZAZBxN4uYc8fHdJ3sKqWmE5tPzVbGnXoA6iRlUyDjC';

type Refusal = { code: number; subcode?: number; title: string; details: string; http: number; wrapper: string };

/** Answers of the WhatsApp Business Platform, and the sentence that the engine puts in front of them. */
export const refusals = {
  window: {
    code: 131047,
    title: 'Re-engagement message',
    details:
      'Message failed to send because more than 24 hours have passed since the customer last replied to this number.',
    http: 400,
    wrapper: 'Bad request - please check your parameters',
  },
  undeliverable: {
    code: 131026,
    title: 'Message undeliverable',
    details: 'Message Undeliverable.',
    http: 400,
    wrapper: 'Bad request - please check your parameters',
  },
  template: {
    code: 132001,
    title: 'Template name does not exist in the translation',
    details: 'template name (invoice_issued_v2) does not exist in ru',
    http: 404,
    wrapper: 'The resource you are requesting could not be found',
  },
  rate: {
    code: 130429,
    title: 'Rate limit hit',
    details:
      'Message failed to send because there were too many messages sent from this phone number in a short period of time',
    http: 429,
    wrapper: 'The service is receiving too many requests from you',
  },
} as const satisfies Record<string, Refusal>;

const url = 'https://graph.facebook.com/v21.0/100000000000001/messages';

function request(template: string | null): Details {
  const head = { messaging_product: 'whatsapp', to: '{client.digits}' };
  if (template === null)
    return { ...head, type: 'text', text: { body: 'Счёт № {invoice.number} на {amount.text} во вложении' } };
  const parameters = [
    { type: 'text', text: '{client.name}' },
    { type: 'text', text: '{amount.text}' },
  ];
  return {
    ...head,
    type: 'template',
    template: { name: template, language: { code: 'ru' }, components: [{ type: 'body', parameters }] },
  };
}

function exchange(template: string | null, status: number, answer: unknown): Details {
  return http({
    url,
    headers: { authorization: whatsappKey },
    body: request(template),
    status,
    answerHeaders: { 'x-fb-trace-id': '{trace}' },
    answer,
  });
}

export function refusalText(refusal: Refusal): string {
  return `${refusal.wrapper} — (#${refusal.code}) ${refusal.title}`;
}

export function refusalDetails(refusal: Refusal, template: string | null, attempt = 1): Details {
  const error = {
    message: `(#${refusal.code}) ${refusal.title}`,
    type: 'OAuthException',
    code: refusal.code,
    ...(refusal.subcode === undefined ? {} : { error_subcode: refusal.subcode }),
    error_data: { messaging_product: 'whatsapp', details: refusal.details },
    fbtrace_id: '{trace}',
  };
  return { attempt, http: exchange(template, refusal.http, { error }) };
}

/** The key has run out: the text holds the moment at which it did. */
export const expiredText =
  'Authorization failed - please check your credentials — Error validating access token: Session has expired on Friday, 20-Nov-26 18:00:00 PST.';

export function expiredDetails(template: string): Details {
  const error = {
    message: 'Error validating access token: Session has expired on Friday, 20-Nov-26 18:00:00 PST.',
    type: 'OAuthException',
    code: 190,
    error_subcode: 463,
    fbtrace_id: '{trace}',
  };
  return { attempt: 1, http: exchange(template, 401, { error }) };
}

export function sent(template: string | null): Ending {
  const answer = {
    messaging_product: 'whatsapp',
    contacts: [{ input: '{client.digits}', wa_id: '{client.digits}' }],
    messages: [{ id: '{message.id}', message_status: 'accepted' }],
  };
  return {
    how: 'succeeded',
    details: {
      attempt: 1,
      http: exchange(template, 200, answer),
      delivery: { status: 'accepted', provider: 'WhatsApp', messageId: '{message.id}' },
    },
  };
}

export function whatsapp(title: string, ends: Ending, options: { takes?: Span; rows?: readonly Row[] } = {}): Act {
  const going: Row = { type: 'custom', after: 0.2, message: 'Отправляю на номер {client.phone}' };
  return {
    kind: 'act',
    robot: { title, code: 'send_whatsapp' },
    takes: options.takes ?? call,
    input: { to: '{client.phone}', channel: 'WhatsApp Business' },
    rows: [going, ...(options.rows ?? [])],
    ends,
  };
}
