/*
 * The data: the same for the same size, so that two runs can be laid beside each other. One portal; cards of some
 * sixty processes each, one journal of 200 000 entries, one of 50 000 steps.
 */

export const portal = 'bench';
export const bigProcess = 'big.1';
export const steppedProcess = 'stepped.1';
export const bigCard = 'big';

export type Shape = {
  entries: number;
  processes: number;
  cards: number;
  bigEntries: number;
  steps: number;
  ordinary: number;
};

export function shapeOf(size: number): Shape {
  const processes = Math.max(100, Math.floor(size / 10));
  const bigEntries = Math.min(200_000, Math.floor(size / 5));
  const steps = Math.min(50_000, Math.floor(size / 20));
  return {
    entries: size,
    processes,
    cards: Math.max(2, Math.floor(processes / 60)),
    bigEntries,
    steps,
    ordinary: Math.max(processes, size - bigEntries - 2 * steps),
  };
}

/** Everything happened before this moment. */
const noon = Date.parse('2026-11-20T12:00:00Z');
const dayMs = 24 * 60 * 60 * 1000;
const moment = (at: number) => new Date(at).toISOString();

const robots = [
  ['Отправить WhatsApp', 'send_whatsapp'],
  ['Запланировать звонок', 'CallActivity'],
  ['Изменить элемент', 'SetFieldActivity'],
  ['Письмо клиенту', 'SendEmailActivity'],
  ['Запрос в 1С', 'WebHookActivity'],
  ['Пауза', 'DelayActivity'],
  ['Задача менеджеру', 'Task2Activity'],
] as const;
const messages = [
  'Сообщение отправлено клиенту, ответ шлюза получен за 120 мс',
  'Звонок запланирован на завтра, ответственный уведомлён',
  'Поле «Сумма» изменено: было 120 000 ₽, стало 135 000 ₽',
  'Документ передан в учётную систему, номер присвоен',
] as const;
const faults = [
  'Recipient phone number not in allowed list (#131030)',
  'connect ETIMEDOUT 10.0.0.5:443',
  'Недостаточно средств на счёте шлюза',
] as const;

/** A small generator of numbers below `end` that depend on nothing but `n`. */
export function scatter(n: number, end: number): number {
  let x = Math.imul(n + 1, 0x9e3779b1);
  x = Math.imul(x ^ (x >>> 15), 0x85ebca6b);
  return ((x ^ (x >>> 13)) >>> 0) % end;
}

export type Event = Record<string, unknown>;

function cardEvent(id: string, n: number): Event {
  return {
    kind: 'card',
    id: `card-${id}`,
    at: moment(noon - 40 * dayMs),
    card: { type: 'deal', id },
    title: `Сделка ${n}`,
    pipeline: 'Продажи',
    stage: { id: 'C1:WORK', name: 'В работе', color: '#2FC6F6', semantics: 'process' },
    client: { id: String(n), name: `Клиент ${n}` },
    amount: { value: 1000 + scatter(n, 900_000), currency: 'RUB' },
  };
}

function processEvent(process: string, card: string, n: number, startedAt: number, isActive: boolean): Event {
  return {
    kind: 'process',
    id: `process-${process}`,
    at: moment(startedAt),
    process,
    template: { id: String(n % 50), version: '1' },
    card: { type: 'deal', id: card },
    state: isActive ? 'running' : 'completed',
    startedAt: moment(startedAt),
    ...(isActive ? {} : { finishedAt: moment(startedAt + 3_600_000) }),
  };
}

export function entryEvent(id: string, process: string, n: number, at: number): Event {
  const kind = n % 3;
  const [title, code] = robots[scatter(Math.floor(n / 3), robots.length)] ?? robots[0];
  const isFault = kind === 1 && scatter(n, 100) < 2;
  return {
    kind: 'entry',
    id,
    at: moment(at),
    process,
    activity: { name: `A${Math.floor(n / 3) % 400}`, title, code },
    ...(kind === 0
      ? { type: 'execute', status: 1 }
      : kind === 1
        ? {
            type: isFault ? 'fault' : 'custom',
            message: isFault ? faults[scatter(n, faults.length)] : `${messages[scatter(n, messages.length)]} (${n})`,
            details: { attempt: 1, http: { status: isFault ? 400 : 200, durationMs: scatter(n, 900) } },
          }
        : { type: 'close', status: 3, result: 1 }),
  };
}

/** All events of a store of this shape, cards and processes before their entries. */
export function* allEvents(shape: Shape): Generator<Event> {
  for (let n = 0; n < 50; n++) {
    const template = { id: String(n), version: '1' };
    yield { kind: 'template', id: `template-${n}`, at: moment(noon - 50 * dayMs), template, name: `Робот ${n}` };
  }
  yield cardEvent(bigCard, 0);
  yield* journal(bigProcess, shape.bigEntries, (n) => entryEvent(`b${n}`, bigProcess, n, noon - 20 * dayMs + n * 100));
  yield* journal(steppedProcess, 2 * shape.steps, stepOf);

  for (let n = 0; n < shape.cards; n++) yield cardEvent(String(n), n);
  const each = Math.floor(shape.ordinary / shape.processes);
  for (let n = 0; n < shape.processes; n++) {
    const process = `p.${n}`;
    const startedAt = noon - dayMs - scatter(n, 30) * dayMs - scatter(n, 80_000) * 1000;
    yield processEvent(process, String(scatter(n, shape.cards)), n, startedAt, n % 10 === 0);
    for (let entry = 0; entry < each; entry++) {
      yield entryEvent(`e${n}.${entry}`, process, n * each + entry, startedAt + entry * 1000);
    }
  }
}

function* journal(process: string, entries: number, entryOf: (n: number) => Event): Generator<Event> {
  yield processEvent(process, bigCard, 1, noon - 20 * dayMs, true);
  for (let n = 0; n < entries; n++) yield entryOf(n);
}

/** A step is a start row and an end row. */
function stepOf(n: number): Event {
  const step = Math.floor(n / 2);
  return {
    kind: 'entry',
    id: `s${n}`,
    at: moment(noon - 20 * dayMs + n * 50),
    process: steppedProcess,
    activity: { name: `S${step % 500}`, title: `Документ ${step % 500}`, code: 'exchange' },
    ...(n % 2 === 0 ? { type: 'execute', status: 1 } : { type: 'close', status: 3, result: 1, message: 'готово' }),
  };
}

/** Events of a writer who goes on, in bodies of `perBody` lines: each process twenty entries, ids nobody has had. */
export function bodies(run: string, count: number, perBody: number): string[] {
  const made: string[] = [];
  for (let from = 0; from < count; from += perBody) {
    const lines: string[] = [];
    for (let n = from; n < Math.min(count, from + perBody); n++) {
      const process = `${run}.${Math.floor(n / 20)}`;
      const event =
        n % 20 === 0
          ? processEvent(process, `${run}-${scatter(n, 100)}`, n, noon + n, true)
          : entryEvent(`${run}-${n}`, process, n, noon + n * 10);
      lines.push(JSON.stringify(event));
    }
    made.push(`${lines.join('\n')}\n`);
  }
  return made;
}
