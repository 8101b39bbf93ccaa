import { hkdfSync } from 'node:crypto';
import { judge } from '#server/cause/judge.ts';
import type { Change, JournalStore } from '#server/store/journal-store.ts';
import { createIngest, type Ingest } from './ingest.ts';
import { createPreparer } from './prepare.ts';
import { createSecretRedactor, type SecretRedactor } from './secrets.ts';

/** The one door for events, with the rules of this instance: whoever brings them, from a request or a file. */
export function createIngestOf(options: {
  store: Pick<JournalStore, 'write'>;
  secret: Buffer;
  onChange(changes: readonly Change[]): void;
  now(): number;
}): Ingest {
  const { store, secret, onChange, now } = options;
  return createIngest({ store, prepare: createPreparer(createRedactorOf(secret), judge), onChange, now });
}

/** What destroys secrets in this instance, so that one secret leaves the same mark everywhere. */
export function createRedactorOf(secret: Buffer): SecretRedactor {
  return createSecretRedactor(Buffer.from(hkdfSync('sha256', secret, '', 'marks of destroyed secrets', 32)));
}
