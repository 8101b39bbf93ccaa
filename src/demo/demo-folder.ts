import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { ConfigurationError } from './configuration.ts';

/** The demo's own files within the data directory; their folder also marks the store as a demo's. */
export type DemoFolder = {
  dataDir: string;
  pathOf: (name: string) => string;
  /** Null when there is none, or it cannot be read as JSON. */
  read: (name: string) => unknown;
  readText: (name: string) => string | null;
  /** Whole or not at all; readable by its owner only. */
  write: (name: string, content: string) => void;
};

const ownFolder = 'demo-portal';

/**
 * Opens the folder, empty when `fresh`. A directory that holds something else is never deleted nor filled with invented
 * deals: ConfigurationError.
 */
export function openDemoFolder(dataDir: string, fresh: boolean): DemoFolder {
  const own = join(dataDir, ownFolder);
  const isDemo = existsSync(own);
  if (!isDemo && existsSync(dataDir) && readdirSync(dataDir).length > 0) {
    throw new ConfigurationError(
      `DATA_DIR is ${dataDir}, which holds something that is no demo: give an empty or a new directory`,
    );
  }
  if (fresh && isDemo) rmSync(dataDir, { recursive: true, force: true });
  mkdirSync(own, { recursive: true, mode: 0o700 });
  const pathOf = (name: string) => join(own, name);
  const readText = (name: string) => (existsSync(pathOf(name)) ? readFileSync(pathOf(name), 'utf8') : null);
  return {
    dataDir,
    pathOf,
    readText,
    read(name) {
      try {
        return JSON.parse(readText(name) ?? 'null');
      } catch {
        return null;
      }
    },
    write(name, content) {
      const draft = pathOf(`${name}.new`);
      writeFileSync(draft, content, { mode: 0o600 });
      chmodSync(draft, 0o600);
      renameSync(draft, pathOf(name));
    },
  };
}
