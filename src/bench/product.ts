import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { portal } from './events.ts';

const serverMain = fileURLToPath(new URL('../server/main.ts', import.meta.url));
const commandsMain = fileURLToPath(new URL('../server/commands/main.ts', import.meta.url));

const user = 'bench';
export const administrator = { email: 'bench@journal.test', password: 'a long enough sentence' };

const settings =
  /^(HOST|PORT|DATA_DIR|DATABASE_URL|PUBLIC_URL|TRUST_PROXY|DEMO|RETENTION_DAYS|REST_CALLS_PER_SECOND|LOG_LEVEL|ADMIN_|OIDC_)/;
/** What is set in the shell for a real instance is not for this one. */
function environment(own: Record<string, string>): NodeJS.ProcessEnv {
  const inherited = Object.entries(process.env).filter(([name]) => !settings.test(name));
  return { ...Object.fromEntries(inherited), LOG_LEVEL: 'warn', ...own };
}

/** Runs a command of the product and gives the JSON that it prints. Throws with its own words when it fails. */
export async function command(dataDir: string, args: readonly string[]): Promise<unknown> {
  const child = spawn(process.execPath, [commandsMain, ...args, '--json'], {
    env: environment({ DATA_DIR: dataDir }),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const [out, err, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')]);
  if (code !== 0) throw new Error(`journal ${args.join(' ')}: ${err.trim() || `exit ${String(code)}`}`);
  return JSON.parse(out);
}

export type Server = {
  url: string;
  /** A key that reads and writes. */
  key: string;
  headers: { authorization: string };
  /** The key as the address of a webhook, without the host. */
  webhookPath: string;
  stop(): Promise<void>;
};

/** Starts the server on a store, with an administrator and a key. */
export async function startServer(dataDir: string): Promise<Server> {
  const scope = ['--scope', 'journal.read,journal.write,bizproc'];
  const made = await command(dataDir, ['key', 'create', '--portal', portal, '--user', user, ...scope]);
  const { key } = made as { key: string };
  const passwordFile = join(dataDir, 'admin-password');
  writeFileSync(passwordFile, administrator.password, { mode: 0o600 });
  const child = spawn(process.execPath, [serverMain], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: environment({
      PORT: '0',
      DATA_DIR: dataDir,
      // What is written here is old on purpose: retention must not delete it while it is measured.
      RETENTION_DAYS: '36500',
      // What is measured is what the server can, not what one key may take of it.
      REST_CALLS_PER_SECOND: '1000000',
      ADMIN_EMAIL: administrator.email,
      ADMIN_PASSWORD_FILE: passwordFile,
    }),
  });
  const url = await addressOf(child);
  let isStopping = false;
  child.once('exit', (code, signal) => {
    // Somebody else stopped it, or it broke: the requests that fail next do not say so.
    if (!isStopping) process.stderr.write(`the server ended by itself: ${signal ?? `exit ${code}`}\n`);
  });
  return {
    url,
    key,
    headers: { authorization: `Bearer ${key}` },
    webhookPath: `/rest/${user}/${key}`,
    stop() {
      isStopping = true;
      return stop(child);
    },
  };
}

function addressOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`the server ended with ${code}`)));
    if (child.stdout === null) return reject(new Error('the server has no output'));
    createInterface({ input: child.stdout }).on('line', (line) => {
      const url = /listening on (http:\/\/\S+)/.exec(line)?.[1];
      if (url !== undefined) resolve(url);
    });
  });
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  await ended;
}

/** Memory of the server's process, MiB, as it tells itself. */
export async function memoryOf({ url, headers }: Server): Promise<number> {
  const answer = await (await fetch(`${url}/metrics`, { headers })).text();
  return Number(/^process_resident_memory_bytes (\S+)/m.exec(answer)?.[1]) / 2 ** 20;
}
