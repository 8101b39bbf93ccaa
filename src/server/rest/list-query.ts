import type {
  ListAsk,
  ListCondition,
  ListedRow,
  ListOperator,
  ListOrder,
  ListPage,
  ListValue,
} from '#server/store/journal-store.ts';
import { RestError, type RestErrorCode } from './errors.ts';
import type { Answer, Call } from './method.ts';
import { isRecord, listOf, type Parameters } from './parameters.ts';
import { readMoment } from './read-moment.ts';

/*
 * Lists as the portal has them: FILTER with operators before the names, ORDER, SELECT and start. 50 rows a page; `start`
 * is how many rows to skip, -1 skips none and counts nothing.
 */

export const pageSize = 50;
/** Rows are counted, and skipped, up to this many: each of them is read. Beyond it a client pages by ID. */
export const mostRows = 10_000;
const mostConditions = 100;
const mostValues = 500;

/** `id`: a text, compared as a number where it is asked with one. `second`: a moment without parts of a second. */
export type FieldKind = 'number' | 'text' | 'id' | 'moment' | 'second';

export type ShowContext = {
  language: 'ru' | 'en';
  timeZone: string;
  /** What failures are called by the portal's own explanations, by where they stand: `at:no`. */
  ownTitles?: ReadonlyMap<string, string>;
};

export type ListField<F extends string> = {
  name: string;
  kind: FieldKind;
  /** What to filter and order by; null: it can only be selected. */
  by: F | null;
  /** For an id: itself as a number. */
  asNumber?: F;
  needs: readonly F[];
  show(row: ListedRow<F>, context: ShowContext): unknown;
  ru: string;
  en: string;
};

export type ListDefinition<F extends string> = {
  fields: readonly ListField<F>[];
  /** Told when a call selects nothing. */
  usual: readonly string[];
  order: readonly ListOrder<F>[];
  /**
   * Ours refuse what they do not know. The portal's do as the portal does: names and operators that it does not know are
   * passed over.
   */
  strict: boolean;
};

export type ListCall<F extends string> = {
  select: readonly ListField<F>[];
  where: readonly ListCondition<F>[];
  order: readonly ListOrder<F>[];
  /** -1: neither skip nor count. */
  start: number;
};

/** @throws RestError ERROR_ARGUMENT with the argument's name; ERROR_SELECT_VALIDATION_FAILURE for a selection of the portal's lists that is none */
export function readListCall<F extends string>(call: Call, definition: ListDefinition<F>): ListCall<F> {
  const { parameters, portal } = call;
  return {
    select: readSelect(parameters.get('SELECT'), definition),
    where: readFilter(parameters.get('FILTER'), definition, portal.timeZone),
    order: readOrder(parameters.get('ORDER'), definition),
    start: readStart(parameters),
  };
}

/** What to ask the store for. */
export function askOf<F extends string>({ select, where, order, start }: ListCall<F>): ListAsk<F> {
  return {
    fields: [...new Set(select.flatMap((field) => field.needs))],
    where,
    order,
    skip: Math.max(start, 0),
    limit: pageSize,
    countTo: start < 0 ? 0 : mostRows,
  };
}

export function answerOf<F extends string>(
  call: Call,
  { select, start }: ListCall<F>,
  page: ListPage<F>,
  ownTitles: ShowContext['ownTitles'] = new Map(),
): Answer {
  const context = { language: call.language, timeZone: call.portal.timeZone, ownTitles };
  const result = page.rows.map((row) =>
    Object.fromEntries(select.map((field) => [field.name, field.show(row, context)])),
  );
  if (start < 0) return { result, total: 0 };
  return { result, total: page.total, ...(page.isMore ? { next: start + pageSize } : {}) };
}

function wrong(argument: string, text: string): RestError {
  return new RestError('ERROR_ARGUMENT', `${argument}: ${text}`, { argument });
}

const quoted = (name: unknown) => JSON.stringify(String(name).slice(0, 64));

function readStart(parameters: Parameters): number {
  const text = parameters.text('START');
  if (text === null || text === '') return 0;
  const start = text === undefined ? Number.NaN : Number(text);
  if (!Number.isSafeInteger(start)) throw wrong('start', 'it is a whole number');
  if (start > mostRows) {
    throw wrong(
      'start',
      `it is at most ${mostRows}; read on by ID: filter {">ID": <last ID>}, order {"ID": "ASC"}, start -1`,
    );
  }
  return Math.max(start, -1);
}

function readSelect<F extends string>(value: unknown, { fields, usual, strict }: ListDefinition<F>): ListField<F>[] {
  const usualFields = fields.filter((field) => usual.includes(field.name));
  if (isEmpty(value)) return usualFields;
  const names = listOf(value) ?? (strict && typeof value === 'string' ? [value] : null);
  const [code, argument]: [RestErrorCode, Record<string, string>] = strict
    ? ['ERROR_ARGUMENT', { argument: 'SELECT' }]
    : ['ERROR_SELECT_VALIDATION_FAILURE', {}];
  if (names === null) throw new RestError(code, strict ? 'SELECT: it is a list of names' : undefined, argument);
  const selected = new Set<ListField<F>>();
  for (const name of names) {
    if (typeof name !== 'string') throw new RestError(code, strict ? 'SELECT: a name is a text' : undefined, argument);
    const field = fields.find((one) => one.name === name.toUpperCase());
    if (field !== undefined) selected.add(field);
    else if (name === '*') for (const one of usualFields) selected.add(one);
    else if (strict) throw wrong('SELECT', `there is no field ${quoted(name)}`);
  }
  return selected.size > 0 ? [...selected] : usualFields;
}

