import type { Act, Scenario } from '#demo/scenario.ts';
import { comment, fields, setField, task } from './parts.ts';
import { refusalDetails, refusals, refusalText, sent, whatsapp } from './whatsapp-parts.ts';

const approvers = 'Ольга Петрова, Дмитрий Волков';

function approval(rows: Act['rows'], outcome: string): Act {
  return {
    kind: 'act',
    robot: { title: 'Утверждение скидки', code: 'approve' },
    takes: { live: [20_000, 45_000], history: [1_800_000, 86_400_000] },
    input: { discount: '{discount}', amount: '{amount}' },
    rows: [
      { type: 'report', after: 0, message: `Документ должны принять все пользователи из списка: ${approvers}` },
      ...(rows ?? []),
    ],
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
        {
          type: 'report',
          after: 0.4,
          message: 'Пользователь Ольга Петрова одобрил документ: клиент постоянный',
          user: olga,
        },
        {
          type: 'custom',
          after: 0.6,
          message: 'Пользователь Дмитрий Волков делегировал задание «Утверждение скидки» пользователю Марина Белова',
          user: dmitry,
        },
        {
          type: 'report',
          after: 0.99,
          message: 'Пользователь Марина Белова одобрил документ',
          user: { id: '23', name: 'Марина Белова' },
        },
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
    whatsapp('WhatsApp: шаблон', {
      how: 'faulted',
      message: refusalText(refusals.window),
      details: refusalDetails(refusals.window, null),
    }),
  ],
  ends: 'failed',
  fails: true,
  weight: 0,
};

const startChild = { title: 'Запустить процесс: отправить шаблон', code: 'start_process' };

const nested: Scenario = {
  id: 'nested',
  template: '15',
  steps: [
    fields(),
    { kind: 'child', robot: startChild, scenario: childSent },
    comment('Клиент получил сообщение об отгрузке'),
  ],
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

export const approvalsAndNested: readonly Scenario[] = [
  approved,
  declined,
  childSent,
  childRefused,
  nested,
  nestedRefused,
];
