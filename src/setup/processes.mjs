// How other programs are run: in the foreground, on stderr, or captured. Imports nothing but Node.
import { spawn, spawnSync } from 'node:child_process';
import { constants } from 'node:os';
import { root } from './project.mjs';

/** @type {Set<import('node:child_process').ChildProcess>} */
const running = new Set();

const forwarded = /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']);

/** npm and the terminal may both deliver one Ctrl-C: within this time it is the same signal, and the child gets it once. */
const sameSignalMs = 500;

/** How often we look whether the shell that npm started us in is still there. */
const parentLookMs = 250;

/** @param {NodeJS.Signals} signal */
const codeOf = (signal) => 128 + (constants.signals[signal] ?? 0);

/**
 * Runs a program with our own stdin, stdout and stderr, passes signals on, and gives its exit code.
 * @param {string} command
 * @param {string[]} args
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {Promise<number>}
 */
export function runInForeground(command, args, env = process.env) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: root, env, stdio: 'inherit' });
    /** @type {Map<NodeJS.Signals, number>} */
    const sentAt = new Map();
    /** @param {NodeJS.Signals} signal */
    const forward = (signal) => {
      // A terminal delivers Ctrl-C to the whole group, the child included: a second one would cut its closing short.
      if (signal === 'SIGINT' && process.stdin.isTTY) return;
      const now = Date.now();
      if (now - (sentAt.get(signal) ?? 0) < sameSignalMs) return;
      sentAt.set(signal, now);
      child.kill(signal);
    };
    for (const signal of forwarded) process.on(signal, forward);
    const look = whenParentIsGone(() => forward('SIGTERM'));
    const done = () => {
      clearInterval(look);
      for (const signal of forwarded) process.off(signal, forward);
    };
    child.once('error', (error) => {
      done();
      reject(error);
    });
    child.once('exit', (code, signal) => {
      done();
      resolve(signal ? codeOf(signal) : (code ?? 1));
    });
  });
}

/**
 * npm passes SIGTERM to the shell that it started us in, and that shell (dash) dies without passing it on: we see it
 * by our parent's change. Without this a supervisor that stops `npm start` would leave the server behind.
 * Not when started by hand: there a parent that ends (`nohup`, `disown`) is no wish to stop.
 * @param {() => void} stop
 */
function whenParentIsGone(stop) {
  if (!process.env['npm_lifecycle_event']) return undefined;
  const parent = process.ppid;
  const look = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(look);
    stop();
  }, parentLookMs);
  look.unref();
  return look;
}

/**
 * Runs a program of the set-up to its end; whatever it prints goes to stderr, so that stdout stays clean.
 * Gives null when it could not be started or was killed.
 * @param {string} command
 * @param {string[]} args
 * @param {{ env?: NodeJS.ProcessEnv, timeoutMs?: number, quiet?: boolean, shell?: boolean }} [options]
 * @returns {number | null}
 */
export function runOnStderr(command, args, options = {}) {
  const output = options.quiet ? 'ignore' : 2;
  const ended = spawnSync(command, args, {
    cwd: root,
    env: options.env ?? process.env,
    shell: options.shell ?? false,
    stdio: ['ignore', output, output],
    ...(options.timeoutMs === undefined ? {} : { timeout: options.timeoutMs }),
  });
  return ended.status;
}

/**
 * Runs a program and keeps what it prints, stdout and stderr in the order they came.
 * @param {string} command
 * @param {string[]} args
 * @returns {Promise<{ code: number, output: string }>}
 */
export function runCaptured(command, args) {
  return new Promise((resolve) => {
    stopWithUs();
    const child = spawn(command, args, {
      cwd: root,
      env: { ...process.env, ...(process.stdout.isTTY ? { FORCE_COLOR: '1' } : {}) },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    running.add(child);
    /** @type {Buffer[]} */
    const chunks = [];
    const keep = (/** @type {Buffer} */ chunk) => void chunks.push(chunk);
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    const end = (/** @type {number} */ code, /** @type {string} */ more) => {
      running.delete(child);
      resolve({ code, output: Buffer.concat(chunks).toString('utf8') + more });
    };
    child.once('error', (error) => end(1, `${error.message}\n`));
    child.once('close', (code, signal) =>
      end(signal ? codeOf(signal) : (code ?? 1), signal ? `ended by ${signal}\n` : ''),
    );
  });
}

let stopping = false;

/** Captured programs end when we are told to: nothing of a check goes on behind the terminal's back. */
function stopWithUs() {
  if (stopping) return;
  stopping = true;
  for (const signal of forwarded) {
    process.once(signal, () => {
      for (const child of running) child.kill(signal);
      process.exit(codeOf(signal));
    });
  }
}
