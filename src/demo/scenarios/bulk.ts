import type { Act, Scenario } from '#demo/scenario.ts';
import { succeeded } from './parts.ts';
import { refusalDetails, refusals, refusalText, sent, whatsapp } from './whatsapp-parts.ts';

const read: Act = {
  kind: 'act',
  robot: { title: 'Прочитать остаток', code: 'http_request' },
  takes: [15, 60],
  ends: succeeded,
};
const store: Act = {
  kind: 'act',
  robot: { title: 'Записать остаток', code: 'update_card' },
  takes: [20, 90],
  ends: succeeded,
};
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
    {
      kind: 'act',
      robot: { title: 'Открыть список товаров', code: 'http_request' },
      takes: [200, 900],
      ends: succeeded,
    },
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

export const bulk: readonly Scenario[] = [reconciliation, mailing];
