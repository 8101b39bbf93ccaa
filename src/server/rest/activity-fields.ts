import type { RegisteredActivity } from '#contract/application.ts';
import type { RegisteredActivityRow } from '#server/store/journal-store.ts';
import { RestError } from './errors.ts';
import { isRecord, isYes } from './parameters.ts';

/** Fields of a registered activity, names in capitals. */
export type ActivityFields = Readonly<Record<string, unknown>>;

/** Longest code and address that the portal can keep, and the most that all fields may take, characters of JSON. */
const longestCode = 128;
const longestHandler = 1000;
const mostFields = 256 * 1024;
/** Levels of objects in the fields: more than any property needs. */
const mostLevels = 16;

const keptFields = [
  'CODE',
  'HANDLER',
  'AUTH_USER_ID',
  'USE_SUBSCRIPTION',
  'NAME',
  'DESCRIPTION',
  'PROPERTIES',
  'RETURN_PROPERTIES',
  'DOCUMENT_TYPE',
  'FILTER',
  'USE_PLACEMENT',
  'PLACEMENT_HANDLER',
] as const;

function refuse(text: string): RestError {
  return new RestError('ERROR_ACTIVITY_VALIDATION_FAILURE', text);
}

/** What PHP calls empty: the portal's checks are made of it. */
export function isEmptyValue(value: unknown): boolean {
  if (value === undefined || value === null || value === false || value === 0 || value === '' || value === '0')
    return true;
  return typeof value === 'object' && Object.keys(value).length === 0;
}

const isTold = (value: unknown) => value !== undefined && value !== null;

/**
 * Names in capitals, whatever their case: of the fields, of what a property has, of languages. Names that the developer
 * gave (of properties, of options) stay as they are.
 */
export function capitalised(value: Record<string, unknown>, own = false, level = 1): Record<string, unknown> {
  if (level > mostLevels) throw new RestError('ERROR_ACTIVITY_ADD_FAILURE');
  return Object.fromEntries(
    Object.entries(value).map(([written, field]) => {
      const name = own ? written : written.toUpperCase();
      const names = name === 'PROPERTIES' || name === 'RETURN_PROPERTIES' || name === 'OPTIONS';
      if (isRecord(field)) return [name, capitalised(field, names, level + 1)];
      return [
        name,
        Array.isArray(field)
          ? Object.values(capitalised(Object.fromEntries(field.entries()), names, level + 1))
          : field,
      ];
    }),
  );
}

/** @throws RestError ERROR_ACTIVITY_VALIDATION_FAILURE */
export function requireCode(code: unknown): string {
  if (isEmptyValue(code)) throw refuse('Empty activity code!');
  if (typeof code !== 'string' || !/^[a-z0-9.\-_]+$/i.test(code)) throw refuse('Wrong activity code!');
  return code;
}

