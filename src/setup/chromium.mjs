// A Chromium for the browser tests: found, else installed if we may, else asked for. Imports nothing but Node.
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromiumCandidates } from './find-chromium.mjs';
import { runOnStderr } from './processes.mjs';
import { inProject, projectNode, say, SetupError } from './project.mjs';

const answerMs = 20_000;
const downloadMs = 10 * 60_000;

/**
 * The path of a Chromium that runs.
 * @returns {string}
 */
export function ensureChromium() {
  const told = process.env['CHROMIUM_PATH'];
  const found = working();
  if (found) return found;
  if (told) throw new SetupError(`CHROMIUM_PATH is ${told}: there is no Chromium there that runs.`);

  installFromDebian();
  const packaged = working();
  if (packaged) return packaged;

  say('Trying the download of Playwright …');
  const cli = inProject('node_modules/@playwright/test/cli.js');
  runOnStderr(projectNode(), [cli, 'install', 'chromium'], { timeoutMs: downloadMs });
  const downloaded = working();
  if (downloaded) return downloaded;

  throw new SetupError(
    'The browser tests need Chromium, and it could not be installed from here. Install it yourself ' +
      '(Debian, Ubuntu: apt-get install chromium; macOS: brew install --cask chromium; elsewhere: Google Chrome will do), ' +
      'or name one in CHROMIUM_PATH, and run the command again.',
  );
}

/** The first candidate that answers: some systems have a `chromium-browser` that only says where to get one. */
function working() {
  return chromiumCandidates().find(
    // On Windows `--version` opens a window instead of answering: being there has to do.
    (path) =>
      process.platform === 'win32' || runOnStderr(path, ['--version'], { quiet: true, timeoutMs: answerMs }) === 0,
  );
}

function installFromDebian() {
  if (!isOnPath('apt-get')) return;
  const prefix = process.getuid?.() === 0 ? [] : ['sudo', '-n'];
  // `sudo -n` never asks for a password: a test run must not wait for somebody to type.
  if (prefix.length > 0 && runOnStderr('sudo', ['-n', 'true'], { quiet: true }) !== 0) return;
  say('Installing Chromium (apt-get install chromium) …');
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  for (const args of [
    ['update', '-q'],
    ['install', '-q', '-y', 'chromium'],
  ]) {
    const [command = 'apt-get', ...rest] = [...prefix, 'apt-get', ...args];
    if (runOnStderr(command, rest, { env, timeoutMs: downloadMs }) !== 0) return;
  }
}

/** @param {string} name */
function isOnPath(name) {
  return (process.env['PATH'] ?? '').split(delimiter).some((folder) => {
    try {
      accessSync(join(folder, name), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}
