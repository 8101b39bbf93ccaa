/** What a reader put into the field on top: nothing, the address of a webhook, or a key or access token by itself. */
export type Credential =
  | { kind: 'none' }
  | { kind: 'webhook'; /** Up to and with `/rest`. */ base: string; user: string; code: string }
  | { kind: 'key'; key: string };

export const noCredential: Credential = { kind: 'none' };

const mostLength = 1000;

/** Null: it is neither an address of a webhook nor a key. Whatever it is, it leaves this page only when it is copied. */
export function readCredential(text: string): Credential | null {
  const trimmed = text.trim();
  if (trimmed === '') return noCredential;
  if (trimmed.length > mostLength) return null;
  if (/^https?:\/\//i.test(trimmed)) return readWebhook(trimmed);
  // Visible ASCII alone can stand in a header.
  return /^[\u0021-\u007E]+$/.test(trimmed) ? { kind: 'key', key: trimmed } : null;
}

function readWebhook(text: string): Credential | null {
  if (!URL.canParse(text)) return null;
  const url = new URL(text);
  const parts = url.pathname.split('/').filter((part) => part !== '');
  const at = parts.indexOf('rest');
  const user = decoded(parts[at + 1]);
  const code = decoded(parts[at + 2]);
  if (at === -1 || user === null || code === null) return null;
  return { kind: 'webhook', base: [url.origin, ...parts.slice(0, at + 1).map(encoded)].join('/'), user, code };
}

function decoded(part: string | undefined): string | null {
  if (part === undefined) return null;
  try {
    return decodeURIComponent(part);
  } catch {
    return null;
  }
}

/** One segment of a path: also what `encodeURIComponent` leaves alone and a shell does not. */
export function encoded(part: string): string {
  // Half a surrogate pair is no character and cannot be encoded.
  const whole = part.replace(/[\uD800-\uDFFF]/gu, '\uFFFD');
  return encodeURIComponent(whole).replace(/[!'()*]/g, (one) => `%${one.charCodeAt(0).toString(16).toUpperCase()}`);
}
