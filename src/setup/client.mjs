// The client is built when what it is made of has changed. Imports nothing but Node.
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { runOnStderr } from './processes.mjs';
import { inProject, projectNode, root, say, SetupError } from './project.mjs';

const inputs = [
  'index.html',
  'public',
  'src/client',
  'src/contract',
  'vite.config.ts',
  'package.json',
  'package-lock.json',
];
const built = inProject('dist', 'client', 'index.html');
/** Beside the build, not inside: Vite empties its folder. */
const stampFile = inProject('dist', 'client.inputs');

/** Builds `dist/client` unless it was built of exactly these files. */
export function ensureClient() {
  const wanted = hashOfInputs();
  if (existsSync(built) && existsSync(stampFile) && readFileSync(stampFile, 'utf8') === wanted) return;
  say('Building the client …');
  const startedAt = Date.now();
  const code = runOnStderr(projectNode(), [inProject('node_modules/vite/bin/vite.js'), 'build', '--logLevel', 'warn']);
  if (code !== 0) throw new SetupError('The client could not be built (see above): nothing was started.');
  compressAssets();
  writeFileSync(stampFile, wanted);
  say(`Built in ${((Date.now() - startedAt) / 1000).toFixed(1)} s.`);
}

/** Packed once and as tightly as can be: packing them for each reader would be done in haste. */
function compressAssets() {
  for (const file of filesIn(inProject('dist', 'client'))) {
    if (!/\.(?:js|css|svg)$/.test(file)) continue;
    const content = readFileSync(file);
    writeFileSync(`${file}.gz`, gzipSync(content, { level: constants.Z_BEST_COMPRESSION }));
    writeFileSync(`${file}.br`, brotliCompressSync(content));
  }
}

function hashOfInputs() {
  const hash = createHash('sha256');
  for (const file of inputs.flatMap((input) => filesIn(inProject(input)))) {
    // Names and lengths are hashed too, so that moving a line from one file to the next is a change.
    const content = readFileSync(file);
    hash.update(`${relative(root, file).split(sep).join('/')}\0${content.length}\0`).update(content);
  }
  return `${hash.digest('hex')}\n`;
}

/**
 * @param {string} path
 * @returns {string[]}
 */
function filesIn(path) {
  if (!existsSync(path)) return [];
  if (!statSync(path).isDirectory()) return isTest(path) ? [] : [path];
  return readdirSync(path)
    .toSorted()
    .flatMap((name) => filesIn(join(path, name)));
}

/** A changed test is no reason to build again. */
const isTest = (/** @type {string} */ path) => /\.test\.tsx?$/.test(path);
