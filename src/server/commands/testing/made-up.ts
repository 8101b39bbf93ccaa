const start = Date.parse('2026-03-02T09:00:00.000Z');

export function at(seconds: number): string {
  return new Date(start + seconds * 1000).toISOString();
}

const stage = (id: string) => ({ id, name: `Стадия ${id}`, color: '#39A8EF', semantics: 'process' });
let given = 0;
const id = () => `m${(given += 1)}`;

export function entry(process: string, seconds: number, more: Record<string, unknown> = {}) {
  const activity = { name: 'A1_2_3', title: 'Отправить WhatsApp', code: 'send_whatsapp' };
  return { kind: 'entry', id: id(), at: at(seconds), process, activity, type: 'report', ...more };
}

export function processEvent(process: string, seconds: number, more: Record<string, unknown> = {}) {
  const template = { id: 'T1', version: '3' };
  return { kind: 'process', id: id(), at: at(seconds), process, template, card: { type: 'deal', id: '7' }, ...more };
}

/** A completed process of some entries that ended so many days ago. */
export function oldProcess(process: string, days: number, entries: number): object[] {
  const ended = Math.round((Date.now() - start) / 1000) - days * 24 * 60 * 60;
  return [
    ...Array.from({ length: entries }, (_, index) =>
      entry(process, ended - entries + index, { message: `шаг ${index}` }),
    ),
    processEvent(process, ended, { state: 'completed', startedAt: at(ended - entries), finishedAt: at(ended) }),
  ];
}

/** Of everything that a portal may send something: late events, unknown fields, strange types, cards without a title. */
export function madeUpEvents(): object[] {
  const card = (seconds: number, more: Record<string, unknown>, cardId = '7') => ({
    kind: 'card',
    id: id(),
    at: at(seconds),
    card: { type: 'deal', id: cardId },
    ...more,
  });
  return [
    {
      kind: 'template',
      id: id(),
      at: at(0),
      template: { id: 'T1', version: '3' },
      name: 'Напомнить',
      cardType: 'deal',
    },
    { kind: 'template', id: id(), at: at(1), template: { id: 'T2' }, name: 'Счёт', origin: 'designer', logging: false },
    card(0, { title: 'Сделка', stage: stage('NEW'), pipeline: 'Продажи', amount: { value: 1250.5, currency: 'RUB' } }),
    card(30, { stage: stage('WON'), responsible: { id: '1', name: 'Анна' }, client: { name: 'ООО «Ёлка»' } }),
    // Late: history, not a move.
    card(10, { stage: stage('CALL'), extra: { deep: [1, { two: null }] } }),
    card(5, { stage: stage('NEW') }),
    card(40, { title: 'Сделка 7', url: 'https://portal.example/deal/7/?token=abcdefghijklmnop' }),
    // Its title was told before its stages came, late: the first of them stays.
    card(90, { title: 'Поздняя' }, '8'),
    card(20, { stage: stage('NEW') }, '8'),
    card(60, { stage: stage('WON') }, '8'),
    // Moved to another pipeline, and back to the same stage.
    card(0, { stage: stage('A'), pipeline: 'Первая' }, '9'),
    card(1, { stage: stage('B'), pipeline: 'Вторая' }, '9'),
    card(1, { stage: stage('A'), pipeline: 'Первая' }, '9'),
    entry('p1', 3, { type: 'execute', status: 'executing', result: 'none' }),
    processEvent('p1', 2, {
      state: 'running',
      startedAt: at(2),
      stage: stage('NEW'),
      trigger: { name: 'Входящее письмо' },
    }),
    entry('p1', 6, {
      message: 'Ошибка: (#131047) Re-engagement message',
      details: { attempt: 2, http: { method: 'POST', url: 'https://graph.facebook.com/v1', status: 400 } },
    }),
    entry('p1', 5, { message: 'Bearer abcdefghijklmnopqrstuvwxyz0123456789 передан', user: { id: '5' } }),
    entry('p1', 6, { type: 'fault', result: 'faulted', message: 'вторая ошибка того же мига' }),
    entry('p1', 7, {
      type: 'newest_kind',
      status: 'half-open',
      result: 200,
      level: 'warning',
      message: 'ё'.repeat(40_000),
    }),
    entry('p1', 8, { type: '999', details: { variables: { sum: 1e20, list: [[], {}] } }, custom: 'поле приложения' }),
    processEvent('p1', 9, {
      state: 'completed',
      stateTitle: 'Завершён',
      finishedAt: at(9),
      startedBy: { id: '1', name: 'Анна' },
    }),
    // A version that only a process has named; still running.
    processEvent('p2', 11, {
      template: { id: 'T1', version: '4' },
      state: 'waiting',
      startedAt: at(11),
      trimmedTo: 500,
    }),
    entry('p2', 12, { type: 10, message: '' }),
    // A state without entries, on a card that no event has told of; and entries without a process.
    processEvent('p3', 13, { state: 'failed', card: { type: 'lead', id: 'x 1' }, template: { id: 'T9' } }),
    entry('p4', 14, { message: 'раньше процесса', details: {} }),
  ];
}
