import { randomBytes } from 'node:crypto';
import { existsSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RecordAudit } from './access/audit-note.ts';
import { makeToken } from './access/key.ts';
import { hashPassword } from './session/password.ts';
import type { Config } from './config.ts';
import type { JournalStore } from './store/journal-store.ts';

const claimMs = 30 * 60 * 1000;

/** The key of this instance, 32 bytes, made at its first start and kept beside the store, never in it. */
export function instanceSecret(dataDir: string): Buffer {
  const file = join(dataDir, 'secret.key');
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  if (!existsSync(file)) makeSecret(file);
  const secret = Buffer.from(readFileSync(file, 'utf8').trim(), 'base64url');
  if (secret.length !== 32) throw new Error(`${file} is damaged; restore it from a backup`);
  return secret;
}

/** Of two processes that come at once one makes it, and nobody ever reads half of it. */
function makeSecret(file: string): void {
  const partial = `${file}.${process.pid}`;
  writeFileSync(partial, randomBytes(32).toString('base64url'), { mode: 0o600 });
  try {
    linkSync(partial, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    rmSync(partial, { force: true });
  }
}

/** Where the link to claim the instance is kept for whoever may read the data directory. */
export function claimFile(dataDir: string): string {
  return join(dataDir, 'claim-token');
}

/** A new one-time link by which the first administrator is made; an older one is void. */
export async function makeClaimLink(
  store: Pick<JournalStore, 'accounts'>,
  dataDir: string,
  address: string,
): Promise<string> {
  const { token, hash } = makeToken();
  await store.accounts.putClaim(hash, Date.now() + claimMs);
  const link = `${address}/claim#t=${token}`;
  writeFileSync(claimFile(dataDir), `${link}\n`, { mode: 0o600 });
  return link;
}

export function forgetClaimLink(dataDir: string): void {
  rmSync(claimFile(dataDir), { force: true });
}

/** Makes the first administrator of an unattended start; does nothing when there is an account already. */
export async function addFirstAdministrator(
  store: Pick<JournalStore, 'accounts'>,
  admin: NonNullable<Config['admin']>,
  record: RecordAudit,
): Promise<void> {
  if ((await store.accounts.count()) > 0) return;
  await record({
    action: 'instance.claim',
    // Whoever sets the environment of the server may run commands here, too.
    actor: 'command',
    portalNo: null,
    object: null,
    details: { unattended: true },
    requestId: null,
    ip: null,
  });
  const account = { email: admin.email, name: admin.email, role: 'administrator' as const, portals: [] };
  await store.accounts.add({ ...account, password: await hashPassword(admin.password) }, true);
}
