import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';

export type Posted = { headers: IncomingHttpHeaders; body: string; path: string };
export type FakeWebhook = {
  url: string;
  posted: Posted[];
  /** What it answers from now on; `silent`: nothing, the connection is closed. */
  answer: number | 'silent' | 'never';
  /** Resolves with the next that is posted. */
  next(): Promise<Posted>;
};

/** Somebody's webhook, on this machine. */
export async function startFakeWebhook(): Promise<FakeWebhook> {
  const waiting: ((posted: Posted) => void)[] = [];
  const server = createServer((request, reply) => {
    let body = '';
    request.setEncoding('utf8').on('data', (part: string) => (body += part));
    request.on('end', () => {
      const posted = { headers: request.headers, body, path: request.url ?? '' };
      fake.posted.push(posted);
      for (const done of waiting.splice(0)) done(posted);
      if (fake.answer === 'silent') request.socket.destroy();
      else if (fake.answer !== 'never') {
        reply.writeHead(fake.answer, { location: 'http://127.0.0.1:1/' }).end();
      }
    });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  const fake: FakeWebhook = {
    url: `http://127.0.0.1:${port}/hook?room=7`,
    posted: [],
    answer: 204,
    next: async () => await new Promise((done) => waiting.push(done)),
  };
  return fake;
}
