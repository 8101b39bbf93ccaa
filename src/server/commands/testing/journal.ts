import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const commandsMain = fileURLToPath(new URL('../main.ts', import.meta.url));
const serverMain = fileURLToPath(new URL('../../main.ts', import.meta.url));
const own =
  /^(HOST|PORT|DATA_DIR|DATABASE_URL|PUBLIC_URL|TRUST_PROXY|ADMIN_.*|OIDC_.*|RETENTION_DAYS|REST_CALLS_PER_SECOND|LOG_LEVEL|DEMO)$/;

function environmentOf(dataDir: string, more: Record<string, string>): NodeJS.ProcessEnv {
  const inherited = Object.entries(process.env).filter(([name]) => !own.test(name));
  return { ...Object.fromEntries(inherited), DATA_DIR: dataDir, ...more };
}

export type Ran = { code: number | null; stdout: string; stderr: string };

/** Starts a command, for who wants to stop it. */
export function startJournal(dataDir: string, args: readonly string[], more: Record<string, string> = {}) {
  return spawn(process.execPath, [commandsMain, ...args], { env: environmentOf(dataDir, more) });
}

/** Runs `npm run journal -- …` as a person would: another process, its exit code and what it says. */
export async function journal(
  dataDir: string,
  args: readonly string[],
  more: Record<string, string> = {},
): Promise<Ran> {
  const child = startJournal(dataDir, args, more);
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, stdout, stderr };
}

export type RunningServer = { pid: number; stop(signal?: NodeJS.Signals): Promise<void> };

/** Starts the server and waits until it listens. */
export async function startServer(dataDir: string): Promise<RunningServer> {
  const env = environmentOf(dataDir, { PORT: '0', LOG_LEVEL: 'warn' });
  const child: ChildProcess = spawn(process.execPath, [serverMain], { env, stdio: ['ignore', 'pipe', 'ignore'] });
  const ended = once(child, 'exit');
  const lines = createInterface({ input: child.stdout ?? process.stdin });
  const listening = new Promise<void>((resolve) => {
    lines.on('line', (line) => line.startsWith('listening on') && resolve());
  });
  await Promise.race([listening, ended.then(() => Promise.reject(new Error('the server did not start')))]);
  return {
    pid: child.pid ?? 0,
    async stop(signal = 'SIGTERM') {
      child.kill(signal);
      await ended;
    },
  };
}

/** A directory of its own for each test, gone afterwards. */
export function makeFolder(onEnd: (clean: () => void) => void): { path: (name: string) => string; put: typeof put } {
  const folder = mkdtempSync(join(tmpdir(), 'journal-commands-'));
  onEnd(() => rmSync(folder, { recursive: true, force: true }));
  const path = (name: string) => join(folder, name);
  function put(name: string, lines: readonly (string | object)[]): string {
    const text = lines.map((line) => `${typeof line === 'string' ? line : JSON.stringify(line)}\n`).join('');
    writeFileSync(path(name), text);
    return path(name);
  }
  return { path, put };
}
