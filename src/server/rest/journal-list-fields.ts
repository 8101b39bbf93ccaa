import type {
  EntryListField,
  FailureListField,
  ListedRow,
  ListValue,
  ProcessListField,
} from '#server/store/journal-store.ts';
import { causeTitle } from '#server/cause/explain.ts';
import type { FieldKind, ListDefinition, ListField, ShowContext } from './list-query.ts';

type About = readonly [ru: string, en: string];

/** A field that is told as it is stored; moments in UTC to the millisecond, as everywhere in the API. */
function plain<F extends string>(name: string, kind: FieldKind, by: F, [ru, en]: About, asNumber?: F): ListField<F> {
  const show = (row: ListedRow<F>) => (kind === 'moment' ? momentOf(row[by]) : (row[by] ?? null));
  return { name, kind, by, needs: [by], show, ru, en, ...(asNumber === undefined ? {} : { asNumber }) };
}

function derived<F extends string>(
  name: string,
  needs: readonly F[],
  show: (row: ListedRow<F>, context: ShowContext) => unknown,
  [ru, en]: About,
): ListField<F> {
  return { name, kind: 'text', by: null, needs, show, ru, en };
}

function momentOf(value: ListValue | undefined): string | null {
  return typeof value === 'number' ? new Date(value).toISOString() : null;
}

function textOf(value: ListValue | undefined): string | null {
  return value === null || value === undefined ? null : String(value);
}

/** What a row's failure is found by among `ownTitles`; null for a row without one. */
export function failurePlaceOf(at: ListValue | undefined, no: ListValue | undefined): string | null {
  return typeof at === 'number' && typeof no === 'number' ? `${at}:${no}` : null;
}

function titleOf(
  cause: ListValue | undefined,
  entry: string | null,
  about: readonly (ListValue | undefined)[],
  { language, ownTitles }: ShowContext,
) {
  if (typeof cause !== 'string') return null;
  const own = entry === null ? undefined : ownTitles?.get(entry);
  if (own !== undefined) return own;
  const [message, activityTitle, activityCode] = about.map(textOf);
  const context = {
    message: message ?? null,
    activityTitle: activityTitle ?? null,
    activityCode: activityCode ?? null,
  };
  return causeTitle(cause, context, language);
}

/** JSON of the store that is not what it should be is told as nothing. */
function detailsOf(json: ListValue | undefined): unknown {
  return typeof json === 'string' ? (JSON.parse(json) as unknown) : null;
}

const allOf = <F extends string>(fields: readonly ListField<F>[]) => fields.map((field) => field.name);

const ofProcess = {
  id: ['номер, растёт по мере поступления', 'a number that grows as they come in'],
  process: ['идентификатор бизнес-процесса', 'the process’s id'],
  cardType: ['тип карточки: deal, lead, dynamic_128…', 'type of the card: deal, lead, dynamic_128…'],
  cardId: ['идентификатор карточки', 'the card’s id'],
  cardTitle: ['название карточки', 'the card’s title'],
  templateId: ['идентификатор шаблона', 'the template’s id'],
  templateName: ['название шаблона', 'the template’s name'],
} as const satisfies Record<string, About>;

