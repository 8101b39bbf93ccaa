import type { Transporter } from 'nodemailer';
import type { SentMessageInfo } from 'nodemailer/lib/smtp-transport/index.js';
import type { Sent } from './send.ts';

/** The server that takes our mail, and as whom it is sent. */
export type MailServer = {
  host: string;
  port: number;
  /** From the first byte; else by STARTTLS, which `needsTls` insists on. */
  isTls: boolean;
  needsTls: boolean;
  sign: { user: string; password: string } | null;
  from: string;
};

export type Mail = { to: readonly string[]; subject: string; text: string; id: string };

const mostMs = 10_000;

/** Sends one mail. It is taken when the server takes it for at least one of its readers. */
export async function sendMail(server: MailServer, { to, subject, text, id }: Mail): Promise<Sent> {
  // Comes with the first mail: most instances send none.
  const { createTransport } = await import('nodemailer');
  const { host, port, isTls, needsTls, sign, from } = server;
  const transport: Transporter<SentMessageInfo> = createTransport({
    host,
    port,
    secure: isTls,
    requireTLS: needsTls,
    ...(sign === null ? {} : { auth: { user: sign.user, pass: sign.password } }),
    connectionTimeout: mostMs,
    greetingTimeout: mostMs,
    socketTimeout: mostMs,
    dnsTimeout: mostMs,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  try {
    await transport.sendMail({
      from,
      to: [...to],
      subject,
      text,
      // The same each time: a mail that is tried again and had come is known by it.
      messageId: `<${id}@${from.slice(from.lastIndexOf('@') + 1)}>`,
      headers: { 'Auto-Submitted': 'auto-generated' },
    });
    return { isSent: true, fault: null, status: null, isFinal: true };
  } catch (error) {
    return faultOf(error);
  } finally {
    transport.close();
  }
}

function faultOf(error: unknown): Sent {
  const { code, responseCode } = error as { code?: unknown; responseCode?: unknown };
  const status = typeof responseCode === 'number' ? responseCode : null;
  if (code === 'EAUTH') return { isSent: false, fault: 'sign-in', status, isFinal: false };
  if (status === null) return { isSent: false, fault: 'silent', status, isFinal: false };
  // By the protocol 5xx holds for good: asking again makes us look like a sender of spam.
  return { isSent: false, fault: 'refused', status, isFinal: status >= 500 };
}
