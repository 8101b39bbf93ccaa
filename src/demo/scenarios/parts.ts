import type { Act, Details, Ending, Pace, Row, Span, Step } from '#demo/scenario.ts';

/** Steps that many templates share, in the words of the portal's own robots. */

const quick: Span = [8, 90];
export const call: Span = [180, 1400];

export const succeeded: Ending = { how: 'succeeded' };

export function said(message: string, details?: Details): Row {
  return { type: 'custom', after: 0.6, message, ...(details === undefined ? {} : { details }) };
}

export function fields(title = 'Подготовить данные клиента'): Act {
  const variables = { phone: '{client.digits}', name: '{client.name}', amount: '{amount}', dealId: '{deal.id}' };
  return {
    kind: 'act',
    robot: { title, code: 'set_fields' },
    takes: quick,
    rows: [{ type: 'custom', after: 0.8, message: 'Телефон приведён к виду {client.digits}', details: { variables } }],
    ends: { how: 'succeeded', details: { variables } },
  };
}

export function condition(title: string, isTrue = true): Act {
  return {
    kind: 'act',
    robot: { title, code: 'condition' },
    takes: [2, 20],
    rows: [said(isTrue ? 'Условие истинно' : 'Условие ложно')],
    ends: { how: 'succeeded', details: { output: { result: isTrue } } },
  };
}

export function skipped(title: string, code: string): Step {
  return { kind: 'skip', robot: { title, code }, message: 'Действие пропущено: условие не выполнено' };
}

export function comment(text: string): Act {
  return {
    kind: 'act',
    robot: { title: 'Запись в ленту сделки', code: 'timeline_comment' },
    takes: [15, 120],
    rows: [{ type: 'report', after: 0.7, message: text }],
    ends: succeeded,
  };
}

export function setField(title: string, field: string, from: unknown, to: unknown): Act {
  return {
    kind: 'act',
    robot: { title, code: 'update_card' },
    takes: [30, 240],
    input: { variables: { [field]: from } },
    rows: [said(`Поле ${field} изменено`, { variables: { [field]: to } })],
    ends: { how: 'succeeded', details: { variables: { [field]: to } } },
  };
}

export function pause(title: string, takes: Pace): Act {
  return {
    kind: 'act',
    robot: { title, code: 'delay' },
    takes,
    rows: [{ type: 'custom', after: 0, message: 'Отложено до {until}' }],
    waits: 'Отложено до {until}',
    ends: succeeded,
  };
}

export function task(title: string, text: string, takes?: Pace): Act {
  const made: Row = {
    type: 'custom',
    after: takes === undefined ? 0.6 : 0,
    message: 'Создана задача с ID #{task.id}',
    details: { output: { taskId: '{task.id}', title: text, responsible: '{responsible.name}' } },
  };
  if (takes === undefined)
    return { kind: 'act', robot: { title, code: 'task' }, takes: call, rows: [made], ends: succeeded };
  return {
    kind: 'act',
    robot: { title, code: 'task' },
    takes,
    rows: [
      made,
      { type: 'custom', after: 0, message: 'Процесс ожидает завершения задачи' },
      {
        type: 'custom',
        after: 1,
        message: 'Задача завершена {until}',
        user: { id: '{responsible.id}', name: '{responsible.name}' },
      },
    ],
    waits: 'Ожидание завершения задачи',
    ends: { how: 'succeeded', details: { output: { taskId: '{task.id}' } } },
  };
}

/** A call of an outside service as it stands in `details.http`. Its duration is filled in from the step. */
export type HttpCall = {
  method?: string;
  url: string;
  headers?: Details;
  body?: unknown;
  status: number | string;
  answerHeaders?: Details;
  answer: unknown;
};

export function http(details: HttpCall): Details {
  return {
    method: details.method ?? 'POST',
    url: details.url,
    requestHeaders: { 'content-type': 'application/json', 'user-agent': 'crm-robots/3.4', ...details.headers },
    requestBody: details.body ?? null,
    status: details.status,
    responseHeaders: {
      'content-type': 'application/json; charset=utf-8',
      date: '{http.date}',
      ...details.answerHeaders,
    },
    responseBody: details.answer,
  };
}