const processFields: readonly ListField<ProcessListField>[] = [
  plain('ID', 'number', 'no', ofProcess.id),
  plain('PROCESS', 'text', 'process', ofProcess.process),
  plain('CARD_TYPE', 'text', 'cardType', ofProcess.cardType),
  plain('CARD_ID', 'id', 'cardId', ofProcess.cardId, 'cardIdNumber'),
  plain('CARD_TITLE', 'text', 'cardTitle', ofProcess.cardTitle),
  plain('TEMPLATE_ID', 'id', 'templateId', ofProcess.templateId, 'templateIdNumber'),
  plain('TEMPLATE_VERSION', 'text', 'templateVersion', ['версия шаблона', 'the template’s version']),
  plain('TEMPLATE_NAME', 'text', 'templateName', ofProcess.templateName),
  plain('STAGE_ID', 'text', 'stageId', ['стадия, на которой запущен', 'the stage it was started on']),
  plain('STAGE_NAME', 'text', 'stageName', ['название стадии', 'the stage’s name']),
  plain('STATE', 'text', 'state', [
    'running, waiting, stuck, completed, completed_with_failures, failed или terminated',
    'running, waiting, stuck, completed, completed_with_failures, failed or terminated',
  ]),
  plain('STATE_TITLE', 'text', 'stateTitle', ['состояние словами портала', 'the state in the portal’s words']),
  plain('SECTION', 'text', 'section', ['active или completed', 'active or completed']),
  plain('STARTED', 'moment', 'startedAt', ['когда начат', 'when it started']),
  plain('FINISHED', 'moment', 'finishedAt', ['когда завершён', 'when it ended']),
  plain('STARTED_BY', 'id', 'startedById', ['кто запустил', 'who started it'], 'startedByNumber'),
  plain('STARTED_BY_NAME', 'text', 'startedByName', ['имя запустившего', 'the name of who started it']),
  plain('WAITING_UNTIL', 'moment', 'waitingUntil', ['до какого времени ждёт', 'until when it waits']),
  plain('MODIFIED', 'moment', 'lastAt', ['когда было последнее событие', 'when it last gave a sign of life']),
  plain('ENTRIES', 'number', 'entries', ['записей в журнале', 'entries in its journal']),
  plain('FAILURES', 'number', 'failures', ['из них ошибок', 'failures among them']),
  plain('FAILURE_ID', 'number', 'failureNo', [
    'номер записи с первой ошибкой',
    'ID of the entry with the first failure',
  ]),
  plain('FAILURE_AT', 'moment', 'failureAt', ['когда была первая ошибка', 'when the first failure was']),
  plain('FAILURE_CAUSE', 'text', 'failureCause', ['код причины первой ошибки', 'code of the first failure’s cause']),
  derived(
    'FAILURE_CAUSE_TITLE',
    ['failureCause', 'failureAt', 'failureNo', 'failureMessage', 'failureActivityTitle', 'failureActivityCode'],
    (row, context) =>
      titleOf(
        row.failureCause,
        failurePlaceOf(row.failureAt, row.failureNo),
        [row.failureMessage, row.failureActivityTitle, row.failureActivityCode],
        context,
      ),
    ['причина словами', 'the cause in words'],
  ),
  plain('FAILURE_MESSAGE', 'text', 'failureMessage', [
    'текст первой ошибки, начало',
    'the first failure’s text, its beginning',
  ]),
  plain('FAILURE_ACTIVITY_NAME', 'text', 'failureActivityName', [
    'имя действия с ошибкой',
    'name of the activity that failed',
  ]),
  plain('FAILURE_ACTIVITY_TITLE', 'text', 'failureActivityTitle', ['его название', 'its title']),
];

export const processList: ListDefinition<ProcessListField> = {
  fields: processFields,
  usual: allOf(processFields),
  order: [{ field: 'no', descending: false }],
  strict: true,
};

const ofEntry = {
  at: ['когда', 'when'],
  activityName: ['имя действия', 'name of the activity'],
  activityTitle: ['название действия', 'title of the activity'],
  activityCode: ['код типа действия', 'code of the activity’s type'],
  message: ['текст', 'the text'],
  messageLength: ['полная длина обрезанного текста', 'full length of a text that was cut'],
  cause: ['код причины ошибки', 'code of the failure’s cause'],
  causeTitle: ['причина словами', 'the cause in words'],
} as const satisfies Record<string, About>;

