import type { JournalStore, RegisteredActivityRow } from '#server/store/journal-store.ts';
import {
  type ActivityFields,
  capitalised,
  isEmptyValue,
  keptOf,
  requireCode,
  requireDocumentType,
  requireFields,
  requireFilter,
  requireHandler,
  requireProperties,
  storable,
} from './activity-fields.ts';
import { RestError, type RestErrorCode } from './errors.ts';
import type { Call, Method } from './method.ts';
import { isRecord } from './parameters.ts';
import { activityNotes, codeNote, type Kind, kinds } from './registry-notes.ts';

/** What a call carries beside the fields. */
const notFields = new Set([
  'AUTH',
  'ACCESS_TOKEN',
  'BX24_REQUEST_ID',
  'BX24_SDK_VER',
  'BX24_SDK_TYPE',
  'STATE',
  'START',
]);

/**
 * `bizproc.activity.*` and `bizproc.robot.*`: what an application offers to designers of processes. A code is unique
 * in an application, for activities and robots together.
 */
export function activityRegistryMethods(options: {
  store: Pick<JournalStore, 'applications'>;
  now(): number;
}): readonly Method[] {
  const { store, now } = options;

  async function find(call: Call, code: string): Promise<RegisteredActivityRow | null> {
    const rows = await store.applications.activities(call.portal.portalNo, clientOf(call));
    return rows.find((row) => row.code === code) ?? null;
  }

  async function add(call: Call, isRobot: boolean): Promise<true> {
    const clientId = clientOf(call);
    const fields = fieldsOf(call);
    if (Object.keys(fields).length === 0) throw new RestError('ERROR_ACTIVITY_VALIDATION_FAILURE', 'Empty data!');
    requireFields(fields, isRobot);
    const code = requireCode(fields['CODE']);
    if ((await find(call, code)) !== null) throw new RestError('ERROR_ACTIVITY_ALREADY_INSTALLED');
    const kept = keptOf(fields);
    if (kept['USE_PLACEMENT'] === 'Y') requireHandler(kept['PLACEMENT_HANDLER']);
    const json = storable(kept);
    if (json === null) throw new RestError('ERROR_ACTIVITY_ADD_FAILURE');
    const at = now();
    const row = { clientId, code, isRobot, fields: json, createdAt: at, updatedAt: at, wroteAt: null };
    const added = await store.applications.addActivity(call.portal.portalNo, {
      ...row,
      handler: requireHandler(fields['HANDLER']),
    });
    if (!added) throw new RestError('ERROR_ACTIVITY_ALREADY_INSTALLED');
    return true;
  }

  async function update(call: Call, isRobot: boolean): Promise<true> {
    const fields = fieldsOf(call);
    const row = await find(call, requireCode(fields['CODE']));
    if (row === null || row.isRobot !== isRobot) throw new RestError('ERROR_ACTIVITY_NOT_FOUND');
    const change = changeOf(fields['FIELDS']);
    const before: unknown = JSON.parse(row.fields);
    const kept = keptOf({ ...(isRecord(before) ? before : {}), ...change });
    const json = storable(kept);
    if (json === null) throw new RestError('ERROR_ACTIVITY_VALIDATION_FAILURE', 'Activity save error!');
    const handler = requireHandler(kept['HANDLER']);
    const updated = { ...row, fields: json, handler, updatedAt: now() };
    if (!(await store.applications.updateActivity(call.portal.portalNo, updated))) {
      throw new RestError('ERROR_ACTIVITY_NOT_FOUND');
    }
    return true;
  }

  async function remove(call: Call, isRobot: boolean): Promise<true> {
    const clientId = clientOf(call);
    const code = requireCode(fieldsOf(call)['CODE']);
    const removed = await store.applications.removeActivity(call.portal.portalNo, clientId, code, isRobot);
    if (!removed) throw new RestError('ERROR_ACTIVITY_NOT_FOUND');
    return true;
  }

  async function list(call: Call, isRobot: boolean): Promise<string[]> {
    const rows = await store.applications.activities(call.portal.portalNo, clientOf(call));
    return rows.filter((row) => row.isRobot === isRobot).map((row) => row.code);
  }

  return kinds.flatMap((kind) => methodsOf(kind, { add, update, remove, list }));
}

type Deeds = Record<'add' | 'update' | 'remove' | 'list', (call: Call, isRobot: boolean) => Promise<unknown>>;

const validation = [
  'ACCESS_DENIED',
  'ERROR_ACTIVITY_VALIDATION_FAILURE',
  'ERROR_UNSUPPORTED_PROTOCOL',
  'ERROR_WRONG_HANDLER_URL',
] as const satisfies readonly RestErrorCode[];