const addressForm = /^(?:([a-z][a-z0-9+.-]*):)?\/\/(?:[^/?#@]*@)?([^/?#:@]*)/i;

/**
 * An address that steps are posted to: http or https, its host has a dot inside. Neither says that it can be reached.
 * @throws RestError ERROR_WRONG_HANDLER_URL, ERROR_UNSUPPORTED_PROTOCOL
 */
export function requireHandler(handler: unknown): string {
  const [, scheme = '', host = ''] = (typeof handler === 'string' ? addressForm.exec(handler) : null) ?? [];
  if (typeof handler !== 'string' || host.indexOf('.') < 1) throw new RestError('ERROR_WRONG_HANDLER_URL');
  if (!/^https?$/i.test(scheme)) throw new RestError('ERROR_UNSUPPORTED_PROTOCOL', 'Unsupported handler protocol');
  if (!URL.canParse(handler)) throw new RestError('ERROR_WRONG_HANDLER_URL');
  return handler;
}

/** Checks what an activity is made of, in the portal's order. A robot's document type is not checked there either. */
export function requireFields(fields: ActivityFields, isRobot: boolean): void {
  requireCode(fields['CODE']);
  requireHandler(fields['HANDLER']);
  if (isEmptyValue(fields['NAME'])) throw refuse('Empty activity NAME!');
  requireProperties(fields['PROPERTIES']);
  requireProperties(fields['RETURN_PROPERTIES']);
  if (!isRobot && isTold(fields['DOCUMENT_TYPE'])) requireDocumentType(fields['DOCUMENT_TYPE']);
  requireFilter(fields['FILTER']);
}

export function requireProperties(properties: unknown): void {
  if (!isTold(properties)) return;
  if (typeof properties !== 'object' || properties === null) throw refuse('Wrong properties array!');
  for (const [key, property] of Object.entries(properties)) {
    if (!/^[a-z][a-z0-9_]*$/i.test(key)) throw refuse(`Wrong property key (${key.slice(0, 100)})!`);
    if (!isRecord(property) || isEmptyValue(property['NAME'])) throw refuse(`Empty property NAME (${key})!`);
  }
}

export function requireDocumentType(type: unknown): void {
  const parts = typeof type === 'object' && type !== null ? Object.values(type) : [];
  const isWhole = parts.length === 3 && parts.every((part) => typeof part === 'string' && part !== '');
  if (!isWhole) throw refuse('Wrong activity DOCUMENT_TYPE!');
}

export function requireFilter(filter: unknown): void {
  if (isTold(filter) && typeof filter !== 'object') throw refuse('Wrong activity FILTER!');
}

/** What is kept of the fields, as the portal normalises it. */
export function keptOf(fields: ActivityFields): Record<string, unknown> {
  const kept: Record<string, unknown> = {};
  for (const name of keptFields) if (isTold(fields[name])) kept[name] = fields[name];
  kept['AUTH_USER_ID'] = Math.trunc(Number(fields['AUTH_USER_ID'])) || 0;
  kept['USE_SUBSCRIPTION'] = subscriptionOf(fields['USE_SUBSCRIPTION']);
  kept['USE_PLACEMENT'] = fields['USE_PLACEMENT'] === 'Y' ? 'Y' : 'N';
  return kept;
}

function subscriptionOf(value: unknown): 'Y' | 'N' | '' {
  if (isYes(value)) return 'Y';
  return value === 'N' || value === 'n' || value === false || value === 0 || value === '0' ? 'N' : '';
}

/** @returns JSON; null when the portal could not keep it: a code, an address or the whole is too long */
export function storable(kept: ActivityFields): string | null {
  const json = JSON.stringify(kept);
  const isShort = String(kept['CODE']).length <= longestCode && String(kept['HANDLER']).length <= longestHandler;
  return isShort && json.length <= mostFields ? json : null;
}

/** A name in the reader's language: a text, or the map's own, English, Russian or first entry. */
function nameOf(name: unknown, language: 'ru' | 'en'): string | null {
  if (typeof name === 'string' || typeof name === 'number') return String(name);
  if (!isRecord(name)) return null;
  const texts = [name[language.toUpperCase()], name['EN'], name['RU'], ...Object.values(name)];
  return texts.find((text): text is string => typeof text === 'string' && text !== '') ?? null;
}

/** A registered activity as the settings page shows it. */
export function registeredActivityOf(
  row: RegisteredActivityRow,
  applicationTitle: string | null,
  language: 'ru' | 'en' = 'ru',
): RegisteredActivity {
  const fields: unknown = JSON.parse(row.fields);
  const known = isRecord(fields) ? fields : {};
  return {
    code: row.code,
    kind: row.isRobot ? 'robot' : 'activity',
    name: nameOf(known['NAME'], language) ?? row.code,
    application: { clientId: row.clientId, title: applicationTitle },
    handler: row.handler,
    useSubscription: subscriptionOf(known['USE_SUBSCRIPTION']),
    createdAt: new Date(row.createdAt).toISOString(),
    updatedAt: new Date(row.updatedAt).toISOString(),
    wroteAt: row.wroteAt === null ? null : new Date(row.wroteAt).toISOString(),
  };
}
