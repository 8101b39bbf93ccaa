import type { Scenario, Step } from '#demo/scenario.ts';
import { call, comment, condition, fields, http, said, setField, skipped, succeeded } from './parts.ts';

const fromShop = {
  code: 'webhook',
  name: 'Вебхук магазина',
  input: {
    event: 'order.updated',
    orderId: '{invoice.number}',
    dealId: '{deal.id}',
    total: '{amount}',
    customer: { name: '{client.name}', phone: '{client.phone}', email: '{client.email}' },
    headers: { 'x-signature': 'sha256=5f1c0de9aa77demo42b6', 'user-agent': 'shop-hooks/2' },
  },
};

const order = {
  url: 'https://shop.demo.example/api/v2/orders/{invoice.number}',
  headers: { authorization: 'Bearer sk_live_51HdemoQz8XbY2mNcVr9TgKp' },
};

const lines: Step = {
  kind: 'act',
  robot: { title: 'Получить состав заказа', code: 'http_request' },
  takes: call,
  ends: {
    how: 'succeeded',
    details: {
      attempt: 1,
      http: http({
        ...order,
        method: 'GET',
        status: 200,
        answer: {
          id: '{invoice.number}',
          total: '{amount}',
          currency: 'RUB',
          lines: [
            { sku: 'PM-20', quantity: 3 },
            { sku: 'FL-07', quantity: 12 },
          ],
        },
      }),
    },
  },
};

const orderTaken: Scenario = {
  id: 'order-taken',
  template: '26',
  trigger: fromShop,
  steps: [
    lines,
    setField('Обновить сумму сделки', 'OPPORTUNITY', 0, '{amount}'),
    comment('Заказ № {invoice.number} получен из магазина'),
  ],
  ends: 'completed',
  fails: false,
  weight: 4,
};

const htmlOf500 =
  '<!DOCTYPE html>\n<html><head><title>500 Internal Server Error</title></head>\n<body><center><h1>500 Internal Server Error</h1></center>' +
  '<hr><center>nginx/1.24.0</center></body></html>';

const webhook500: Scenario = {
  id: 'webhook-500',
  template: '26',
  trigger: fromShop,
  steps: [
    lines,
    {
      kind: 'act',
      robot: { title: 'Сообщить магазину о стадии', code: 'webhook' },
      takes: [1500, 4200],
      ends: {
        how: 'faulted',
        message: 'The service was not able to process your request — 500 Internal Server Error',
        details: {
          attempt: 1,
          http: http({
            ...order,
            method: 'PUT',
            body: { status: 'invoice', dealId: '{deal.id}' },
            status: 500,
            answerHeaders: { 'content-type': 'text/html' },
            answer: htmlOf500,
          }),
        },
      },
    },
  ],
  ends: 'failed',
  fails: true,
  weight: 2,
};

const webhookTimeout: Scenario = {
  id: 'webhook-timeout',
  template: '26',
  trigger: fromShop,
  steps: [
    lines,
    {
      kind: 'act',
      robot: { title: 'Сообщить магазину о стадии', code: 'webhook' },
      takes: [10_000, 10_200],
      ends: {
        how: 'faulted',
        message: 'The connection was aborted, perhaps the server is offline — timeout of 10000ms exceeded',
        details: {
          attempt: 1,
          http: http({ ...order, method: 'PUT', body: { status: 'paid' }, status: 'ECONNABORTED', answer: null }),
        },
        goesOn: true,
      },
    },
    comment('Состояние заказа в магазине не обновлено'),
  ],
  ends: 'completed',
  fails: true,
  weight: 2,
};

const noRights: Scenario = {
  id: 'no-rights',
  template: '26',
  trigger: fromShop,
  steps: [
    lines,
    {
      kind: 'act',
      robot: { title: 'Сменить ответственного', code: 'change_responsible' },
      takes: [60, 300],
      rows: [{ type: 'error', after: 0.6, message: 'Недостаточно прав для изменения элемента «{deal.title}»' }],
      ends: { how: 'faulted', message: '[403] Access denied' },
    },
  ],
  ends: 'failed',
  fails: true,
  weight: 2,
};

const account = { kind: 'act', robot: { title: 'Записать оплату в базу учёта', code: 'database' } } as const;

const databaseDown: Scenario = {
  id: 'database-refused',
  template: '14',
  steps: [
    fields(),
    {
      ...account,
      takes: [40, 400],
      input: { query: 'insert into payments (deal_id, amount) values ($1, $2)', parameters: ['{deal.id}', '{amount}'] },
      ends: {
        how: 'faulted',
        message: 'Connection refused — 10.0.4.31:5432',
        details: { attempt: 1, output: { code: 'ECONNREFUSED', port: 5432 } },
      },
    },
  ],
  ends: 'failed',
  fails: true,
  weight: 2,
};

const paymentStored: Scenario = {
  id: 'payment-stored',
  template: '14',
  steps: [
    fields(),
    {
      ...account,
      takes: [30, 200],
      rows: [said('Добавлена строка платежа на {amount.text}')],
      ends: { how: 'succeeded', details: { output: { rows: 1 } } },
    },
    skipped('Письмо: чек об оплате', 'crm_send_email'),
  ],
  ends: 'completed',
  fails: false,
  weight: 4,
};

const report: Step = {
  kind: 'act',
  robot: { title: 'Собрать воронку', code: 'script' },
  takes: [60, 500],
  rows: [{ type: 'report', after: 0.9, message: 'Собраны сделки за день: 12 на 6,8 млн ₽' }],
  ends: { how: 'succeeded', details: { output: { deals: 12, sum: 6_834_356 } } },
};

const reportSent: Scenario = {
  id: 'report-sent',
  template: '24',
  byHand: true,
  steps: [
    report,
    {
      kind: 'act',
      robot: { title: 'Отправить отчёт', code: 'crm_send_email' },
      takes: call,
      rows: [said('Отчёт отправлен руководителю')],
      ends: succeeded,
    },
  ],
  ends: 'completed',
  fails: false,
  weight: 2,
};

const scriptBroken: Scenario = {
  id: 'script-undefined',
  template: '24',
  byHand: true,
  steps: [
    report,
    condition('Есть сделки без стадии?'),
    {
      kind: 'act',
      robot: { title: 'Посчитать конверсию', code: 'script' },
      takes: [10, 60],
      ends: { how: 'faulted', message: "Cannot read properties of undefined (reading 'stage') [line 2] — TypeError" },
    },
  ],
  ends: 'failed',
  fails: true,
  weight: 2,
};

export const services: readonly Scenario[] = [
  orderTaken,
  webhook500,
  webhookTimeout,
  noRights,
  databaseDown,
  paymentStored,
  reportSent,
  scriptBroken,
];
