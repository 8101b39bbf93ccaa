import { parseArgs } from 'node:util';
import { readConfig } from '#server/config.ts';
import { StorageFailed, StorageFull, StoreInUse, StoreUnreadable } from '#server/store/journal-store.ts';
import { audit } from './audit.ts';
import { backup } from './backup.ts';
import { claim } from './claim.ts';
import { type Command, CommandFailed } from './command.ts';
import { doctor } from './doctor.ts';
import { erase } from './erase.ts';
import { exportEvents } from './export.ts';
import { importEvents } from './import.ts';
import { key } from './key.ts';
import { purge } from './purge.ts';
import { redact } from './redact.ts';
import { resetAdmin } from './reset-admin.ts';
import { restore } from './restore.ts';

const commands: Readonly<Record<string, Command>> = {
  claim,
  'reset-admin': resetAdmin,
  key,
  import: importEvents,
  export: exportEvents,
  backup,
  restore,
  purge,
  redact,
  erase,
  doctor,
  audit,
};

const wrongUsage = 64;
const wrongConfiguration = 78;

function usage(): string {
  const width = Math.max(...Object.keys(commands).map((name) => name.length));
  const lines = Object.entries(commands).map(([name, { summary }]) => `  ${name.padEnd(width)}  ${summary}`);
  return `Usage: npm run journal -- <command> [options]\n\n${lines.join('\n')}\n\n<command> --help says more of each. --json prints JSON.\n`;
}

async function main([name, ...rest]: readonly string[]): Promise<number> {
  const command = name === undefined ? undefined : commands[name];
  if (command === undefined) {
    const isHelp = name === undefined || name === '--help' || name === '-h' || name === 'help';
    (isHelp ? process.stdout : process.stderr).write(isHelp ? usage() : `There is no command ${name}.\n\n${usage()}`);
    return isHelp ? 0 : wrongUsage;
  }
  let parsed;
  try {
    parsed = parseArgs({
      args: rest,
      options: { ...command.options, json: { type: 'boolean' }, help: { type: 'boolean', short: 'h' } },
      allowPositionals: true,
    });
  } catch (error) {
    throw new CommandFailed(`${error instanceof Error ? error.message : String(error)}\n\n${command.help}`, wrongUsage);
  }
  const values = parsed.values as Record<string, string | boolean | undefined>;
  if (values['help'] === true) {
    process.stdout.write(command.help);
    return 0;
  }
  const config = readConfig(process.env);
  if (Array.isArray(config))
    throw new CommandFailed(`The configuration is wrong:\n  ${config.join('\n  ')}`, wrongConfiguration);
  return await command.run({ values, words: parsed.positionals, config });
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  const isOurs = [CommandFailed, StoreInUse, StoreUnreadable, StorageFull, StorageFailed].some(
    (ours) => error instanceof ours,
  );
  process.stderr.write(
    `${!(error instanceof Error) ? String(error) : isOurs ? error.message : (error.stack ?? error.message)}\n`,
  );
  process.exitCode = error instanceof CommandFailed ? error.exitCode : 1;
}
