import type { StageId } from './stages.ts';

/** A deal of the demo portal. Phones begin with a code that no operator has, addresses end in `.example`. */
export type Deal = {
  id: string;
  title: string;
  amount: number;
  client: { id: string; name: string; phone: string; email: string };
  responsible: { id: string; name: string };
  source: string;
  /** Age at the first start. */
  daysAgo: number;
  /** Where it stands at the first start. */
  stage: StageId;
};

/** The manager of the demo; deals of the other two are not his to see. */
const olga = { id: '12', name: 'Ольга Петрова' };
const dmitry = { id: '17', name: 'Дмитрий Волков' };
const marina = { id: '23', name: 'Марина Белова' };

function client(id: string, name: string, phone: string, mailbox: string): Deal['client'] {
  return { id, name, phone: `+7 000 ${phone}`, email: `${mailbox}.example` };
}

export const deals: readonly Deal[] = [
  {
    id: '1877',
    title: 'Поставка оборудования — ООО «Северный свет»',
    amount: 446_356,
    client: client('501', 'Анна Иванова', '000-78-47', 'a.ivanova@sever-svet'),
    responsible: olga,
    source: 'Сайт',
    daysAgo: 13,
    stage: 'PREPAYMENT_INVOICE',
  },
  {
    id: '1881',
    title: 'Кофемашины для офиса — «Лаборатория вкуса»',
    amount: 189_900,
    client: client('502', 'Павел Громов', '000-12-08', 'p.gromov@lab-vkusa'),
    responsible: olga,
    source: 'Звонок',
    daysAgo: 12,
    stage: 'EXECUTING',
  },
  {
    id: '1884',
    title: 'Сервисный договор — АО «Волга-Техно»',
    amount: 1_240_000,
    client: client('503', 'Наталья Кузнецова', '000-45-31', 'kuznetsova@volga-techno'),
    responsible: olga,
    source: 'Выставка',
    daysAgo: 14,
    stage: 'FINAL_INVOICE',
  },
  {
    id: '1890',
    title: 'Замена насосов — ЖК «Речной»',
    amount: 732_500,
    client: client('504', 'Сергей Орлов', '000-66-02', 'orlov@zhk-rechnoy'),
    responsible: olga,
    source: 'Сайт',
    daysAgo: 10,
    stage: 'PREPAYMENT_INVOICE',
  },
  {
    id: '1893',
    title: 'Пробная партия фильтров — ИП Фомина',
    amount: 38_400,
    client: client('505', 'Елена Фомина', '000-90-15', 'fomina@filtr'),
    responsible: olga,
    source: 'Реклама',
    daysAgo: 9,
    stage: 'WON',
  },
  {
    id: '1897',
    title: 'Монтаж вентиляции — школа № 14',
    amount: 2_115_000,
    client: client('506', 'Виктор Зайцев', '000-31-74', 'zaytsev@school14'),
    responsible: dmitry,
    source: 'Тендер',
    daysAgo: 11,
    stage: 'PREPARATION',
  },
  {
    id: '1902',
    title: 'Расходники на год — клиника «Ясно»',
    amount: 318_700,
    client: client('507', 'Ирина Лебедева', '000-05-59', 'lebedeva@yasno-clinic'),
    responsible: olga,
    source: 'Рекомендация',
    daysAgo: 8,
    stage: 'EXECUTING',
  },
  {
    id: '1906',
    title: 'Освещение склада — «Логика груза»',
    amount: 654_000,
    client: client('508', 'Роман Киселёв', '000-23-86', 'kiselev@logika-gruza'),
    responsible: olga,
    source: 'Сайт',
    daysAgo: 7,
    stage: 'PREPAYMENT_INVOICE',
  },
  {
    id: '1911',
    title: 'Обучение персонала — сеть «Пекарня 7»',
    amount: 96_000,
    client: client('509', 'Дарья Мельник', '000-57-20', 'melnik@pekarnya7'),
    responsible: marina,
    source: 'Почта',
    daysAgo: 6,
    stage: 'LOSE',
  },
  {
    id: '1915',
    title: 'Видеонаблюдение — автосалон «Маршрут»',
    amount: 587_200,
    client: client('510', 'Артём Соколов', '000-84-63', 'sokolov@marshrut-auto'),
    responsible: dmitry,
    source: 'Реклама',
    daysAgo: 4,
    stage: 'PREPARATION',
  },
  {
    id: '1920',
    title: 'Мебель для переговорной — «Точка роста»',
    amount: 274_300,
    client: client('511', 'Ксения Морозова', '000-19-95', 'morozova@tochka-rosta'),
    responsible: olga,
    source: 'Сайт',
    daysAgo: 2,
    stage: 'NEW',
  },
  {
    id: '1924',
    title: 'Аренда генератора — фестиваль «Берег»',
    amount: 142_000,
    client: client('512', 'Глеб Тихонов', '000-72-11', 'tikhonov@bereg-fest'),
    responsible: olga,
    source: 'Мессенджер',
    daysAgo: 1,
    stage: 'NEW',
  },
];

export function dealById(id: string): Deal | undefined {
  return deals.find((deal) => deal.id === id);
}
