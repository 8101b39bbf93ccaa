import type { Act, Details, Row, Scenario } from '#demo/scenario.ts';
import { call, comment, condition, fields, http, said, setField, succeeded, task } from './parts.ts';

const wazzupUrl = 'https://api.wazzup24.com/v3/message';
const wazzupKey = 'Bearer 7d1c0f3ab94e4d2f8a5be6c1demo90f2';

function wazzup(status: number, answer: unknown): Details {
  const body = {
    channelId: 'b6f1c9d2-3e4a-4c55-9d10-6a7e5b2f0c11',
    chatType: 'whatsapp',
    chatId: '{client.digits}',
    text: 'Здравствуйте, {client.name}!',
  };
  return http({ url: wazzupUrl, headers: { authorization: wazzupKey }, body, status, answer });
}

/** An app's robot: it writes its errors as ordinary messages, and the portal closes it as successful. */
function app(title: string, row: Omit<Row, 'type' | 'after'>): Act {
  return {
    kind: 'act',
    robot: { title, code: 'rest_wazzup_send' },
    takes: [700, 2600],
    rows: [
      { ...said('Получен ответ от приложения'), after: 0.5 },
      { ...row, type: 'custom', after: 0.8 },
    ],
    waits: 'Ожидание ответа от приложения',
    ends: succeeded,
  };
}

const wazzupSent: Scenario = {
  id: 'wazzup-sent',
  template: '12',
  steps: [
    fields(),
    app('Wazzup: написать клиенту', {
      message: 'Сообщение отправлено, id {request.id}',
      details: {
        http: wazzup(201, { messageId: '{request.id}', chatId: '{client.digits}' }),
        delivery: { status: 'sent', provider: 'Wazzup' },
      },
    }),
    task('Задача: уточнить потребность', 'Уточнить у {client.name} сроки и объём'),
  ],
  ends: 'completed',
  fails: false,
  weight: 4,
};

const badContact: Scenario = {
  id: 'wazzup-bad-contact',
  template: '12',
  steps: [
    fields(),
    app('Wazzup: написать клиенту', {
      message: 'Ошибка: BAD_CONTACT — у контакта {client.phone} нет аккаунта в мессенджере',
      details: {
        http: wazzup(400, {
          status: 400,
          error: 'BAD_CONTACT',
          description: 'Contact does not exist in the messenger',
          data: { chatId: '{client.digits}' },
        }),
        delivery: { status: 'failed', provider: 'Wazzup', reason: { code: 'BAD_CONTACT' } },
      },
    }),
    task('Задача: уточнить потребность', 'Уточнить у {client.name} сроки и объём'),
    comment('Робот Wazzup отработал'),
  ],
  ends: 'completed',
  fails: true,
  weight: 3,
};

const channelNotPaid: Scenario = {
  id: 'wazzup-not-paid',
  template: '12',
  steps: [
    fields(),
    app('Wazzup: написать клиенту', {
      message: 'Ошибка: CHANNEL_NO_MONEY — канал не оплачен, сообщение не отправлено',
      details: { http: wazzup(402, { status: 402, error: 'CHANNEL_NO_MONEY', description: 'Channel is not paid' }) },
    }),
    setField('Отметить попытку связи', 'UF_FIRST_CONTACT', null, '{now.text}'),
  ],
  ends: 'completed',
  fails: true,
  weight: 2,
};

const ednaNoUser: Scenario = {
  id: 'edna-no-user',
  template: '16',
  steps: [
    fields(),
    condition('Канал edna подключён?'),
    {
      kind: 'act',
      robot: { title: 'Отправить сообщение WhatsApp через edna', code: 'crm_send_whatsapp' },
      takes: call,
      ends: {
        how: 'error',
        message: 'Сообщение не отправлено: not-whatsapp-user',
        details: {
          http: http({
            url: 'https://app.edna.ru/api/cascade/schedule',
            headers: { 'x-api-key': '3f9d1b77-demo-4a0e-b8c2-55ad0e6f41c9' },
            body: {
              requestId: '{request.id}',
              cascadeId: '4417',
              subscriberFilter: { address: '{client.digits}', type: 'PHONE' },
            },
            status: 400,
            answer: {
              code: 'not-whatsapp-user',
              title: 'Subscriber is not registered in WhatsApp',
              requestId: '{request.id}',
            },
          }),
        },
      },
    },
    comment('Благодарность не отправлена, оценка не запрошена'),
  ],
  ends: 'completed',
  fails: true,
  weight: 2,
};

export const messengers: readonly Scenario[] = [wazzupSent, badContact, channelNotPaid, ednaNoUser];