const entryFields: readonly ListField<EntryListField>[] = [
  plain('ID', 'number', 'no', ofProcess.id),
  plain('PROCESS', 'text', 'process', ofProcess.process),
  plain('AT', 'moment', 'at', ofEntry.at),
  plain('TYPE', 'text', 'type', ['вид записи: execute, close, fault…', 'what it is: execute, close, fault…']),
  plain('TYPE_CODE', 'number', 'typeCode', ['номер вида на портале', 'the portal’s number of it']),
  plain('LEVEL', 'text', 'level', [
    'failure, warning, message или technical',
    'failure, warning, message or technical',
  ]),
  plain('STATUS', 'text', 'status', ['состояние действия', 'status of the activity']),
  plain('RESULT', 'text', 'result', ['результат действия', 'result of the activity']),
  plain('ACTIVITY_NAME', 'text', 'activityName', ofEntry.activityName),
  plain('ACTIVITY_TITLE', 'text', 'activityTitle', ofEntry.activityTitle),
  plain('ACTIVITY_CODE', 'text', 'activityCode', ofEntry.activityCode),
  plain('ATTEMPT', 'number', 'attempt', ['номер попытки', 'number of the attempt']),
  plain('MESSAGE', 'text', 'message', ofEntry.message),
  plain('MESSAGE_LENGTH', 'number', 'messageLength', ofEntry.messageLength),
  plain('CAUSE', 'text', 'cause', ofEntry.cause),
  derived(
    'CAUSE_TITLE',
    ['cause', 'at', 'no', 'message', 'activityTitle', 'activityCode'],
    (row, context) =>
      titleOf(row.cause, failurePlaceOf(row.at, row.no), [row.message, row.activityTitle, row.activityCode], context),
    ofEntry.causeTitle,
  ),
  plain('USER_ID', 'text', 'userId', ['кто', 'who']),
  plain('USER_NAME', 'text', 'userName', ['его имя', 'the name of who']),
  derived('DETAILS', ['details'], (row) => detailsOf(row.details), [
    'всё, что передал отправитель',
    'all that the writer sent',
  ]),
];

export const entryList: ListDefinition<EntryListField> = {
  fields: entryFields,
  usual: allOf(entryFields).filter((name) => name !== 'DETAILS'),
  order: [
    { field: 'at', descending: false },
    { field: 'no', descending: false },
  ],
  strict: true,
};

const failureFields: readonly ListField<FailureListField>[] = [
  plain('ID', 'number', 'no', [
    'номер записи журнала, растёт по мере поступления',
    'the entry’s ID, a number that grows as they come in',
  ]),
  plain('PROCESS', 'text', 'process', ofProcess.process),
  plain('PROCESS_ID', 'number', 'processNo', ['номер процесса', 'the process’s ID']),
  plain('CARD_TYPE', 'text', 'cardType', ofProcess.cardType),
  plain('CARD_ID', 'id', 'cardId', ofProcess.cardId, 'cardIdNumber'),
  plain('CARD_TITLE', 'text', 'cardTitle', ofProcess.cardTitle),
  plain('TEMPLATE_ID', 'id', 'templateId', ofProcess.templateId, 'templateIdNumber'),
  plain('TEMPLATE_NAME', 'text', 'templateName', ofProcess.templateName),
  plain('AT', 'moment', 'at', ofEntry.at),
  plain('ACTIVITY_NAME', 'text', 'activityName', ofEntry.activityName),
  plain('ACTIVITY_TITLE', 'text', 'activityTitle', ofEntry.activityTitle),
  plain('ACTIVITY_CODE', 'text', 'activityCode', ofEntry.activityCode),
  plain('MESSAGE', 'text', 'message', ofEntry.message),
  plain('MESSAGE_LENGTH', 'number', 'messageLength', ofEntry.messageLength),
  plain('CAUSE', 'text', 'cause', ofEntry.cause),
  derived(
    'CAUSE_TITLE',
    ['cause', 'at', 'no', 'message', 'activityTitle', 'activityCode'],
    (row, context) =>
      titleOf(row.cause, failurePlaceOf(row.at, row.no), [row.message, row.activityTitle, row.activityCode], context),
    ofEntry.causeTitle,
  ),
];

export const failureList: ListDefinition<FailureListField> = {
  fields: failureFields,
  usual: allOf(failureFields),
  order: [{ field: 'no', descending: false }],
  strict: true,
};
