import type { ClientHit, Fixer } from '#contract/cause.ts';

const hits: Readonly<Record<ClientHit, string>> = {
  yes: 'да, до клиента не дошло',
  no: 'нет, клиента это не коснулось',
  perhaps: 'возможно, проверьте',
};

const fixers: Readonly<Record<Fixer, string>> = {
  manager: 'менеджер',
  administrator: 'администратор CRM',
  provider: 'поддержка провайдера',
  integrator: 'интегратор',
  nobody: 'никто: пройдёт само',
};

export const cause = {
  label: 'Причина сбоя',
  labels: { hit: 'Клиент пострадал', fixer: 'Кто исправит', code: 'Код', spread: 'Такой же сбой', own: 'Объяснили' },
  hits,
  fixers,
  steps: 'Что сделать',
  unknown: 'Причина пока не разобрана',
  unknownText: 'Такого сбоя ещё нет в каталоге причин. Вот что записал робот:',
  noMessage: 'Робот не оставил текста ошибки.',
  others_one: 'у {{shown}} карточки',
  others_few: 'у {{shown}} карточек',
  others_many: 'у {{shown}} карточек',
  days_one: 'за {{count}} день',
  days_few: 'за {{count}} дня',
  days_many: 'за {{count}} дней',
  nowhere: 'больше не повторялся',
  collapse: 'Свернуть причину',
  expand: 'Показать причину',
};
