// Where things are. Imports nothing but Node: this runs on a fresh clone, before anything is installed.
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of package.json. */
export const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** Inside node_modules, so that it is never committed and goes away with the installation that made it. */
export const cacheFolder = join(root, 'node_modules', '.cache', 'process-journal');

/** @param {...string} parts */
export const inProject = (...parts) => join(root, ...parts);

/** The lowest Node that runs TypeScript as it is, the same as `engines` in package.json. */
const lowest = { major: 22, minor: 18 };

/**
 * The Node that runs our code: the one pinned as a dependency, else the current one if it is new enough.
 * Fails with a sentence when there is neither.
 */
export function projectNode() {
  const pinned = inProject('node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
  if (existsSync(pinned)) return pinned;
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major > lowest.major || (major === lowest.major && minor >= lowest.minor)) return process.execPath;
  throw new SetupError(
    `Node ${process.versions.node} is too old and the pinned one is not in node_modules/node. ` +
      `Install Node ${lowest.major}.${lowest.minor} or later, or let npm run the install script of the package "node".`,
  );
}

/** Something the reader of the terminal can mend: shown as one sentence, without a stack. */
export class SetupError extends Error {}

/**
 * Progress goes to stderr: stdout belongs to `listening on http://…` and to `--json`.
 * @param {string} sentence
 */
export function say(sentence) {
  process.stderr.write(`${sentence}\n`);
}
