// `npm ci` when it is due, and only then. Imports nothing but Node.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { runOnStderr } from './processes.mjs';
import { inProject, say, SetupError } from './project.mjs';

const lockfile = inProject('package-lock.json');
const stampFile = inProject('node_modules', '.process-journal-installed');
/** What npm itself noted down at the end of its last complete installation. */
const installedLockfile = inProject('node_modules', '.package-lock.json');

/**
 * Brings node_modules to what package-lock.json says. A stamp makes the usual case one small read; an installation
 * that somebody else made (`npm ci` by hand, a cached one in CI) is recognised and kept.
 */
export function ensureDependencies() {
  const wanted = lockStamp();
  if (readIfThere(stampFile) === wanted) return;
  if (!isInstalledAsLocked()) install();
  mkdirSync(dirname(stampFile), { recursive: true });
  writeFileSync(stampFile, wanted);
}

/** Platform and processor belong to it: native packages of another machine are the wrong ones. */
function lockStamp() {
  const hash = createHash('sha256').update(readFileSync(lockfile)).digest('hex');
  return `${process.platform}-${process.arch} ${hash}\n`;
}

function install() {
  say(
    `${existsSync(installedLockfile) ? 'node_modules is not what package-lock.json says' : 'Nothing is installed yet'}: npm ci …`,
  );
  const startedAt = Date.now();
  // The Node that runs npm itself, not the pinned one: that one is inside the folder that npm ci removes.
  const node = process.env['npm_node_execpath'] ?? process.execPath;
  const npm = process.env['npm_execpath'];
  // `--include=dev`: the pinned Node and the build tools are development dependencies, whatever NODE_ENV says.
  // `--loglevel=error`: the machine's Node only bootstraps, so npm's warnings about `engines` would be false alarms.
  const args = ['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error'];
  const code = npm?.endsWith('js')
    ? runOnStderr(node, [npm, ...args])
    : runOnStderr('npm', args, { shell: process.platform === 'win32' });
  if (code !== 0)
    throw new SetupError('npm ci failed (see above): nothing was started. Mend that and run the command again.');
  say(`Installed in ${((Date.now() - startedAt) / 1000).toFixed(0)} s.`);
}

/** Every package of the lock is there in its version; only what is optional (other platforms) may be missing. */
function isInstalledAsLocked() {
  const installed = packagesOf(installedLockfile);
  const locked = packagesOf(lockfile);
  if (!installed || !locked) return false;
  return Object.entries(locked).every(([path, wanted]) => {
    if (path === '') return true;
    const found = installed[path];
    if (!found) return wanted.optional === true;
    // Packages of another platform stay in the lock: what counts is that a found one is the right one and really there.
    return found.version === wanted.version && found.integrity === wanted.integrity && existsSync(inProject(path));
  });
}

/**
 * @param {string} file
 * @returns {Record<string, { version?: string, integrity?: string, optional?: boolean }> | null}
 */
function packagesOf(file) {
  const text = readIfThere(file);
  if (text === null) return null;
  try {
    return JSON.parse(text).packages ?? null;
  } catch {
    return null;
  }
}

/** @param {string} file */
function readIfThere(file) {
  return existsSync(file) ? readFileSync(file, 'utf8') : null;
}
