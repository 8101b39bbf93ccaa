import { encoded } from './credential.ts';
import type { Credential } from './credential.ts';

export const keyPlaceholder = 'YOUR_KEY';
const tokenPlaceholder = 'YOUR_ACCESS_TOKEN';

/** Longer bodies are broken into lines: within quotes a shell takes them as they are. */
const longest = 70;

export type CurlCall = {
  /** Where our REST is: `https://journal.example/rest`. */
  base: string;
  method: string;
  parameters: Readonly<Record<string, unknown>>;
  credential: Credential;
  /** Only an application's access token will do. */
  applicationOnly?: boolean;
  /** `form`: the parameters as fields of a form, one level deep. */
  body?: 'json' | 'form';
  headers?: readonly string[];
};

/** One word to a POSIX shell, whatever stands in it: nothing is special between single quotes but the quote itself. */
export function shellQuote(text: string): string {
  return `'${text.replaceAll('\u0000', '').replaceAll("'", String.raw`'\''`)}'`;
}

/** The address of a method and the header beside it; without a credential a placeholder stands for the key. */
export function targetOf(call: Pick<CurlCall, 'base' | 'method' | 'credential' | 'applicationOnly'>): {
  url: string;
  header: string | null;
} {
  const { base, method, credential, applicationOnly = false } = call;
  if (credential.kind === 'webhook' && !applicationOnly) {
    const { user, code } = credential;
    return { url: [credential.base, encoded(user), encoded(code), encoded(method)].join('/'), header: null };
  }
  if (credential.kind === 'key') return bearer(base, method, credential.key);
  if (applicationOnly) return bearer(base, method, tokenPlaceholder);
  return { url: [base, '1', keyPlaceholder, encoded(method)].join('/'), header: null };
}

function bearer(base: string, method: string, token: string): { url: string; header: string } {
  return { url: `${base}/${encoded(method)}`, header: `Authorization: Bearer ${token}` };
}

/** A line to paste into a shell, broken for the eye. */
export function curlLine(call: CurlCall): string {
  const { parameters, body = 'json', headers = [] } = call;
  const { url, header } = targetOf(call);
  const words = [...(header === null ? [] : [header]), ...headers].map((one) => `-H ${shellQuote(one)}`);
  if (Object.keys(parameters).length > 0) {
    if (body === 'json') {
      const compact = JSON.stringify(parameters);
      const text = compact.length > longest ? JSON.stringify(parameters, null, 2) : compact;
      words.push(`-H ${shellQuote('Content-Type: application/json')}`, `-d ${shellQuote(text)}`);
    } else {
      for (const [name, value] of Object.entries(parameters)) {
        const text = typeof value === 'string' ? value : JSON.stringify(value);
        words.push(`--data-urlencode ${shellQuote(`${encoded(name)}=${text}`)}`);
      }
    }
  }
  return [`curl ${shellQuote(url)}`, ...words].join(' \\\n  ');
}
