import { createHash, createHmac } from 'node:crypto';
import type { DigestChannel, DigestFault, DigestMessage } from '#contract/digest.ts';
import { post, Unreachable } from '#server/http/outgoing.ts';
import type { DigestKey, PortalRow } from '#server/store/journal-store.ts';
import { composeMail } from './compose.ts';
import { type MailServer, sendMail } from './mail.ts';
import type { Rules, Webhook } from './rules.ts';

/** What became of a try. `isFinal`: another one would end the same. */
export type Sent = { isSent: boolean; fault: DigestFault | null; status: number | null; isFinal: boolean };

export type SendOptions = {
  mail: MailServer | null;
  /** May what this portal is set up with lie in a private network? */
  mayBePrivate(portal: PortalRow): boolean;
  now(): number;
};

const mostMs = 10_000;

/** Sends a digest on one of its ways. Never throws. */
export async function send(
  { mail, mayBePrivate, now }: SendOptions,
  portal: PortalRow,
  rules: Rules,
  channel: DigestChannel,
  message: DigestMessage,
  stop: AbortSignal,
): Promise<Sent> {
  const off: Sent = { isSent: false, fault: 'off', status: null, isFinal: true };
  if (channel === 'webhook') {
    if (rules.webhook === null) return off;
    const signal = AbortSignal.any([stop, AbortSignal.timeout(mostMs)]);
    return await sendWebhook(rules.webhook, message, { allowPrivate: mayBePrivate(portal), signal }, now());
  }
  if (mail === null || rules.emails.length === 0) return off;
  const { subject, text } = composeMail(message, rules.language, portal.timeZone);
  return await sendMail(mail, { to: rules.emails, subject, text, id: message.digest });
}

async function sendWebhook(
  { url, secret }: Webhook,
  message: DigestMessage,
  options: { allowPrivate: boolean; signal: AbortSignal },
  now: number,
): Promise<Sent> {
  const payload = Buffer.from(JSON.stringify(message));
  const timestamp = String(Math.floor(now / 1000));
  const headers = {
    'x-journal-digest': message.digest,
    'x-journal-timestamp': timestamp,
    'x-journal-signature': `sha256=${signatureOf(secret, timestamp, payload)}`,
  };
  try {
    const { status } = await post(new URL(url), payload, headers, options);
    const isSent = status >= 200 && status < 300;
    return { isSent, fault: isSent ? null : 'refused', status, isFinal: isSent };
  } catch (error) {
    const fault = error instanceof Unreachable ? error.fault : 'unsound';
    return { isSent: false, fault, status: null, isFinal: false };
  }
}

/** Of the moment and the body together: what is caught on the way cannot be sent again later. */
function signatureOf(secret: string, timestamp: string, body: Buffer): string {
  return createHmac('sha256', secret).update(`${timestamp}.`).update(body).digest('hex');
}

/** Names a digest to its readers: the same on all its ways and in all its tries, and nothing can be read from it. */
export function digestIdOf({ portal }: PortalRow, { cause, event, eventAt }: Omit<DigestKey, 'channel'>): string {
  const about = JSON.stringify([portal, cause, event, eventAt]);
  return createHash('sha256').update(about).digest('hex').slice(0, 32);
}

/** What a portal's settings may name as a webhook; else a sentence that says why not. */
export function webhookFault(text: string, allowPrivate: boolean): string | null {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url === null) return 'webhookUrl: no address as https://example.com/hook';
  if (url.username !== '' || url.password !== '') return 'webhookUrl: no name and no password in the address';
  if (url.protocol === 'https:') return null;
  const isHere = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/.test(url.hostname);
  if (url.protocol === 'http:' && isHere && allowPrivate) return null;
  return 'webhookUrl: https only; http to this machine where the portal may lie in a private network';
}
