import type { ParameterNote } from './method.ts';

/** What differs in words between the two kinds that an application registers. */
export const kinds = [
  {
    name: 'activity',
    ru: { whom: 'действие', of: 'действия', many: 'действий' },
    en: { a: 'an activity', many: 'activities' },
  },
  { name: 'robot', ru: { whom: 'робота', of: 'робота', many: 'роботов' }, en: { a: 'a robot', many: 'robots' } },
] as const;
export type Kind = (typeof kinds)[number];

export function codeNote(kind: Kind): ParameterNote {
  return {
    name: 'CODE',
    type: 'string',
    required: true,
    ru: `Код ${kind.ru.of}: латинские буквы, цифры, точка, дефис и подчёркивание, до 128 знаков. В приложении он один на действия и роботов`,
    en: `Code of ${kind.en.a}: Latin letters, digits, dot, dash and underscore, at most 128. In an application it is unique for activities and robots together`,
  };
}

/** The fields of `add`, the code first. */
export function activityNotes(kind: Kind): readonly ParameterNote[] {
  const note = (name: string, type: string, ru: string, en: string, required = false): ParameterNote => ({
    name,
    type,
    required,
    ru,
    en,
  });
  const property = {
    ru: 'Имя — латинская буква, затем буквы, цифры и подчёркивание; значение: Name (обязательно), Description, Type (bool, date, datetime, double, file, int, select, string, text, user), Options, Required (Y/N), Multiple (Y/N), Default',
    en: 'A name is a Latin letter, then letters, digits and underscores; its value: Name (required), Description, Type (bool, date, datetime, double, file, int, select, string, text, user), Options, Required (Y/N), Multiple (Y/N), Default',
  };
  return [
    codeNote(kind),
    note(
      'HANDLER',
      'string',
      'Адрес, на который отправляется шаг: http или https, в имени узла есть точка; до 1000 знаков',
      'Where its steps are posted to: http or https, with a dot in the host; at most 1000 characters',
      true,
    ),
    note(
      'NAME',
      'string | object',
      'Название: строка или объект по языкам {"ru": …, "en": …}',
      'The name: a text, or an object by language {"ru": …, "en": …}',
      true,
    ),
    note('DESCRIPTION', 'string | object', 'Описание, как название', 'The description, as the name'),
    note(
      'AUTH_USER_ID',
      'integer',
      'Чей токен получит приложение; 0 — того, от чьего имени идёт процесс',
      'Whose token the application gets; 0: of whoever the process runs for',
    ),
    note(
      'USE_SUBSCRIPTION',
      'string',
      'Ждать ли ответа приложения: Y — всегда, N — никогда, пусто — решает тот, кто ставит шаг',
      'Whether to wait for the application: Y always, N never, empty: whoever places the step decides',
    ),
    note('PROPERTIES', 'object', `Параметры. ${property.ru}`, `Its parameters. ${property.en}`),
    note(
      'RETURN_PROPERTIES',
      'object',
      'Что приложение возвращает, как PROPERTIES',
      'What the application returns, as PROPERTIES',
    ),
    note(
      'DOCUMENT_TYPE',
      'array',
      'Тип документа из трёх частей, например ["crm", "CCrmDocumentDeal", "DEAL"]',
      'The document’s type in three parts, as ["crm", "CCrmDocumentDeal", "DEAL"]',
    ),
    note(
      'FILTER',
      'object',
      'Где показывать: INCLUDE и EXCLUDE — списки типов документов или изданий b24, box',
      'Where to show it: INCLUDE and EXCLUDE are lists of document types or of the editions b24, box',
    ),
    note('USE_PLACEMENT', 'string', 'Y — настройки открывает приложение', 'Y: the application shows the settings'),
    note(
      'PLACEMENT_HANDLER',
      'string',
      'Адрес этих настроек; нужен, если USE_PLACEMENT = Y',
      'Address of those settings; needed when USE_PLACEMENT is Y',
    ),
  ];
}
