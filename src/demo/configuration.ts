import { isIP } from 'node:net';
import { resolve } from 'node:path';

export type Configuration = { host: string; port: number; dataDir: string; fresh: boolean };

/** What is wrong with the environment or the arguments: the process says it and exits 78. */
export class ConfigurationError extends Error {
  override readonly name = 'ConfigurationError';
}

/**
 * Loopback only: the demo signs everybody in without a password, so it must not be reachable from another machine.
 * Throws ConfigurationError.
 */
export function readConfiguration(environment: NodeJS.ProcessEnv, args: readonly string[]): Configuration {
  const host = environment.HOST || '127.0.0.1';
  if (!isLoopback(host)) {
    throw new ConfigurationError(
      `HOST is ${host}: the demo signs in without a password and listens on a loopback address only`,
    );
  }
  const text = environment.PORT || '3000';
  const port = Number(text);
  if (!/^\d{1,5}$/.test(text) || port > 65_535)
    throw new ConfigurationError(`PORT is ${text}: give a number from 0 to 65535`);
  const unknown = args.find((arg) => arg !== '--fresh');
  if (unknown !== undefined) throw new ConfigurationError(`unknown argument ${unknown}: the demo knows --fresh only`);
  const dataDir = resolve(environment.DATA_DIR || 'data/demo');
  return { host: host === 'localhost' ? '127.0.0.1' : host, port, dataDir, fresh: args.includes('--fresh') };
}

function isLoopback(host: string): boolean {
  if (host === 'localhost' || host === '::1') return true;
  return isIP(host) === 4 && host.startsWith('127.');
}
