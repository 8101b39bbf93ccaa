/*
 * The frame protocol of Bitrix24: texts of parts with colons between. To the portal `command:JSON:callback:APP_SID`, where
 * JSON may hold colons itself; from it `callback:JSON`.
 */

export type Command = 'refreshAuth' | 'resizeWindow' | 'openPath';

export function writeCommand(command: Command, params: unknown, callback: string, appSid: string): string {
  const text = params === undefined ? [] : [JSON.stringify(params)];
  return [command, ...text, callback, appSid].join(':');
}

/** Null: not an answer in this protocol. */
export function readAnswer(data: unknown): { callback: string; value: unknown } | null {
  if (typeof data !== 'string') return null;
  const colon = data.indexOf(':');
  if (colon < 1) return null;
  const text = data.slice(colon + 1);
  try {
    return { callback: data.slice(0, colon), value: text === '' ? null : JSON.parse(text) };
  } catch {
    return null;
  }
}

/** What the portal opens over itself; for all else it answers PATH_NOT_AVAILABLE. */
const openable = [
  /^\/crm\/(?:deal|lead|contact|company)\//,
  /^\/marketplace\//,
  /^\/company\/personal\/user\/\d+\//,
  /^\/workgroups\/group\/\d+\//,
];

/** The path of an address that the portal at `origin` opens within itself, or null. */
export function openablePath(url: string, origin: string): string | null {
  if (!URL.canParse(url)) return null;
  const { origin: own, pathname, search, username } = new URL(url);
  const isThere = own === origin && username === '' && openable.some((pattern) => pattern.test(pathname));
  return isThere ? pathname + search : null;
}
