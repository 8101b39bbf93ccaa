// Adds to package-lock.json the packages of other platforms that npm left out. Run by hand after an `npm install`:
//   node src/setup/complete-lock.mjs
//
// npm locks a native package for every platform, but silently drops those that its registry does not have (a mirror
// that keeps only what was asked for). `npm ci` then refuses the lock, and on another platform the part is missing.
// The version of each is known: its parent names it exactly. Its checksum is not, so npm does not check that one.
import { readFileSync, writeFileSync } from 'node:fs';
import { inProject, say } from './project.mjs';

/**
 * @typedef {{ version?: string, dev?: boolean, license?: string, optional?: boolean, os?: string[], cpu?: string[],
 *   libc?: string[], optionalDependencies?: Record<string, string> }} Locked
 * @typedef {Record<string, Locked>} Packages as package-lock.json has them, by path
 */

const platform = /(android|darwin|freebsd|linux|openharmony|win32|wasm32)-([a-z0-9]+)(?:-(\w+))?$/;

/**
 * What is named in the lock and not locked, e.g. `@oxlint/binding-darwin-arm64`.
 * @param {Packages} packages
 * @returns {{ name: string, version: string, parent: Locked }[]}
 */
export function missingFrom(packages) {
  return Object.entries(packages).flatMap(([path, parent]) =>
    Object.entries(parent.optionalDependencies ?? {})
      .filter(([name]) => !isLocked(packages, path, name))
      .map(([name, version]) => ({ name, version, parent })),
  );
}

/**
 * @param {Packages} packages
 * @returns {Packages}
 */
export function completed(packages) {
  const added = missingFrom(packages).flatMap(({ name, version, parent }) => {
    const [, os, cpu, abi = ''] = platform.exec(name) ?? [];
    // Only what is pinned and says its platform by its name; anything else is for a person to look at.
    if (!os || !cpu || !/^\d/.test(version)) return [];
    const libc = os !== 'linux' ? null : abi.startsWith('musl') ? 'musl' : abi.startsWith('gnu') ? 'glibc' : null;
    /** @type {Locked} */
    const entry = {
      version,
      cpu: [os === 'wasm32' ? os : cpu],
      ...(parent.dev ? { dev: true } : {}),
      ...(libc ? { libc: [libc] } : {}),
      ...(parent.license ? { license: parent.license } : {}),
      optional: true,
      ...(os === 'wasm32' ? {} : { os: [os] }),
    };
    return [/** @type {const} */ ([`node_modules/${name}`, entry])];
  });
  const entries = Object.entries({ ...packages, ...Object.fromEntries(added) });
  return Object.fromEntries(entries.toSorted(([a], [b]) => a.localeCompare(b, 'en')));
}

/**
 * As Node looks it up: in the package's own node_modules, then in those around it.
 * @param {Packages} packages
 * @param {string} path
 * @param {string} name
 */
function isLocked(packages, path, name) {
  for (let from = path; ; from = from.slice(0, Math.max(0, from.lastIndexOf('node_modules/') - 1))) {
    if (packages[`${from ? `${from}/` : ''}node_modules/${name}`]) return true;
    if (!from) return false;
  }
}

if (process.argv[1] === import.meta.filename) {
  const file = inProject('package-lock.json');
  const lock = JSON.parse(readFileSync(file, 'utf8'));
  const count = Object.keys(lock.packages).length;
  lock.packages = completed(lock.packages);
  writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`);
  say(`Added ${Object.keys(lock.packages).length - count} packages of other platforms to package-lock.json.`);
}
