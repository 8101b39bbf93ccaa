import type { ParameterNote } from './method.ts';
import { type ListDefinition, mostRows, pageSize } from './list-query.ts';

type Text = { ru: string; en: string };

/** The parameters of a list, for its documentation. `more` is said of the filter beside its fields and operators. */
export function listNotes<F extends string>(
  definition: ListDefinition<F>,
  more: Text = { ru: '', en: '' },
): readonly ParameterNote[] {
  const { fields, usual, strict } = definition;
  const filtered = fields.filter((field) => field.by !== null).map((field) => field.name);
  const seldom = fields.filter((field) => !usual.includes(field.name)).map((field) => field.name);
  const isMostly = seldom.length < usual.length;
  const order = orderOf(definition);
  const inside = strict
    ? {
        ru: '`@` — одно из списка, `!@` — ни одно из списка, `%` — содержит (без учёта регистра)',
        en: '`@` one of a list, `!@` none of a list, `%` contains (in any case)',
      }
    : {
        ru: 'неизвестные поля и операторы пропускаются, как на портале',
        en: 'fields and operators that are not known are passed over, as the portal does',
      };
  return [
    {
      name: 'FILTER',
      type: 'object',
      required: more.ru !== '',
      ru: join(
        more.ru,
        `Условия, которые должны выполняться все: \`{"оператор и поле": значение}\`. Операторы: без знака или \`=\` — равно (список — одно из), \`!\` или \`!=\` — не равно, \`<\`, \`<=\`, \`>\`, \`>=\`; ${inside.ru}. Пустое значение — поле не заполнено. Время без смещения — в часовом поясе портала. Поля: ${filtered.join(', ')}`,
      ),
      en: join(
        more.en,
        `Conditions that must all hold: \`{"operator and field": value}\`. Operators: none or \`=\` equal (a list: one of it), \`!\` or \`!=\` not equal, \`<\`, \`<=\`, \`>\`, \`>=\`; ${inside.en}. An empty value means that the field is empty. A time without an offset is in the portal’s time zone. Fields: ${filtered.join(', ')}`,
      ),
    },
    {
      name: 'ORDER',
      type: 'object',
      required: false,
      ru: `Сортировка: \`{"поле": "ASC" | "DESC"}\`, по тем же полям, что и отбор. По умолчанию ${order}`,
      en: `The order: \`{"field": "ASC" | "DESC"}\`, by the fields that can be filtered. By default ${order}`,
    },
    {
      name: 'SELECT',
      type: 'array',
      required: false,
      ru: join(
        `Поля ответа. ${fields.map(({ name, ru }) => `${name} — ${ru}`).join('; ')}.`,
        isMostly
          ? `Без списка — все${seldom.length > 0 ? `, кроме ${seldom.join(', ')}` : ''}`
          : `Без списка — ${usual.join(', ')}`,
      ),
      en: join(
        `Fields to answer. ${fields.map(({ name, en }) => `${name}: ${en}`).join('; ')}.`,
        isMostly
          ? `Without a list all${seldom.length > 0 ? ` but ${seldom.join(', ')}` : ''}`
          : `Without a list ${usual.join(', ')}`,
      ),
    },
    {
      name: 'start',
      type: 'integer',
      required: false,
      ru: `Сколько строк пропустить: 0, ${pageSize}, ${pageSize * 2}… — на странице всегда ${pageSize}. Пока есть ещё, в ответе есть next. Не больше ${mostRows}: дальше читают по ID — отбор \`{">ID": последний}\`, сортировка по ID, \`start: -1\`; так же читает fetchList официального SDK. \`-1\` — без подсчёта, total тогда 0. Больше ${mostRows} строк не считается: total ${mostRows} значит «столько или больше»`,
      en: `How many rows to skip: 0, ${pageSize}, ${pageSize * 2}…; a page always has ${pageSize}. While there is more, the answer has next. At most ${mostRows}: beyond it read by ID, with the filter \`{">ID": the last}\`, ordered by ID, \`start: -1\`, as fetchList of the official SDK does. \`-1\` counts nothing, total is 0 then. Rows are counted up to ${mostRows}: a total of ${mostRows} means that many or more`,
    },
  ];
}

function orderOf<F extends string>({ fields, order }: ListDefinition<F>): string {
  const parts = order.flatMap(({ field, descending }) => {
    const name = fields.find((one) => one.by === field)?.name;
    return name === undefined ? [] : [`"${name}": "${descending ? 'DESC' : 'ASC'}"`];
  });
  return `\`{${parts.join(', ')}}\``;
}

function join(...parts: readonly string[]): string {
  return parts.filter((part) => part !== '').join(' ');
}
