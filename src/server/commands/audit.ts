import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { AuditVerification } from '#contract/audit.ts';
import { auditKeysOf, type Checkpoint } from '#server/audit/chain.ts';
import { Checkpointed, checkpointsIn } from '#server/audit/checkpoints.ts';
import { known, verifyLog } from '#server/audit/create.ts';
import { instanceSecret } from '#server/instance.ts';
import { openStore } from '#server/store/open.ts';
import { type Command, CommandFailed, print } from './command.ts';
import { serverCheckpoint } from './control-client.ts';

export const audit: Command = {
  summary: 'check that the audit log is whole and as it was written: audit verify',
  help: `Usage: npm run journal -- audit verify [--against <file>] [--json]

  --against <file>   also compare with every checkpoint in this file: the manifest of a backup, or a kept log of the server

Reads the whole log, checks each event's keyed hash and number, and compares its end with the newest checkpoint beside the
store. May run beside the server, and compares then with the last event that it wrote, too. Exit code 0: intact; 1: not,
and the first number that is wrong or missing is named. It tells of changes by those who cannot read DATA_DIR/secret.key;
keep the server's log or the backups' manifests elsewhere, and it tells of a cut end by those who can, too.
`,
  options: { against: { type: 'string' } },
  async run({ values, words, config: { dataDir } }) {
    if (words[0] !== 'verify' || words.length > 1) throw new CommandFailed(`Say: audit verify\n\n${audit.help}`, 64);
    const against = typeof values['against'] === 'string' ? checkpointsOf(values['against']) : [];
    // Asked before the log is read: what the server wrote by now is there.
    const ofServer = await serverCheckpoint(dataDir);
    const beside = checkpointsIn(dataDir).newest();
    const store = await openStore(dataDir, { purpose: 'reading' });
    try {
      const hasSecret = existsSync(join(dataDir, 'secret.key'));
      if (!hasSecret && (await store.audit.last()) !== null) {
        throw new CommandFailed('DATA_DIR/secret.key is not there; without it the log cannot be verified.');
      }
      // Nothing is made by looking: an empty log needs no key.
      const keys = auditKeysOf(hasSecret ? instanceSecret(dataDir) : Buffer.alloc(32));
      const found = await verifyLog(store.audit, keys.chain, known(ofServer, beside, ...against));
      print(values, found, [sayFound(found)]);
      return found.intact ? 0 : 1;
    } finally {
      await store.close();
    }
  },
};

function sayFound({ events, firstBad }: AuditVerification): string {
  if (firstBad === null) return `intact: ${events} events, each as it was written and none missing`;
  const { seq, reason } = firstBad;
  switch (reason) {
    case 'changed':
      return `NOT intact: event ${seq} is not as it was written (${events} events read)`;
    case 'missing':
      return `NOT intact: event ${seq} is missing (${events} events read)`;
    case 'tail-missing':
      return `NOT intact: the end is missing, from event ${seq} on (${events} events read)`;
  }
}

/** Every checkpoint in a manifest, or in the lines of a log. */
function checkpointsOf(file: string): Checkpoint[] {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    throw new CommandFailed(`${file} cannot be read`);
  }
  const found = [text, ...text.split('\n')].flatMap((part) => {
    const checkpoint = Checkpointed.safeParse(auditIn(part));
    return checkpoint.success ? [checkpoint.data] : [];
  });
  if (found.length > 0) return found;
  throw new CommandFailed(`${file} holds no checkpoint of an audit log`);
}

function auditIn(text: string): unknown {
  try {
    return (JSON.parse(text) as { audit?: unknown } | null)?.audit;
  } catch {
    return undefined;
  }
}
