import type { Scenario } from '#demo/scenario.ts';
import { comment, condition, fields, pause, said, setField, skipped, task } from './parts.ts';
import {
  expiredDetails,
  expiredText,
  refusalDetails,
  refusals,
  refusalText,
  sent,
  whatsapp,
} from './whatsapp-parts.ts';

const firstMessage = 'WhatsApp: первое сообщение';
const invoice = 'WhatsApp: счёт выставлен';
const fromSite = {
  code: 'webform',
  name: 'Заявка с сайта',
  input: {
    event: 'ONCRMDEALADD',
    dealId: '{deal.id}',
    form: 'Расчёт стоимости',
    name: '{client.name}',
    phone: '{client.phone}',
    email: '{client.email}',
    utm: { source: 'yandex', medium: 'cpc', campaign: 'autumn' },
  },
};

const firstMessageSent: Scenario = {
  id: 'first-message-sent',
  template: '11',
  trigger: fromSite,
  steps: [
    fields(),
    condition('Указан телефон?'),
    whatsapp(firstMessage, sent('lead_welcome')),
    {
      kind: 'note',
      robot: { title: firstMessage, code: 'send_whatsapp' },
      takes: [900, 4000],
      rows: [
        {
          type: 'custom',
          after: 1,
          message: 'Сообщение доставлено',
          details: { delivery: { status: 'delivered', provider: 'WhatsApp', messageId: '{message.id}' } },
        },
      ],
    },
    task('Задача: связаться с клиентом', 'Позвонить {client.name} в течение часа'),
    comment('Клиенту отправлено первое сообщение'),
  ],
  ends: 'completed',
  fails: false,
  weight: 8,
};

/** Executed is not delivered: the service took the message and said later that it could not bring it. */
const notOnWhatsapp: Scenario = {
  id: 'whatsapp-undeliverable',
  template: '11',
  trigger: fromSite,
  steps: [
    fields(),
    condition('Указан телефон?'),
    whatsapp(firstMessage, sent('lead_welcome')),
    pause('Подождать ответа о доставке', { live: [2500, 4000], history: [20_000, 90_000] }),
    {
      kind: 'note',
      robot: { title: firstMessage, code: 'send_whatsapp' },
      takes: [400, 900],
      rows: [
        {
          type: 'error',
          after: 1,
          message: 'Сообщение не доставлено: (#131026) Message undeliverable',
          details: {
            delivery: {
              status: 'failed',
              provider: 'WhatsApp',
              messageId: '{message.id}',
              reason: { code: 131026, title: 'Message undeliverable' },
            },
          },
        },
      ],
    },
    skipped('Отметить доставку', 'update_card'),
    comment('Первое сообщение не доставлено'),
  ],
  ends: 'completed',
  fails: true,
  weight: 3,
};

const tokenExpired: Scenario = {
  id: 'whatsapp-token-expired',
  template: '11',
  trigger: fromSite,
  steps: [
    fields(),
    condition('Указан телефон?'),
    whatsapp(firstMessage, { how: 'error', message: expiredText, details: expiredDetails('lead_welcome') }),
    task('Задача: связаться с клиентом', 'Позвонить {client.name} в течение часа'),
  ],
  ends: 'completed',
  fails: true,
  weight: 2,
};

const invoiceSent: Scenario = {
  id: 'invoice-sent',
  template: '13',
  steps: [
    fields(),
    condition('Счёт сформирован?'),
    whatsapp(invoice, sent('invoice_issued')),
    setField('Отметить отправку счёта', 'UF_INVOICE_SENT', 'нет', 'да'),
    comment('Счёт № {invoice.number} на {amount.text} отправлен клиенту'),
    pause('Ждать оплату', { live: [25_000, 50_000], history: [3_600_000, 150_000_000] }),
    condition('Оплата поступила?'),
    skipped('WhatsApp: напоминание об оплате', 'send_whatsapp'),
  ],
  ends: 'completed',
  fails: false,
  weight: 5,
};

const windowClosed: Scenario = {
  id: 'whatsapp-window',
  template: '13',
  steps: [
    fields(),
    condition('Счёт сформирован?'),
    whatsapp(invoice, {
      how: 'error',
      message: refusalText(refusals.window),
      details: refusalDetails(refusals.window, null),
    }),
    skipped('Отметить отправку счёта', 'update_card'),
    comment('Робот «Счёт выставлен» завершил работу'),
  ],
  ends: 'completed',
  fails: true,
  weight: 5,
};

const templateMissing: Scenario = {
  id: 'whatsapp-template-missing',
  template: '13',
  steps: [
    fields(),
    condition('Счёт сформирован?'),
    whatsapp(invoice, {
      how: 'faulted',
      message: refusalText(refusals.template),
      details: refusalDetails(refusals.template, 'invoice_issued_v2'),
    }),
  ],
  ends: 'failed',
  fails: true,
  weight: 2,
};

const rateLimited: Scenario = {
  id: 'whatsapp-rate-limit',
  template: '16',
  steps: [
    fields(),
    whatsapp(
      'WhatsApp: спасибо за заказ',
      {
        how: 'faulted',
        message: refusalText(refusals.rate),
        details: refusalDetails(refusals.rate, 'order_thanks', 3),
        goesOn: true,
      },
      {
        takes: [7000, 9500],
        rows: [
          {
            type: 'error',
            after: 0.3,
            message: refusalText(refusals.rate),
            details: refusalDetails(refusals.rate, 'order_thanks', 1),
          },
          { ...said('Повтор через 2 с: попытка 2 из 3'), after: 0.35 },
          {
            type: 'error',
            after: 0.6,
            message: refusalText(refusals.rate),
            details: refusalDetails(refusals.rate, 'order_thanks', 2),
          },
          { ...said('Повтор через 3 с: попытка 3 из 3'), after: 0.65 },
        ],
      },
    ),
    task('Задача: поблагодарить клиента', 'Написать {client.name} вручную'),
  ],
  ends: 'completed',
  fails: true,
  weight: 2,
};

const thanksSent: Scenario = {
  id: 'thanks-sent',
  template: '16',
  steps: [
    fields(),
    whatsapp('WhatsApp: спасибо за заказ', sent('order_thanks')),
    pause('Ждать 3 дня', { live: [20_000, 40_000], history: [200_000_000, 259_200_000] }),
    whatsapp('WhatsApp: оцените нас', sent('nps_request')),
    setField('Отметить запрос оценки', 'UF_NPS_ASKED', 'нет', 'да'),
  ],
  ends: 'completed',
  fails: false,
  weight: 3,
};

export const whatsappScenarios: readonly Scenario[] = [
  firstMessageSent,
  notOnWhatsapp,
  tokenExpired,
  invoiceSent,
  windowClosed,
  templateMissing,
  rateLimited,
  thanksSent,
];
