import type { Act, Ending, Scenario } from '#demo/scenario.ts';
import { call, comment, condition, fields, http, said, setField, succeeded, task } from './parts.ts';

function sms(ends: Ending, rows: Act['rows'] = []): Act {
  return { kind: 'act', robot: { title: 'SMS: заказ отгружен', code: 'crm_send_sms' }, takes: call, rows, ends };
}

const warehouse = task('Задание складу', 'Собрать заказ по сделке {deal.title}');

const smsSent: Scenario = {
  id: 'sms-sent',
  template: '15',
  steps: [
    fields(),
    warehouse,
    sms({ how: 'succeeded', details: { delivery: { status: 'sent', provider: 'SMS.ru' } } }, [
      said('Сообщение отправлено на номер {client.phone}'),
    ]),
    comment('Клиент предупреждён об отгрузке'),
  ],
  ends: 'completed',
  fails: false,
  weight: 4,
};

const smsNoPhone: Scenario = {
  id: 'sms-no-phone',
  template: '15',
  steps: [
    fields(),
    warehouse,
    sms({ how: 'error', message: 'Не указан номер телефона' }),
    comment('Отгрузка оформлена'),
  ],
  ends: 'completed',
  fails: true,
  weight: 3,
};

const smsNoMoney: Scenario = {
  id: 'sms-no-money',
  template: '15',
  steps: [
    fields(),
    warehouse,
    sms(succeeded, [
      said('Сообщение не отправлено. SMS.ru: 201 Не хватает средств на лицевом счету', {
        http: http({
          url: 'https://sms.ru/sms/send?api_id=8A1F0C52-DEMO-77B3-1D90-6E2C4F9B0A13&to={client.digits}&json=1',
          method: 'GET',
          status: 200,
          answer: {
            status: 'OK',
            status_code: 100,
            sms: {
              '{client.digits}': {
                status: 'ERROR',
                status_code: 201,
                status_text: 'Не хватает средств на лицевом счету',
              },
            },
          },
        }),
      }),
    ]),
    comment('Отгрузка оформлена'),
  ],
  ends: 'completed',
  fails: true,
  weight: 2,
};

function letter(ends: Ending, rows: Act['rows'] = []): Act {
  return {
    kind: 'act',
    robot: { title: 'Письмо: чек об оплате', code: 'crm_send_email' },
    takes: [900, 3800],
    input: { to: '{client.email}', from: 'sales@demo.example', subject: 'Чек по счёту № {invoice.number}' },
    rows,
    ends,
  };
}

const receiptSent: Scenario = {
  id: 'receipt-sent',
  template: '14',
  steps: [
    condition('Оплата поступила полностью?'),
    letter(
      {
        how: 'succeeded',
        details: { output: { messageId: '<{request.id}@demo.example>', accepted: ['{client.email}'] } },
      },
      [said('250 2.0.0 Ok: queued as {trace}')],
    ),
    setField('Записать номер чека', 'UF_RECEIPT', null, '{invoice.number}'),
    task('Задача: подготовить отгрузку', 'Подготовить отгрузку по счёту № {invoice.number}'),
  ],
  ends: 'completed',
  fails: false,
  weight: 4,
};

const mailServerDown: Scenario = {
  id: 'mail-server',
  template: '14',
  steps: [
    condition('Оплата поступила полностью?'),
    letter({
      how: 'faulted',
      message: 'The service refused the connection - perhaps it is offline — connect ECONNREFUSED 10.0.4.25:587',
      details: { attempt: 1, output: { code: 'ECONNREFUSED', command: 'CONN', host: 'smtp.demo.example', port: 587 } },
    }),
  ],
  ends: 'failed',
  fails: true,
  weight: 3,
};

const noSuchMailbox: Scenario = {
  id: 'mail-no-such-user',
  template: '14',
  steps: [
    condition('Оплата поступила полностью?'),
    letter({
      how: 'error',
      message: '550 5.1.1 <{client.email}>: Recipient address rejected: User unknown in virtual mailbox table',
      details: { output: { code: 'EENVELOPE', responseCode: 550, rejected: ['{client.email}'] } },
    }),
    setField('Записать номер чека', 'UF_RECEIPT', null, '{invoice.number}'),
  ],
  ends: 'completed',
  fails: true,
  weight: 2,
};

const refusedDeal: Scenario = {
  id: 'deal-lost',
  template: '17',
  steps: [
    setField('Записать причину отказа', 'UF_LOSE_REASON', null, 'Выбрали другого поставщика'),
    letter({ how: 'succeeded' }),
    comment('Сделка возвращена в базу, повторный контакт через 90 дней'),
  ],
  ends: 'completed',
  fails: false,
  weight: 3,
};

const refusedDealNoMail: Scenario = {
  id: 'deal-lost-no-mail',
  template: '17',
  steps: [
    setField('Записать причину отказа', 'UF_LOSE_REASON', null, 'Не отвечает'),
    letter({ how: 'error', message: 'Не указан e-mail клиента' }),
  ],
  ends: 'completed',
  fails: true,
  weight: 2,
};

export const smsAndMail: readonly Scenario[] = [
  smsSent,
  smsNoPhone,
  smsNoMoney,
  receiptSent,
  mailServerDown,
  noSuchMailbox,
  refusedDeal,
  refusedDealNoMail,
];
