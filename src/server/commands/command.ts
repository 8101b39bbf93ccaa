import type { ParseArgsConfig } from 'node:util';
import type { Config } from '#server/config.ts';

/** A command stops with a sentence for the person who typed it, and an exit code. */
export class CommandFailed extends Error {
  readonly exitCode: number;

  constructor(message: string, exitCode = 1) {
    super(message);
    this.exitCode = exitCode;
  }
}

export type Values = Readonly<Record<string, string | boolean | undefined>>;

export type Command = {
  /** One line for the list of commands. */
  summary: string;
  /** Printed by `--help`. */
  help: string;
  options: NonNullable<ParseArgsConfig['options']>;
  /** Prints for a person, or JSON when asked to; progress goes to stderr. Returns the exit code. */
  run(input: { values: Values; words: readonly string[]; config: Config }): Promise<number>;
};

/** Prints a result: as JSON with `--json`, else as lines for a person. */
export function print(values: Values, json: unknown, lines: readonly string[]): void {
  process.stdout.write(
    values['json'] === true ? `${JSON.stringify(json)}\n` : lines.map((line) => `${line}\n`).join(''),
  );
}

/** An option that must be there. */
export function required(values: Values, name: string): string {
  const value = values[name];
  if (typeof value === 'string' && value !== '') return value;
  throw new CommandFailed(`--${name} is missing`, 64);
}

/** The address that people use, for links. */
export function addressOf({ publicUrl, host, port }: Config): string {
  return publicUrl?.origin ?? `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
}
