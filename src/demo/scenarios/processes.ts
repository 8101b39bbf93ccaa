import type { Act, Scenario, Step } from '../scenario.ts';
import { comment, condition, fields, http, pause, said, setField, succeeded, task } from './parts.ts';
import { refusalDetails, refusals, refusalText, sent, whatsapp } from './whatsapp-parts.ts';

/** The one that a person asks for to see everything go well. */
const quickSuccess: Scenario = {
  id: 'quick-success',
  template: '12',
  byHand: true,
  steps: [
    fields(),
    condition('Сделка новая?'),
    task('Задача: уточнить потребность', 'Уточнить у {client.name} сроки и объём'),
    setField('Отметить квалификацию', 'UF_QUALIFIED', 'нет', 'да'),
    comment('Квалификация начата'),
  ],
  ends: 'completed',
  fails: false,
  weight: 4,
};

const waiting: Scenario = {
  id: 'waiting',
  template: '13',
  steps: [
    fields(),
    whatsapp('WhatsApp: счёт выставлен', sent('invoice_issued')),
    pause('Ждать 3 дня', { live: [45_000, 60_000], history: [172_800_000, 259_200_000] }),
    condition('Оплата поступила?', false),
    whatsapp('WhatsApp: напоминание об оплате', sent('invoice_reminder')),
    task('Задача: позвонить об оплате', 'Узнать у {client.name}, когда будет оплата'),
  ],
  ends: 'completed',
  fails: false,
  weight: 4,
};

/** Hands the step to an app that never answers. */
const noAnswer: Scenario = {
  id: 'app-silent',
  template: '26',
  byHand: true,
  steps: [
    fields(),
    {
      kind: 'act',
      robot: { title: 'Служба доставки: создать заявку', code: 'rest_delivery_order' },
      takes: [1000, 2000],
      rows: [said('Заявка передана приложению')],
      waits: 'Ожидание ответа от приложения',
      ends: { how: 'open' },
    },
  ],
  ends: 'waiting',
  fails: false,
  weight: 0,
};

const approvers = 'Ольга Петрова, Дмитрий Волков';

function approval(rows: Act['rows'], outcome: string): Act {
  return {
    kind: 'act',
    robot: { title: 'Утверждение скидки', code: 'approve' },
    takes: { live: [20_000, 45_000], history: [1_800_000, 86_400_000] },
    input: { discount: '{discount}', amount: '{amount}' },
    rows: [{ type: 'report', after: 0, message: `Документ должны принять все пользователи из списка: ${approvers}` }, ...(rows ?? [])],
    waits: 'Ожидание решения по заданию',
    ends: { how: 'succeeded', details: { output: { decision: outcome } } },
  };
}

const olga = { id: '12', name: 'Ольга Петрова' };
const dmitry = { id: '17', name: 'Дмитрий Волков' };

const approved: Scenario = {
  id: 'discount-approved',
  template: '21',
  byHand: true,
  steps: [
    approval(
      [
        { type: 'report', after: 0.4, message: 'Пользователь Ольга Петрова одобрил документ: клиент постоянный', user: olga },
        { type: 'custom', after: 0.6, message: 'Пользователь Дмитрий Волков делегировал задание «Утверждение скидки» пользователю Марина Белова', user: dmitry },
        { type: 'report', after: 0.99, message: 'Пользователь Марина Белова одобрил документ', user: { id: '23', name: 'Марина Белова' } },
      ],
      'approved',
    ),
    setField('Записать скидку', 'UF_DISCOUNT', 0, '{discount}'),
    comment('Скидка {discount} % согласована'),
  ],
  ends: 'completed',
  fails: false,
  weight: 2,
};

const declined: Scenario = {
  id: 'discount-declined',
  template: '21',
  byHand: true,
  steps: [
    approval([{ type: 'report', after: 0.99, message: 'Документ отклонен', user: dmitry }], 'declined'),
    task('Задача: предложить рассрочку', 'Скидка {discount} % отклонена, предложить рассрочку', {
      live: [10_000, 20_000],
      history: [3_600_000, 100_000_000],
    }),
  ],
  ends: 'completed',
  fails: false,
  weight: 1,
};

