import { existsSync, readFileSync, statfsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { type Config, signInRisk, signInRiskTodo } from '#server/config.ts';
import type { Miscount } from '#server/store/care.ts';
import type { JournalStore } from '#server/store/journal-store.ts';
import { storeHolder } from '#server/store/lock.ts';
import { openStore } from '#server/store/open.ts';
import { type Command, CommandFailed, print } from './command.ts';
import { serverStatus } from './control-client.ts';

const leastFreeBytes = 512 * 1024 * 1024;
const secretBytes = 32;
const miscountsShown = 20;

/** One thing that was looked at. `todo`: what to do about it; null when it is right. */
type Finding = { check: string; says: string; todo: string | null };

export const doctor: Command = {
  summary: 'look whether everything is right, and say what to do where it is not',
  help: `Usage: npm run journal -- doctor [--json]

Looks at the configuration, the files of DATA_DIR, free disk space, whether the server runs, the store's integrity, and
counts everything anew: what processes and cards say of themselves against what is there. Changes nothing, may run beside
the server; a large store takes minutes. Exit code 1 when something is wrong.
`,
  options: {},
  async run({ values, words, config }) {
    if (words.length > 0) throw new CommandFailed(`It takes no file.\n\n${doctor.help}`, 64);
    // A wrong configuration never comes this far: it was refused with code 78.
    const findings: Finding[] = [right('configuration', `right; DATA_DIR is ${config.dataDir}`)];
    const risk = signInRisk(config);
    findings.push(
      risk === null ? right('sign-in', 'over https, or on this machine only') : wrong('sign-in', risk, signInRiskTodo),
    );
    findings.push(await serverFinding(config), ...fileFindings(config.dataDir), ...diskFinding(config.dataDir));
    const store = await openStore(config.dataDir, { purpose: 'reading' }).catch((error: unknown) => {
      const why = error instanceof Error ? error.message : String(error);
      findings.push(
        wrong('store', why, 'If it worked before, stop the server and restore the last backup into an empty DATA_DIR.'),
      );
      return null;
    });
    if (store !== null) {
      try {
        findings.push(...(await storeFindings(store)));
      } catch (error) {
        const why = error instanceof Error ? error.message : String(error);
        findings.push(wrong('store', `it cannot be read to its end: ${why}`, damaged));
      } finally {
        await store.close();
      }
    }
    const bad = findings.filter(({ todo }) => todo !== null).length;
    print(values, { right: bad === 0, findings }, [
      ...findings.flatMap(({ check, says, todo }) =>
        todo === null ? [`right  ${check}: ${says}`] : [`WRONG  ${check}: ${says}`, `       ${todo}`],
      ),
      bad === 0 ? 'Nothing is wrong.' : `${bad} ${bad === 1 ? 'thing is' : 'things are'} wrong.`,
    ]);
    return bad === 0 ? 0 : 1;
  },
};

const damaged = 'Stop the server, keep a copy of DATA_DIR, and restore the last backup into an empty DATA_DIR.';
const recount =
  'Nothing is lost: export the portal and import it into an empty DATA_DIR, that counts anew. Please report it.';

function right(check: string, says: string): Finding {
  return { check, says, todo: null };
}

function wrong(check: string, says: string, todo: string): Finding {
  return { check, says, todo };
}

async function serverFinding({ dataDir }: Config): Promise<Finding> {
  const status = await serverStatus(dataDir);
  if (status !== null) return right('server', `it runs (pid ${status.pid})`);
  const holder = storeHolder(dataDir);
  if (holder === null) return right('server', 'it does not run');
  return right(
    'server',
    `another process${holder} has the store open and takes no imports: a command, or a server without control.sock`,
  );
}

function fileFindings(dataDir: string): Finding[] {
  const findings: Finding[] = [];
  const isPosix = process.platform !== 'win32';
  for (const name of ['journal.db', 'secret.key']) {
    const file = join(dataDir, name);
    if (!existsSync(file)) continue;
    const mode = statSync(file).mode & 0o777;
    // The store's own rights do not matter while nobody else may enter its directory.
    const isOpen = isPosix && (mode & 0o077) !== 0 && (statSync(dataDir).mode & 0o077) !== 0;
    if (isOpen)
      findings.push(wrong('files', `others may read ${file}`, `Run: chmod 700 ${dataDir} && chmod 600 ${file}`));
  }
  const secret = join(dataDir, 'secret.key');
  const isWhole =
    !existsSync(secret) || Buffer.from(readFileSync(secret, 'utf8').trim(), 'base64url').length === secretBytes;
  if (!isWhole)
    findings.push(wrong('files', `${secret} is damaged`, 'Put back the <file>.secret.key of the last backup.'));
  return findings.length === 0 ? [right('files', 'for their owner only')] : findings;
}

function diskFinding(dataDir: string): Finding[] {
  if (!existsSync(dataDir)) return [];
  const { bavail, bsize } = statfsSync(dataDir);
  const free = bavail * bsize;
  const says = `${Math.floor(free / 1024 / 1024)} MiB free`;
  return [
    free >= leastFreeBytes
      ? right('disk', says)
      : wrong('disk', says, 'Free some space: a full disk stops writing. purge needs some, too.'),
  ];
}

async function storeFindings(store: JournalStore): Promise<Finding[]> {
  const { database, migration } = await store.care.about();
  const { bytes } = await store.facts();
  const findings = [right('store', `${database}, schema ${migration}, ${Math.ceil(bytes / 1024 / 1024)} MiB`)];
  const problems = await store.check();
  if (problems.length > 0) {
    const more = problems.length > 1 ? ` and ${problems.length - 1} more` : '';
    return [...findings, wrong('integrity', `${problems[0]}${more}`, damaged)];
  }
  findings.push(right('integrity', 'every page and index is in order'));

  const miscounts = await store.care.miscounts(miscountsShown);
  findings.push(...miscounts.map((miscount) => wrong('counts', sayMiscount(miscount), recount)));
  if (miscounts.length === miscountsShown)
    findings.push(wrong('counts', `only the first ${miscountsShown} are named`, recount));
  const stray = await store.care.strayEntries();
  if (stray > 0) findings.push(wrong('counts', `${stray} entries belong to no process`, damaged));
  const { cards, processes, entries, accounts } = await store.care.counts();
  if (miscounts.length + stray === 0)
    findings.push(right('counts', `${cards} cards, ${processes} processes, ${entries} entries, counted anew`));
  const owner = accounts === 0 ? 'none yet; npm run journal -- claim prints a link' : String(accounts);
  return [...findings, right('accounts', owner)];
}

function sayMiscount({ what, portal, id, told, real }: Miscount): string {
  const there = real as Record<string, number>;
  const differ = Object.entries(told).filter(([name, count]) => there[name] !== count);
  return `${what} ${id} of ${portal} says ${differ.map(([name, count]) => `${name} ${count}, there are ${there[name]}`).join('; ')}`;
}
