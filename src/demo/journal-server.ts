import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const serverMain = fileURLToPath(new URL('../server/main.ts', import.meta.url));
const endWithParent = new URL('end-with-parent.ts', import.meta.url).href;
const commandsMain = fileURLToPath(new URL('../server/commands/main.ts', import.meta.url));

/** The demo has a store and people of its own: settings of a real instance in the same shell are not for it. */
const notForDemo = [
  'HOST',
  'PORT',
  'DATA_DIR',
  'DATABASE_URL',
  'PUBLIC_URL',
  'TRUST_PROXY',
  'ADMIN_EMAIL',
  'ADMIN_PASSWORD_FILE',
  'OIDC_ISSUER',
  'OIDC_CLIENT_ID',
  'OIDC_CLIENT_SECRET_FILE',
];

export type JournalServer = {
  /** `http://127.0.0.1:N`. */
  url: string;
  /** Resolves when the process is gone, with what to say about it. */
  ended: Promise<string>;
  stop: () => Promise<void>;
};

function environmentFor(own: Record<string, string>): NodeJS.ProcessEnv {
  const inherited = Object.entries(process.env).filter(([name]) => !notForDemo.includes(name));
  return { ...Object.fromEntries(inherited), ...own };
}

/**
 * Makes a key by the command line: the store is opened by one process at a time, so no server may run then.
 * Throws with the command's own words when it cannot.
 */
export function createKey(dataDir: string, portal: string): string {
  const args = [
    commandsMain,
    'key',
    'create',
    '--portal',
    portal,
    '--user',
    'robots',
    '--scope',
    'journal.read,journal.write',
    '--json',
  ];
  const done = spawnSync(process.execPath, args, {
    env: environmentFor({ DATA_DIR: dataDir }),
    encoding: 'utf8',
    timeout: 60_000,
  });
  const made = readKey(done.stdout ?? '');
  if (done.status !== 0 || made === null) {
    throw new Error(
      `no key could be made: ${(done.stderr || done.error?.message || done.stdout || 'no output').trim()}`,
    );
  }
  return made;
}

function readKey(output: string): string | null {
  const line = output.trim().split('\n').at(-1) ?? '';
  try {
    const answer: unknown = JSON.parse(line.startsWith('{') ? line : output);
    const key = answer !== null && typeof answer === 'object' && 'key' in answer ? answer.key : null;
    return typeof key === 'string' ? key : null;
  } catch {
    return null;
  }
}

export type ServerSettings = { dataDir: string; publicUrl: string; adminEmail: string; adminPasswordFile: string };

/** Starts the journal server and waits until it says where it listens. Rejects when it ends before. */
export function startJournalServer({
  dataDir,
  publicUrl,
  adminEmail,
  adminPasswordFile,
}: ServerSettings): Promise<JournalServer> {
  const child = spawn(process.execPath, ['--import', endWithParent, serverMain], {
    stdio: ['pipe', 'pipe', 'inherit'],
    env: environmentFor({
      HOST: '127.0.0.1',
      PORT: '0',
      DATA_DIR: dataDir,
      PUBLIC_URL: publicUrl,
      ADMIN_EMAIL: adminEmail,
      ADMIN_PASSWORD_FILE: adminPasswordFile,
      DEMO: '1',
    }),
  });
  const ended = new Promise<string>((resolve) => {
    child.once('error', (error) => resolve(`the journal server did not start: ${error.message}`));
    child.once('exit', (code, signal) => resolve(`the journal server ended (${signal ?? `exit ${code}`})`));
  });
  return new Promise((resolve, reject) => {
    void ended.then((reason) => reject(new Error(reason)));
    createInterface({ input: child.stdout }).on('line', (line) => {
      const url = /listening on (http:\/\/\S+)/.exec(line)?.[1];
      if (url !== undefined) resolve({ url, ended, stop: () => stop(child, ended) });
    });
  });
}

async function stop(child: ChildProcess, ended: Promise<string>): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGTERM');
  const force = setTimeout(() => child.kill('SIGKILL'), 10_000);
  await ended;
  clearTimeout(force);
}
