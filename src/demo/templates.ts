import type { StageId } from './stages.ts';

export type Template = {
  id: string;
  name: string;
  origin: 'robots' | 'designer';
  /** Robots belong to a stage and stop when the deal leaves it. */
  stage?: StageId;
  /** The portal's "log on" switch: off keeps nothing but messages and failures. */
  logging: boolean;
  /** False: the portal stores no start and finish rows (types 1 and 2) for it. */
  startFinish: boolean;
  /** Versions with the age in days at which each was published, oldest first. */
  versions: readonly { version: string; daysAgo: number }[];
};

const onStage = { origin: 'robots', logging: true, startFinish: true } as const;
const drawn = { origin: 'designer', logging: true, startFinish: true } as const;

export const templates = [
  {
    ...onStage,
    id: '11',
    name: 'Новая заявка: первое сообщение',
    stage: 'NEW',
    versions: [
      { version: '6', daysAgo: 40 },
      { version: '7', daysAgo: 5 },
    ],
  },
  {
    ...onStage,
    id: '12',
    name: 'Квалификация: задача менеджеру',
    stage: 'PREPARATION',
    versions: [{ version: '3', daysAgo: 90 }],
  },
  {
    ...onStage,
    id: '13',
    name: 'Счёт: напоминания и контроль оплаты',
    stage: 'PREPAYMENT_INVOICE',
    versions: [
      { version: '11', daysAgo: 60 },
      { version: '12', daysAgo: 3 },
    ],
  },
  {
    ...onStage,
    id: '14',
    name: 'Оплата: чек и запись в учёт',
    stage: 'EXECUTING',
    versions: [{ version: '4', daysAgo: 30 }],
  },
  {
    ...onStage,
    id: '15',
    name: 'Отгрузка: SMS клиенту и задание складу',
    stage: 'FINAL_INVOICE',
    versions: [{ version: '5', daysAgo: 21 }],
  },
  {
    ...onStage,
    id: '16',
    name: 'После сделки: благодарность и оценка',
    stage: 'WON',
    versions: [{ version: '2', daysAgo: 120 }],
  },
  {
    ...onStage,
    id: '17',
    name: 'Отказ: причина и возврат в базу',
    stage: 'LOSE',
    logging: false,
    versions: [{ version: '1', daysAgo: 200 }],
  },
  { ...drawn, id: '21', name: 'Согласование скидки', versions: [{ version: '8', daysAgo: 45 }] },
  { ...drawn, id: '22', name: 'Сверка остатков', versions: [{ version: '2', daysAgo: 80 }] },
  { ...drawn, id: '23', name: 'Подпроцесс: отправить шаблон WhatsApp', versions: [{ version: '5', daysAgo: 33 }] },
  {
    ...drawn,
    id: '24',
    name: 'Отчёт руководителю: воронка за день',
    startFinish: false,
    versions: [{ version: '9', daysAgo: 15 }],
  },
  { ...drawn, id: '25', name: 'Возврат клиентов: рассылка по списку', versions: [{ version: '3', daysAgo: 28 }] },
  { ...drawn, id: '26', name: 'Заказ с сайта: обмен с магазином', versions: [{ version: '14', daysAgo: 11 }] },
  { ...drawn, id: '27', name: 'Роботы приложений', versions: [{ version: '1', daysAgo: 7 }] },
] as const satisfies readonly Template[];

export type TemplateId = (typeof templates)[number]['id'];

export function templateById(id: TemplateId): Template {
  const found = templates.find((template) => template.id === id);
  if (found === undefined) throw new Error(`no template ${id}`);
  return found;
}

/** The version that was in force at a moment. Both in ms since the epoch. */
export function versionAt(template: Template, at: number, now: number): string {
  const ageDays = (now - at) / 86_400_000;
  const inForce = template.versions.findLast(({ daysAgo }) => daysAgo >= ageDays) ?? template.versions[0];
  return inForce?.version ?? '1';
}
