import { Agent, type IncomingMessage, request } from 'node:http';
import type { Server } from './product.ts';

/** One connection that stays open: what is measured is the server, not the making of connections. */
export type Client = {
  /** Asks once, reads the whole answer, and gives the milliseconds. Throws when the answer is no success. */
  time(path: string): Promise<number>;
  post(path: string, body: string, type: string): Promise<number>;
  /** Posts JSON and gives what is answered. */
  send(path: string, body: unknown): Promise<unknown>;
  close(): void;
};

export function openClient({ url, headers }: Pick<Server, 'url' | 'headers'>): Client {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });

  async function ask(method: string, path: string, body?: string, type?: string): Promise<Buffer> {
    const more = body === undefined ? {} : { 'content-type': type, 'content-length': Buffer.byteLength(body) };
    const answer = await new Promise<IncomingMessage>((resolve, reject) => {
      // No compression asked for: unpacking would be our time, not the server's.
      request(`${url}${path}`, { method, agent, headers: { ...headers, ...more } }, resolve)
        .on('error', reject)
        .end(body);
    });
    const parts: Buffer[] = [];
    for await (const part of answer as AsyncIterable<Buffer>) parts.push(part);
    const whole = Buffer.concat(parts);
    if (answer.statusCode === 200) return whole;
    throw new Error(`${method} ${path}: ${answer.statusCode} ${whole.toString('utf8').slice(0, 300)}`);
  }

  async function timed(work: Promise<unknown>): Promise<number> {
    const from = performance.now();
    await work;
    return performance.now() - from;
  }

  return {
    time: (path) => timed(ask('GET', path)),
    post: (path, body, type) => timed(ask('POST', path, body, type)),
    send: async (path, body) => {
      const answer = await ask('POST', path, JSON.stringify(body), 'application/json');
      return JSON.parse(answer.toString('utf8')) as unknown;
    },
    close: () => agent.destroy(),
  };
}

/** Runs the same kind of request many times, after a few that do not count. */
export async function repeat(times: number, one: (n: number) => Promise<number> | number): Promise<number[]> {
  const samples: number[] = [];
  for (let n = -Math.min(20, Math.ceil(times / 10)); n < times; n++) {
    const ms = await one(Math.abs(n));
    if (n >= 0) samples.push(ms);
  }
  return samples;
}
