import { readFileSync } from 'node:fs';
import { isIP } from 'node:net';
import { resolve } from 'node:path';
import { digestEmail } from '#contract/digest.ts';
import { Email, NewPassword } from '#contract/session.ts';
import type { MailServer } from './digest/mail.ts';
import { isCommonPassword } from './session/common-passwords.ts';
import type { OidcProvider } from './session/oidc.ts';

export type Config = {
  host: string;
  port: number;
  dataDir: string;
  publicUrl: URL | null;
  trustProxy: string[];
  admin: { email: string; password: string } | null;
  /** Null: people sign in by e-mail and password only. */
  oidc: OidcProvider | null;
  /** Null: no mail is sent. */
  mail: MailServer | null;
  retentionDays: number;
  /** Calls of the portal's REST a second, by key or application; ten times as many may come at once. */
  restCallsPerSecond: number;
  logLevel: string;
  demo: boolean;
};

const logLevels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;

/** Variables that the contract names for what this release does not have yet: better refused than ignored. */
const notYet = {
  DATABASE_URL: 'this release has the embedded store only; leave it unset',
} as const;

type Environment = Readonly<Record<string, string | undefined>>;

/** The environment as a configuration, or everything that is wrong with it, a sentence each. */
export function readConfig(environment: Environment): Config | string[] {
  const wrong: string[] = [];
  const value = (name: string) => {
    const text = environment[name]?.trim();
    return text === undefined || text === '' ? undefined : text;
  };
  const whole = (name: string, absent: number, least: number, most: number) => {
    const text = value(name);
    if (text === undefined) return absent;
    const number = /^\d+$/.test(text) ? Number(text) : Number.NaN;
    if (number >= least && number <= most) return number;
    wrong.push(`${name} is not a whole number from ${least} to ${most}`);
    return absent;
  };

  for (const [name, reason] of Object.entries(notYet)) if (value(name) !== undefined) wrong.push(`${name}: ${reason}`);

  const host = value('HOST') ?? '127.0.0.1';
  const logLevel = value('LOG_LEVEL') ?? 'info';
  if (!logLevels.some((level) => level === logLevel)) wrong.push(`LOG_LEVEL is not one of ${logLevels.join(', ')}`);
  const demo = value('DEMO') === '1';
  if (demo && !isLoopback(host)) wrong.push('DEMO=1 works on a loopback HOST only: everybody may sign in there');

  const config: Config = {
    host,
    port: whole('PORT', 3000, 0, 65_535),
    dataDir: resolve(value('DATA_DIR') ?? './data'),
    publicUrl: readPublicUrl(value('PUBLIC_URL'), wrong),
    trustProxy: readProxies(value('TRUST_PROXY'), wrong),
    admin: readAdmin(value('ADMIN_EMAIL'), value('ADMIN_PASSWORD_FILE'), wrong),
    oidc: readOidc(value('OIDC_ISSUER'), value('OIDC_CLIENT_ID'), value('OIDC_CLIENT_SECRET_FILE'), wrong),
    mail: readMail(value('SMTP_URL'), value('SMTP_URL_FILE'), value('SMTP_FROM'), wrong),
    retentionDays: whole('RETENTION_DAYS', 365, 1, 36_500),
    restCallsPerSecond: whole('REST_CALLS_PER_SECOND', 1_000, 1, 1_000_000),
    logLevel,
    demo,
  };
  if (config.oidc !== null && config.publicUrl === null && !isLoopback(host))
    wrong.push('OIDC_ISSUER needs PUBLIC_URL: the provider is told where to send people back to');
  return wrong.length === 0 ? config : wrong;
}

export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127(\.\d{1,3}){3}$/.test(host);
}

/**
 * What is unsafe about signing in as it is configured; null: nothing. Without HTTPS the session's cookie has neither its
 * prefix nor `Secure`, and whoever is on the way reads passwords.
 */
export function signInRisk({ host, publicUrl }: Pick<Config, 'host' | 'publicUrl'>): string | null {
  if (publicUrl?.protocol === 'https:') return null;
  const isReached =
    !isLoopback(host) || (publicUrl !== null && !isLoopback(publicUrl.hostname.replace(/^\[|\]$/g, '')));
  return isReached
    ? 'people sign in over plain http: whoever is on the way reads passwords and can take a session over'
    : null;
}

/** What to do about it. */
export const signInRiskTodo =
  'Put an HTTPS proxy before it, set PUBLIC_URL to its https:// address and TRUST_PROXY to the proxy; until then the session cookie is not protected.';

function readPublicUrl(text: string | undefined, wrong: string[]): URL | null {
  if (text === undefined) return null;
  const url = URL.canParse(text) ? new URL(text) : null;
  if (
    url !== null &&
    (url.protocol === 'http:' || url.protocol === 'https:') &&
    url.pathname === '/' &&
    url.search === ''
  )
    return url;
  wrong.push('PUBLIC_URL is no address as https://journal.example');
  return null;
}

