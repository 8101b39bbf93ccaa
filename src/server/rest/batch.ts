import { RestError, restErrorOf } from './errors.ts';
import { failureOf, phpArray, timeOf } from './envelope.ts';
import type { CarryOut } from './call.ts';
import type { Answer, Call, Method } from './method.ts';
import { isRecord, isYes, listOf, type Parameters, parametersOf, parseQuery } from './parameters.ts';

const mostCommands = 50;
const notInBatch = new Set(['batch', 'download', 'upload']);

/** `batch`: up to 50 calls in one, later ones may use results of earlier ones. `carryOut` makes each call. */
export function batchMethod(carryOut: CarryOut, now: () => number): Method {
  return {
    name: 'batch',
    scope: null,
    who: 'anyone',
    writes: false,
    carriesCalls: true,
    summary: { ru: 'Выполняет до 50 вызовов одним запросом', en: 'Carries out up to 50 calls in one request' },
    parameters: [
      {
        name: 'CMD',
        type: 'array',
        required: true,
        ru: 'Вызовы: список или объект строк вида «метод?параметры»; $result[ключ][поле] — ответ более раннего вызова',
        en: 'Calls: a list or an object of strings “method?parameters”; $result[key][field] is the answer of an earlier call',
      },
      {
        name: 'HALT',
        type: 'integer',
        required: false,
        ru: '1 — остановиться на первой ошибке',
        en: '1: stop at the first error',
      },
    ],
    example: {
      parameters: { halt: 0, cmd: { me: 'profile', list: 'journal.process.list?filter[FAILURES]=1' } },
      result: {
        result: { me: { ID: '1', ADMIN: true }, list: [] },
        result_error: [],
        result_total: { list: 0 },
        result_next: [],
        result_time: {},
      },
    },
    errors: ['ERROR_BATCH_LENGTH_EXCEEDED', 'ERROR_BATCH_METHOD_NOT_ALLOWED', 'ERROR_ARGUMENT'],
    run: async (call) => ({ result: await runAll(call) }),
  };

  async function runAll(call: Call): Promise<unknown> {
    const commands = commandsOf(call.parameters.get('CMD'));
    const halt = isYes(call.parameters.get('HALT'));
    const results = new Map<string, unknown>();
    const outcome = { errors: entries(), totals: entries(), nexts: entries(), times: entries() };
    for (const [index, [key, command]] of commands.entries()) {
      const startedAt = now();
      try {
        if (index >= mostCommands) throw new RestError('ERROR_BATCH_LENGTH_EXCEEDED');
        const answer = await runOne(call, key, command, results);
        results.set(key, answer.result);
        if (answer.total !== undefined) outcome.totals.push([key, answer.total]);
        if (answer.next !== undefined) outcome.nexts.push([key, answer.next]);
        outcome.times.push([key, timeOf(startedAt, now(), call.portal.timeZone)]);
      } catch (error) {
        const known = restErrorOf(error);
        if (known === null) throw error;
        outcome.errors.push([key, failureOf(known)]);
        if (halt) break;
      }
    }
    return {
      result: phpArray([...results]),
      result_error: phpArray(outcome.errors),
      result_total: phpArray(outcome.totals),
      result_next: phpArray(outcome.nexts),
      result_time: phpArray(outcome.times),
    };
  }

  async function runOne(
    call: Call,
    key: string,
    command: unknown,
    results: ReadonlyMap<string, unknown>,
  ): Promise<Answer> {
    if (typeof command !== 'string') {
      throw new RestError('ERROR_ARGUMENT', 'A command is a string “method?parameters”', { argument: `CMD[${key}]` });
    }
    const mark = command.indexOf('?');
    const name = (mark === -1 ? command : command.slice(0, mark)).trim().toLowerCase();
    if (notInBatch.has(name)) throw new RestError('ERROR_BATCH_METHOD_NOT_ALLOWED');
    const parameters = mark === -1 ? {} : parseQuery(command.slice(mark + 1));
    const filled = fill(parameters, results, { left: mostFilled });
    const id = call.requestId === null ? null : `${call.requestId.kind} ${call.requestId.id}:${key}`;
    const { answer } = await carryOut(name, {
      ...call,
      parameters: parametersOf(isRecord(filled) ? filled : {}),
      // With the results of another try its parameters may be others.
      requestId: id === null ? null : { kind: 'retry', id },
    });
    return answer;
  }
}

/** How many calls a batch makes: each counts as one. */
export function commandsIn(parameters: Parameters): number {
  const commands = listOf(parameters.get('CMD'));
  return Math.min(Math.max(commands?.length ?? 1, 1), mostCommands);
}

function entries(): [string, unknown][] {
  return [];
}

function commandsOf(value: unknown): [string, unknown][] {
  if (Array.isArray(value)) return value.map((command, index) => [String(index), command]);
  if (isRecord(value)) return Object.entries(value);
  throw new RestError('ERROR_ARGUMENT', 'CMD is a list or an object of commands', { argument: 'CMD' });
}

const reference = /\$result((?:\[[^[\]]{1,100}\]){1,12})/g;

/** Characters that references of one command may be filled with: a short command may name a long result many times. */
const mostFilled = 8 * 1024 * 1024;

/** Puts results of earlier calls where `$result[key][field]` stands; what is not there becomes nothing, as in the portal. */
function fill(value: unknown, results: ReadonlyMap<string, unknown>, room: { left: number }): unknown {
  if (typeof value === 'string') return fillText(value, results, room);
  if (Array.isArray(value)) return value.map((item) => fill(item, results, room));
  if (!isRecord(value)) return value;
  const filled: Record<string, unknown> = {};
  for (const [name, item] of Object.entries(value)) {
    Object.defineProperty(filled, name, { value: fill(item, results, room), enumerable: true });
  }
  return filled;
}

function fillText(text: string, results: ReadonlyMap<string, unknown>, room: { left: number }): unknown {
  if (!text.includes('$result[')) return text;
  const whole = /^\$result((?:\[[^[\]]{1,100}\]){1,12})$/.exec(text);
  // Alone it stands for the value itself, also a list.
  if (whole?.[1] !== undefined) return lookUp(whole[1], results) ?? '';
  return text.replaceAll(reference, (_, path: string) => {
    const found = lookUp(path, results);
    if (typeof found !== 'string' && typeof found !== 'number' && typeof found !== 'boolean') return '';
    const filled = String(found);
    room.left -= filled.length;
    if (room.left < 0) throw new RestError('ERROR_ARGUMENT', 'The results referred to are too large together');
    return filled;
  });
}

function lookUp(path: string, results: ReadonlyMap<string, unknown>): unknown {
  const [first = '', ...names] = path.slice(1, -1).split('][');
  let found: unknown = results.get(first);
  for (const name of names) {
    if (typeof found !== 'object' || found === null || !Object.hasOwn(found, name)) return undefined;
    found = (found as Record<string, unknown>)[name];
  }
  return found;
}