const childSent: Scenario = {
  id: 'child-sent',
  template: '23',
  steps: [fields(), whatsapp('WhatsApp: шаблон', sent('order_status'))],
  ends: 'completed',
  fails: false,
  weight: 0,
};

const childRefused: Scenario = {
  id: 'child-refused',
  template: '23',
  steps: [
    fields(),
    whatsapp('WhatsApp: шаблон', { how: 'faulted', message: refusalText(refusals.window), details: refusalDetails(refusals.window, null) }),
  ],
  ends: 'failed',
  fails: true,
  weight: 0,
};

const startChild = { title: 'Запустить процесс: отправить шаблон', code: 'start_process' };

const nested: Scenario = {
  id: 'nested',
  template: '15',
  steps: [fields(), { kind: 'child', robot: startChild, scenario: childSent }, comment('Клиент получил сообщение об отгрузке')],
  ends: 'completed',
  fails: false,
  weight: 2,
};

const nestedRefused: Scenario = {
  id: 'nested-refused',
  template: '15',
  steps: [fields(), { kind: 'child', robot: startChild, scenario: childRefused }],
  ends: 'failed',
  fails: true,
  weight: 2,
};

const parts = ['Сверить реквизиты', 'Собрать спецификацию', 'Рассчитать доставку', 'Проверить остатки', 'Подготовить договор', 'Отправить на подпись'];

function slow(title: string, index: number): Step {
  return {
    kind: 'act',
    robot: { title, code: 'http_request' },
    takes: [9000, 17_000],
    rows: [
      { ...said('Шаг начат'), after: 0.05 },
      { ...said(`Обработано ${(index + 1) * 4} строк из 24`), after: 0.5 },
      { ...said('Данные получены'), after: 0.9 },
    ],
    ends: {
      how: 'succeeded',
      details: { attempt: 1, http: http({ method: 'GET', url: 'https://docs.demo.example/api/contracts/{deal.id}', status: 200, answer: { ok: true, step: index + 1 } }) },
    },
  };
}

/** A minute or two, to be watched. */
const long: Scenario = {
  id: 'long',
  template: '12',
  byHand: true,
  steps: [fields(), ...parts.map(slow), comment('Договор отправлен на подпись')],
  ends: 'completed',
  fails: false,
  weight: 1,
};

const read: Act = { kind: 'act', robot: { title: 'Прочитать остаток', code: 'http_request' }, takes: [15, 60], ends: succeeded };
const store: Act = { kind: 'act', robot: { title: 'Записать остаток', code: 'update_card' }, takes: [20, 90], ends: succeeded };
const clash: Act = {
  ...store,
  ends: {
    how: 'error',
    message: '[VERSION_CONFLICT] Запись изменена другим пользователем',
    details: { attempt: 1, variables: { row: '{iteration}' } },
    closes: false,
  },
};

/** 5 000 entries to the row: 4 of a first and a last robot, 1 249 turns of 4. */
const reconciliation: Scenario = {
  id: 'reconciliation',
  template: '22',
  byHand: true,
  steps: [
    { kind: 'act', robot: { title: 'Открыть список товаров', code: 'http_request' }, takes: [200, 900], ends: succeeded },
    { kind: 'loop', times: 1249, steps: [read, store], every: 311, instead: [read, clash] },
    { kind: 'act', robot: { title: 'Закрыть сверку', code: 'update_card' }, takes: [100, 300], ends: succeeded },
  ],
  ends: 'completed',
  fails: true,
  weight: 0,
};

const mailing: Scenario = {
  id: 'mailing',
  template: '25',
  byHand: true,
  steps: [
    {
      kind: 'loop',
      times: 60,
      steps: [whatsapp('WhatsApp: вернитесь к нам', sent('winback'))],
      every: 19,
      instead: [
        whatsapp('WhatsApp: вернитесь к нам', {
          how: 'error',
          message: refusalText(refusals.undeliverable),
          details: refusalDetails(refusals.undeliverable, 'winback'),
        }),
      ],
    },
  ],
  ends: 'completed',
  fails: true,
  weight: 0,
  trimmedTo: 50,
};

export const processes: readonly Scenario[] = [
  quickSuccess,
  waiting,
  noAnswer,
  approved,
  declined,
  childSent,
  childRefused,
  nested,
  nestedRefused,
  long,
  reconciliation,
  mailing,
];
