/** What a portal's form says when it opens us, as far as it may be read. Everything in it is a claim. */
export type HandOver = {
  memberId: string;
  domain: string;
  authId: string;
  applicationToken: string | null;
  placement: string | undefined;
  placementOptions: string | undefined;
  /** Links the frame to the portal's page: what the frame protocol asks for. */
  appSid: string;
  language: 'ru' | 'en';
  /** Not of Bitrix24, which has one look: a portal that has two may say in the handler's address which is on. */
  theme: 'light' | 'dark' | null;
};

export const mostFormBytes = 32 * 1024;
const mostFields = 40;

/** Host and port as they stand in an address, in small ASCII letters; nothing is mended. */
const hostShape = /^[a-z0-9.-]{1,253}(?::\d{1,5})?$/;
const russianSpeaking = new Set(['ru', 'by', 'kz']);

/**
 * A form or a query as it was sent: few fields, each once, plain names (`auth[application_token]` is as deep as an event
 * goes). Null for anything else: where one reader takes the first of two and another the last, checks are got around.
 */
export function readFields(text: string): Map<string, string> | null {
  const fields = new Map<string, string>();
  for (const [name, value] of new URLSearchParams(text)) {
    if (fields.has(name) || fields.size === mostFields || !/^[A-Za-z_]{1,64}(?:\[[A-Za-z_]{1,64}\])?$/.test(name)) {
      return null;
    }
    fields.set(name, value);
  }
  return fields;
}

/** Null for what no portal sends. Fields that older portals do not have may be missing. */
export function readHandOver(query: string, body: string): HandOver | null {
  const address = readFields(query);
  const form = readFields(body);
  if (address === null || form === null) return null;
  const memberId = form.get('member_id') ?? '';
  const authId = form.get('AUTH_ID') ?? '';
  const domain = address.get('DOMAIN') ?? form.get('DOMAIN') ?? '';
  const appSid = address.get('APP_SID') ?? form.get('APP_SID') ?? '';
  if (!/^[A-Za-z0-9]{8,64}$/.test(memberId) || !isAccessToken(authId) || !hostShape.test(domain)) return null;
  const theme = address.get('theme');
  return {
    memberId,
    domain,
    authId,
    applicationToken: form.get('APPLICATION_TOKEN') ?? null,
    placement: form.get('PLACEMENT'),
    placementOptions: form.get('PLACEMENT_OPTIONS'),
    appSid: /^[A-Za-z0-9_-]{1,100}$/.test(appSid) ? appSid : '',
    language: russianSpeaking.has((address.get('LANG') ?? form.get('LANG') ?? 'ru').toLowerCase()) ? 'ru' : 'en',
    theme: theme === 'light' || theme === 'dark' ? theme : null,
  };
}

/** An access token as portals make them: long enough to be none that is guessed, and nothing that would need quoting. */
export function isAccessToken(text: string): boolean {
  return /^[A-Za-z0-9._~+/=-]{8,500}$/.test(text);
}
