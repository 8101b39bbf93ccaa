import { request, type IncomingMessage } from 'node:http';
import { onTestFinished } from 'vitest';

export type TestStream = {
  status: number;
  headers: IncomingMessage['headers'];
  /** All that came so far. */
  text(): string;
  /** Messages of an event that came so far, their data parsed. */
  messages(event: string): { id: string | null; data: Record<string, unknown> }[];
  /** Waits until so many messages of an event came. */
  until(event: string, count?: number): Promise<void>;
  /** Resolves when the server ended it, or the connection broke. */
  ended: Promise<void>;
  isEnded(): boolean;
  /** Reads no more, or reads on. */
  pause(): void;
  resume(): void;
  close(): void;
};

/** Opens a stream of server-sent events over a socket, as a page does. */
export async function openStream(address: string, path: string, headers: Record<string, string>): Promise<TestStream> {
  const sent = request(new URL(path, address), { headers: { accept: 'text/event-stream', ...headers }, agent: false });
  sent.end();
  const response = await new Promise<IncomingMessage>((done, failed) =>
    sent.once('response', done).once('error', failed),
  );
  sent.on('error', () => undefined);
  let text = '';
  let isOver = false;
  response.setEncoding('utf8').on('data', (part: string) => (text += part));
  const ended = new Promise<void>((done) => {
    const over = () => {
      isOver = true;
      done();
    };
    response.once('end', over).once('close', over).once('error', over);
  });
  onTestFinished(() => void sent.destroy());

  const messages = (event: string) =>
    text
      .split('\n\n')
      .slice(0, -1)
      .filter((block) => block.split('\n').includes(`event: ${event}`))
      .map((block) => ({
        id: /^id: (.*)$/m.exec(block)?.[1] ?? null,
        data: JSON.parse(/^data: (.*)$/m.exec(block)?.[1] ?? 'null') as Record<string, unknown>,
      }));

  return {
    status: response.statusCode ?? 0,
    headers: response.headers,
    text: () => text,
    messages,
    async until(event, count = 1) {
      while (messages(event).length < count && !isOver) {
        await new Promise<void>((done) => {
          response.once('data', () => done());
          void ended.then(done);
        });
      }
    },
    ended,
    isEnded: () => isOver,
    pause: () => void response.pause(),
    resume: () => void response.resume(),
    close: () => void sent.destroy(),
  };
}
