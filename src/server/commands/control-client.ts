import { request } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Checkpoint } from '#server/audit/chain.ts';
import { controlPath } from '#server/control.ts';
import { CommandFailed } from './command.ts';

const statusWithinMs = 5_000;
/** The server refuses while too much waits to be written; that passes. */
const overloaded = 503;
const retries = 20;
const retryAfterMs = 500;

type Answer = { status: number; json: unknown };

/** The server that has a data directory open, as it answers itself; null when none answers. */
export async function serverStatus(dataDir: string): Promise<{ pid: number } | null> {
  try {
    const { status, json } = await ask(dataDir, 'GET', '/status', Buffer.alloc(0), statusWithinMs);
    return status === 200 ? (json as { pid: number }) : null;
  } catch {
    return null;
  }
}

/** The last audit event that a running server knows of; null when none runs, or none that knows. */
export async function serverCheckpoint(dataDir: string): Promise<Checkpoint | null> {
  try {
    const { status, json } = await ask(dataDir, 'GET', '/audit', Buffer.alloc(0), statusWithinMs);
    return status === 200 ? (json as { newest: Checkpoint | null }).newest : null;
  } catch {
    return null;
  }
}

/** Asks the server; waits and asks again while it is overloaded. */
export async function askControl(dataDir: string, method: string, path: string, body: Buffer): Promise<Answer> {
  for (let left = retries; ; left -= 1) {
    const answer = await ask(dataDir, method, path, body, 0).catch((error: unknown) => {
      const why = error instanceof Error ? error.message : String(error);
      throw new CommandFailed(`The server went away (${why}). Run it again: what was taken is not doubled.`);
    });
    const isOverloaded =
      answer.status === overloaded && (answer.json as { code?: string } | null)?.code === 'overloaded';
    if (!isOverloaded || left === 0) return answer;
    await sleep(retryAfterMs);
  }
}

function ask(dataDir: string, method: string, path: string, body: Buffer, timeout: number): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const headers = { 'content-length': body.length };
    // A connection each time: one that was kept could be closed by the server just when it is used again.
    const options = { socketPath: controlPath(dataDir), method, path, headers, timeout, agent: false };
    const sent = request(options, (response) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.on('error', reject);
      response.on('end', () => {
        try {
          resolve({ status: response.statusCode ?? 0, json: JSON.parse(Buffer.concat(parts).toString('utf8')) });
        } catch {
          reject(new Error('it does not answer as a journal server'));
        }
      });
    });
    sent.on('timeout', () => sent.destroy(new Error('no answer')));
    sent.on('error', reject);
    sent.end(body);
  });
}
