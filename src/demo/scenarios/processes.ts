import type { Scenario, Step } from '#demo/scenario.ts';
import { comment, condition, fields, http, pause, said, setField, task } from './parts.ts';
import { sent, whatsapp } from './whatsapp-parts.ts';

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

const parts = [
  'Сверить реквизиты',
  'Собрать спецификацию',
  'Рассчитать доставку',
  'Проверить остатки',
  'Подготовить договор',
  'Отправить на подпись',
];

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
      details: {
        attempt: 1,
        http: http({
          method: 'GET',
          url: 'https://docs.demo.example/api/contracts/{deal.id}',
          status: 200,
          answer: { ok: true, step: index + 1 },
        }),
      },
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

export const processes: readonly Scenario[] = [quickSuccess, waiting, noAnswer, long];