function readOrder<F extends string>(
  value: unknown,
  { fields, order, strict }: ListDefinition<F>,
): readonly ListOrder<F>[] {
  if (isEmpty(value)) return order;
  if (!isRecord(value)) {
    if (!strict) return order;
    throw wrong('ORDER', 'it is an object of names and directions');
  }
  const read: ListOrder<F>[] = [];
  for (const [name, direction] of Object.entries(value)) {
    const field = fields.find((one) => one.name === name.toUpperCase());
    const word = typeof direction === 'string' ? direction.toUpperCase() : '';
    if (strict && (field === undefined || field.by === null))
      throw wrong('ORDER', `nothing is ordered by ${quoted(name)}`);
    if (strict && word !== 'ASC' && word !== 'DESC') throw wrong('ORDER', `${quoted(name)} is ordered ASC or DESC`);
    const descending = word === 'DESC';
    if (field === undefined || field.by === null || read.some((one) => one.field === field.by)) continue;
    if (field.asNumber !== undefined) read.push({ field: field.asNumber, descending });
    read.push({ field: field.by, descending });
  }
  return read.length > 0 ? read : order;
}

const operators: Readonly<Record<string, ListOperator>> = {
  '': 'is',
  '=': 'is',
  '@': 'is',
  '!': 'is_not',
  '!=': 'is_not',
  '!@': 'is_not',
  '<': 'less',
  '<=': 'at_most',
  '>': 'more',
  '>=': 'at_least',
  '%': 'contains',
};

function readFilter<F extends string>(
  value: unknown,
  definition: ListDefinition<F>,
  timeZone: string,
): ListCondition<F>[] {
  const { fields, strict } = definition;
  if (isEmpty(value)) return [];
  if (!isRecord(value)) {
    if (!strict) return [];
    throw wrong('FILTER', 'it is an object of names and values');
  }
  const entries = Object.entries(value);
  if (entries.length > mostConditions) throw wrong('FILTER', `it has at most ${mostConditions} conditions`);
  return entries.flatMap(([key, written]) => {
    const [, sign = '', name = ''] = /^([^A-Za-z]*)(.*)$/su.exec(key) ?? [];
    const field = fields.find((one) => one.name === name.toUpperCase());
    const operator = Object.hasOwn(operators, sign) ? operators[sign] : undefined;
    const isKnown = strict || (sign !== '@' && sign !== '!@' && sign !== '%');
    if (field === undefined || field.by === null || operator === undefined || !isKnown) {
      if (!strict) return [];
      throw wrong(
        'FILTER',
        operator === undefined ? `there is no operator in ${quoted(key)}` : `nothing is filtered by ${quoted(name)}`,
      );
    }
    return [readCondition(key, field, field.by, operator, written, timeZone)];
  });
}

function readCondition<F extends string>(
  key: string,
  field: ListField<F>,
  by: F,
  operator: ListOperator,
  written: unknown,
  timeZone: string,
): ListCondition<F> {
  const values = (listOf(written) ?? [written]).map((one) => readValue(key, field.kind, one, timeZone));
  if (values.length > mostValues) throw wrong('FILTER', `${quoted(key)} has at most ${mostValues} values`);
  if (operator === 'is' || operator === 'is_not') return { field: by, operator, values };
  const value = values[0];
  if (values.length !== 1 || value === undefined || value === null)
    throw wrong('FILTER', `${quoted(key)} takes one value`);
  if (operator === 'contains') {
    if (field.kind !== 'text' && field.kind !== 'id')
      throw wrong('FILTER', `${quoted(key)}: only texts contain something`);
    return { field: by, operator, values };
  }
  const number = field.asNumber === undefined ? Number.NaN : Number(value);
  if (field.asNumber === undefined || !Number.isSafeInteger(number)) return { field: by, operator, values };
  return { field: field.asNumber, operator, values: [number] };
}

/** An empty value, in any of the ways forms and JSON have for it, means that the field is empty. */
function readValue(key: string, kind: FieldKind, written: unknown, timeZone: string): ListValue {
  if (written === null || written === undefined || written === '') return null;
  if (typeof written !== 'string' && typeof written !== 'number')
    throw wrong('FILTER', `${quoted(key)} has a wrong value`);
  const text = String(written);
  if (kind === 'text' || kind === 'id') return text;
  if (kind === 'number') {
    const number = /^-?\d{1,16}$/.test(text) ? Number(text) : Number.NaN;
    if (!Number.isSafeInteger(number)) throw wrong('FILTER', `${quoted(key)} takes a whole number`);
    return number;
  }
  const moment = readMoment(text, timeZone);
  if (moment === null) throw wrong('FILTER', `${quoted(key)} takes a moment, as 2026-11-21T15:00:00+03:00`);
  return kind === 'second' ? Math.floor(moment / 1000) * 1000 : moment;
}

function isEmpty(value: unknown): boolean {
  return value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0);
}
