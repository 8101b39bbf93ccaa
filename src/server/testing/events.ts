import { noon } from './noon.ts';

/*
 * Events as a writer sends them: valid as they are, and anything may be said otherwise. Times are seconds after noon
 * unless `at` is given whole.
 */

type Fields = Record<string, unknown>;

let lastId = 0;

/** An id that no other event of the test has. */
function nextId(): string {
  lastId += 1;
  return `event-${lastId}`;
}

/** A moment so many seconds after noon. */
export function after(seconds: number): string {
  return new Date(noon + seconds * 1000).toISOString();
}

const commonOf = (kind: string, seconds: number) => ({ kind, id: nextId(), at: after(seconds) });

export function cardEvent(seconds = 0, fields: Fields = {}) {
  return { ...commonOf('card', seconds), card: { type: 'deal', id: '7' }, ...fields };
}

export function templateEvent(seconds = 0, fields: Fields = {}) {
  return { ...commonOf('template', seconds), template: { id: '12', version: '3' }, ...fields };
}

export function processEvent(process: string, seconds = 0, fields: Fields = {}) {
  return {
    ...commonOf('process', seconds),
    process,
    template: { id: '12', version: '3' },
    card: { type: 'deal', id: '7' },
    state: 'running',
    ...fields,
  };
}

export function entryEvent(process: string, seconds = 0, fields: Fields = {}) {
  return {
    ...commonOf('entry', seconds),
    process,
    activity: { name: 'A1', title: 'Отправить сообщение', code: 'send_whatsapp' },
    type: 'custom',
    message: 'Готово',
    ...fields,
  };
}

/** An entry that is a failure, whatever it says. */
export function faultEvent(process: string, seconds = 0, fields: Fields = {}) {
  return entryEvent(process, seconds, { type: 'fault', message: 'Не указан номер телефона', ...fields });
}

/** Events one a line, the last line ended too. */
export function ndjson(events: readonly unknown[]): string {
  return events.map((event) => `${JSON.stringify(event)}\n`).join('');
}

/** An object so many levels deep, itself being the first. */
export function nested(levels: number): unknown {
  let value: unknown = {};
  for (let level = 1; level < levels; level++) value = { in: value };
  return value;
}
