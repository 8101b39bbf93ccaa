import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';
import { makeDirectory } from './test-app.ts';

export type ServerProcess = {
  child: ChildProcess;
  directory: string;
  stdout(): string;
  stderr(): string;
  /** Waits for the line that names the address; gives the address. */
  listening(): Promise<string>;
  /** How it ended: its exit code, or the signal that ended it. */
  exit: Promise<number | NodeJS.Signals>;
};

/** Runs main.ts as a person would, with nothing in the environment but what is given. */
export function startServerProcess(
  environment: Record<string, string> = {},
  directory = makeDirectory(),
): ServerProcess {
  const main = fileURLToPath(new URL('../main.ts', import.meta.url));
  const env = { PATH: process.env['PATH'] ?? '', DATA_DIR: directory, PORT: '0', ...environment };
  const child = spawn(process.execPath, [main], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  onTestFinished(() => void child.kill('SIGKILL'));
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (part: string) => (stdout += part));
  child.stderr.setEncoding('utf8').on('data', (part: string) => (stderr += part));
  const exit = once(child, 'close').then(([code, signal]) => (code ?? signal) as number | NodeJS.Signals);
  return {
    child,
    directory,
    stdout: () => stdout,
    stderr: () => stderr,
    exit,
    async listening() {
      const isOver = exit.then(() => true);
      for (;;) {
        const address = /^listening on (http:\S+)$/m.exec(stdout)?.[1];
        if (address !== undefined) return address;
        const next = once(child.stdout, 'data').then(() => false);
        if (await Promise.race([next, isOver])) throw new Error(`it ended instead of listening: ${stderr}`);
      }
    },
  };
}