function readProxies(text: string | undefined, wrong: string[]): string[] {
  const proxies = (text ?? '')
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
  const isProxy = (proxy: string): boolean => {
    const [address = '', bits] = proxy.split('/');
    const most = isIP(address) === 6 ? 128 : 32;
    const hasBits = bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= most);
    return isIP(address) !== 0 && hasBits;
  };
  if (!proxies.every(isProxy)) wrong.push('TRUST_PROXY is no list of addresses or CIDRs, as 10.0.0.0/8,127.0.0.1');
  return proxies;
}

function readAdmin(email: string | undefined, file: string | undefined, wrong: string[]): Config['admin'] {
  if (email === undefined && file === undefined) return null;
  if (email === undefined || file === undefined) {
    wrong.push('ADMIN_EMAIL and ADMIN_PASSWORD_FILE go together; one of them is missing');
    return null;
  }
  if (!Email.safeParse(email).success) wrong.push('ADMIN_EMAIL is no e-mail address');
  let password = '';
  try {
    password = readFileSync(file, 'utf8').trim();
  } catch {
    wrong.push('ADMIN_PASSWORD_FILE cannot be read');
    return null;
  }
  if (!NewPassword.safeParse(password).success)
    wrong.push('ADMIN_PASSWORD_FILE holds no password of 12 to 200 characters');
  else if (isCommonPassword(password)) wrong.push('ADMIN_PASSWORD_FILE holds one of the most common passwords');
  return { email: email.toLowerCase(), password };
}

function readOidc(
  issuer: string | undefined,
  clientId: string | undefined,
  file: string | undefined,
  wrong: string[],
): Config['oidc'] {
  if (issuer === undefined && clientId === undefined && file === undefined) return null;
  if (issuer === undefined || clientId === undefined || file === undefined) {
    wrong.push('OIDC_ISSUER, OIDC_CLIENT_ID and OIDC_CLIENT_SECRET_FILE go together; one of them is missing');
    return null;
  }
  const url = URL.canParse(issuer) ? new URL(issuer) : null;
  // Over plain HTTP anybody on the way could vouch for anybody.
  const isSafe =
    url?.protocol === 'https:' || (url?.protocol === 'http:' && isLoopback(url.hostname.replace(/^\[|\]$/g, '')));
  if (url === null || !isSafe || url.search !== '' || url.hash !== '' || url.username !== '' || url.password !== '') {
    wrong.push('OIDC_ISSUER is no address as https://login.example');
    return null;
  }
  try {
    const clientSecret = readFileSync(file, 'utf8').trim();
    if (clientSecret !== '') return { issuer: url, clientId, clientSecret };
    wrong.push('OIDC_CLIENT_SECRET_FILE is empty');
  } catch {
    wrong.push('OIDC_CLIENT_SECRET_FILE cannot be read');
  }
  return null;
}

/** The address holds a password more often than not, so a file may hold it; what is wrong is said without it. */
function readMail(
  inline: string | undefined,
  file: string | undefined,
  from: string | undefined,
  wrong: string[],
): Config['mail'] {
  if (inline === undefined && file === undefined && from === undefined) return null;
  if (inline !== undefined && file !== undefined) {
    wrong.push('SMTP_URL and SMTP_URL_FILE say the same; only one of them may be set');
    return null;
  }
  if (from === undefined || (inline === undefined && file === undefined)) {
    wrong.push('SMTP_URL (or SMTP_URL_FILE) and SMTP_FROM go together; one of them is missing');
    return null;
  }
  if (!digestEmail.test(from)) wrong.push('SMTP_FROM is no e-mail address as journal@example.com');
  let text = inline ?? '';
  try {
    if (file !== undefined) text = readFileSync(file, 'utf8').trim();
  } catch {
    wrong.push('SMTP_URL_FILE cannot be read');
    return null;
  }
  const name = file === undefined ? 'SMTP_URL' : 'SMTP_URL_FILE';
  const server = mailServerOf(text);
  if (server === null) wrong.push(`${name} is no address as smtps://user:password@mail.example:465`);
  return server === null ? null : { ...server, from };
}

function mailServerOf(text: string): Omit<MailServer, 'from'> | null {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url === null || (url.protocol !== 'smtp:' && url.protocol !== 'smtps:') || url.hostname === '') return null;
  if ((url.pathname !== '' && url.pathname !== '/') || url.search !== '' || url.hash !== '') return null;
  if ((url.username === '') !== (url.password === '')) return null;
  const isTls = url.protocol === 'smtps:';
  const host = url.hostname.replace(/^\[|\]$/g, '');
  try {
    const sign = { user: decodeURIComponent(url.username), password: decodeURIComponent(url.password) };
    return {
      host,
      port: url.port === '' ? (isTls ? 465 : 587) : Number(url.port),
      isTls,
      sign: url.username === '' ? null : sign,
      // A password goes over plain text to this machine only.
      needsTls: url.username !== '' && !isLoopback(host),
    };
  } catch {
    return null;
  }
}