function methodsOf(kind: Kind, deeds: Deeds): readonly Method[] {
  const isRobot = kind.name === 'robot';
  const common = { scope: 'bizproc', who: 'application' } as const;
  const fields = activityNotes(kind);
  const [, ...changeable] = fields;
  const example = {
    CODE: 'send_whatsapp',
    HANDLER: 'https://app.example.com/robot',
    NAME: { ru: 'Отправить WhatsApp', en: 'Send WhatsApp' },
    USE_SUBSCRIPTION: 'Y',
    PROPERTIES: { text: { Name: { ru: 'Текст', en: 'Text' }, Type: 'text', Required: 'Y' } },
  };
  return [
    {
      ...common,
      name: `bizproc.${kind.name}.add`,
      writes: true,
      summary: { ru: `Регистрирует ${kind.ru.whom} приложения`, en: `Registers ${kind.en.a} of the application` },
      parameters: fields,
      example: { parameters: example, result: true },
      errors: [...validation, 'ERROR_ACTIVITY_ALREADY_INSTALLED', 'ERROR_ACTIVITY_ADD_FAILURE'],
      run: async (call) => ({ result: await deeds.add(call, isRobot) }),
    },
    {
      ...common,
      name: `bizproc.${kind.name}.update`,
      writes: true,
      summary: { ru: `Меняет поля ${kind.ru.of}`, en: `Changes fields of ${kind.en.a}` },
      parameters: [
        codeNote(kind),
        {
          name: 'FIELDS',
          type: 'object',
          required: true,
          ru: `Новые значения, хотя бы одно: ${changeable.map(({ name }) => name).join(', ')}. Остальные поля не меняются`,
          en: `New values, at least one: ${changeable.map(({ name }) => name).join(', ')}. Other fields stay`,
        },
      ],
      example: {
        parameters: { CODE: 'send_whatsapp', FIELDS: { NAME: 'Отправить сообщение', USE_SUBSCRIPTION: 'N' } },
        result: true,
      },
      errors: [...validation, 'ERROR_ACTIVITY_NOT_FOUND'],
      run: async (call) => ({ result: await deeds.update(call, isRobot) }),
    },
    {
      ...common,
      name: `bizproc.${kind.name}.list`,
      writes: false,
      summary: { ru: `Коды ${kind.ru.many} приложения`, en: `Codes of the application’s ${kind.en.many}` },
      parameters: [],
      example: { parameters: {}, result: ['send_whatsapp'] },
      errors: ['ACCESS_DENIED'],
      run: async (call) => ({ result: await deeds.list(call, isRobot) }),
    },
    {
      ...common,
      name: `bizproc.${kind.name}.delete`,
      writes: true,
      summary: { ru: `Удаляет ${kind.ru.whom} приложения`, en: `Deletes ${kind.en.a} of the application` },
      parameters: [codeNote(kind)],
      example: { parameters: { CODE: 'send_whatsapp' }, result: true },
      errors: ['ACCESS_DENIED', 'ERROR_ACTIVITY_VALIDATION_FAILURE', 'ERROR_ACTIVITY_NOT_FOUND'],
      run: async (call) => ({ result: await deeds.remove(call, isRobot) }),
    },
  ];
}

function clientOf(call: Call): string {
  const { clientId } = call.caller;
  if (clientId === null) throw new RestError('ACCESS_DENIED', 'Access denied! Application context required');
  return clientId;
}

function fieldsOf({ parameters }: Call): ActivityFields {
  const names = parameters.names().filter((name) => !notFields.has(name.toUpperCase()));
  return capitalised(Object.fromEntries(names.map((name) => [name, parameters.get(name)])));
}

/** The fields that an update changes, checked. What is not told, and an empty name, stays as it was. */
function changeOf(told: unknown): ActivityFields {
  const nothing = new RestError('ERROR_ACTIVITY_VALIDATION_FAILURE', 'No fields to update');
  if (!isRecord(told) || Object.keys(told).length === 0) throw nothing;
  const change: Record<string, unknown> = {};
  for (const name of changeableFields) {
    const value = told[name];
    if (value !== undefined && value !== null) change[name] = value;
  }
  if (isEmptyValue(change['NAME'])) delete change['NAME'];
  if ('HANDLER' in change) requireHandler(change['HANDLER']);
  requireProperties(change['PROPERTIES']);
  requireProperties(change['RETURN_PROPERTIES']);
  for (const [name, check] of [
    ['DOCUMENT_TYPE', requireDocumentType],
    ['FILTER', requireFilter],
  ] as const) {
    if (!(name in change)) continue;
    if (isEmptyValue(change[name])) change[name] = null;
    else check(change[name]);
  }
  if (Object.keys(change).length === 0) throw nothing;
  const placement = told['PLACEMENT_HANDLER'];
  if (placement !== undefined && placement !== null) change['PLACEMENT_HANDLER'] = requireHandler(placement);
  return change;
}

const changeableFields = [
  'HANDLER',
  'AUTH_USER_ID',
  'USE_SUBSCRIPTION',
  'USE_PLACEMENT',
  'NAME',
  'DESCRIPTION',
  'PROPERTIES',
  'RETURN_PROPERTIES',
  'DOCUMENT_TYPE',
  'FILTER',
] as const;
