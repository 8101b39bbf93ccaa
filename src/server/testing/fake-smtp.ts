import { type AddressInfo, createServer, type Socket } from 'node:net';
import { onTestFinished } from 'vitest';
import type { MailServer } from '#server/digest/mail.ts';

export type TakenMail = { from: string; to: string[]; source: string };
export type FakeSmtp = {
  server: MailServer;
  mails: TakenMail[];
  /** What it says to the end of a mail. */
  verdict: string;
};

/** A mail server of a few commands: what is sent is kept as it came over the line. */
export async function startFakeSmtp(): Promise<FakeSmtp> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    let mail: TakenMail = { from: '', to: [], source: '' };
    let rest = '';
    let isData = false;
    const say = (line: string) => socket.write(`${line}\r\n`);
    const hear = (line: string): void => {
      const address = /<([^>]*)>/.exec(line)?.[1] ?? '';
      const verb = line.slice(0, 4).toUpperCase();
      if (verb === 'EHLO' || verb === 'HELO') say('250 fake');
      else if (verb === 'MAIL') {
        mail = { from: address, to: [], source: '' };
        say('250 ok');
      } else if (verb === 'RCPT') {
        mail.to.push(address);
        say('250 ok');
      } else if (verb === 'DATA') {
        isData = true;
        say('354 go on');
      } else if (verb === 'QUIT') {
        say('221 bye');
        socket.end();
      } else say('502 not known here');
    };
    say('220 fake');
    socket.setEncoding('utf8').on('data', (part: string) => {
      rest += part;
      for (;;) {
        const end = rest.indexOf(isData ? '\r\n.\r\n' : '\r\n');
        if (end === -1) return;
        const taken = rest.slice(0, end);
        rest = rest.slice(end + (isData ? 5 : 2));
        if (isData) {
          isData = false;
          if (fake.verdict.startsWith('2')) fake.mails.push({ ...mail, source: taken });
          say(fake.verdict);
        } else hear(taken);
      }
    });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  const fake: FakeSmtp = {
    server: { host: '127.0.0.1', port, isTls: false, needsTls: false, sign: null, from: 'journal@example.test' },
    mails: [],
    verdict: '250 taken',
  };
  return fake;
}

/** The names of a mail's headers, and its text without its encoding. */
export function readMail(source: string): { headers: Map<string, string>; text: string } {
  const end = source.indexOf('\r\n\r\n');
  const lines = source
    .slice(0, end)
    .replaceAll(/\r\n[ \t]/g, ' ')
    .split('\r\n');
  const headers = new Map(
    lines.map((line) => [line.slice(0, line.indexOf(':')).toLowerCase(), line.slice(line.indexOf(':') + 1).trim()]),
  );
  const body = source.slice(end + 4);
  const encoding = headers.get('content-transfer-encoding');
  if (encoding === 'base64') return { headers, text: Buffer.from(body, 'base64').toString('utf8') };
  if (encoding !== 'quoted-printable') return { headers, text: body };
  const bytes = body
    .replaceAll(/=\r\n/g, '')
    .replaceAll(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCodePoint(Number.parseInt(hex, 16)));
  return { headers, text: Buffer.from(bytes, 'latin1').toString('utf8') };
}
