import type { FastifyRequest } from 'fastify';
import type { Key } from '#contract/key.ts';
import { Problem } from '#contract/problem.ts';
import type { Scope } from '#contract/session.ts';
import { makeKey } from '#server/access/key.ts';
import { type Caller, mayGrant, mayGrantUntil } from '#server/access/policy.ts';
import { readRoute, type Registrar } from '#server/http/endpoint.ts';
import type { JournalStore, KeyFacts, PortalRow } from '#server/store/journal-store.ts';

const hourMs = 60 * 60 * 1000;

/** Keys of a portal, by which its programs write and read. */
export function registerKeyRoutes(
  registrar: Registrar,
  options: {
    store: Pick<JournalStore, 'accounts'>;
    /** The address that programs use. */
    addressOf(request: FastifyRequest): string;
    now(): number;
  },
): void {
  const { store, addressOf, now } = options;

  async function keyOf(portal: PortalRow, keyId: string): Promise<KeyFacts> {
    const found = (await store.accounts.keysOf(portal.portalNo)).find((one) => one.keyId === keyId);
    if (found === undefined) throw new Problem('not_found', 'no such key');
    return found;
  }

  readRoute(registrar, 'keys', async ({ portal }) => {
    const names = new Map((await store.accounts.list()).map(({ accountNo, name }) => [String(accountNo), name]));
    return { items: (await store.accounts.keysOf(portal.portalNo)).map((one) => present(one, names, now())) };
  });

  readRoute(registrar, 'addKey', async ({ caller, portal, body, request, note }) => {
    requireGrant(caller, body.scopes);
    const { title, user } = body;
    const scopes = [...new Set(body.scopes)];
    const expiresAt = body.expiresAt == null ? null : Date.parse(body.expiresAt);
    if (expiresAt !== null && expiresAt <= now()) throw new Problem('invalid_request', 'the body: expiresAt is over');
    requireGrantUntil(caller, expiresAt);
    const { keyId, key, secretHash } = makeKey();
    await note({ object: { kind: 'key', id: keyId }, details: { scopes, user, expiresAt: body.expiresAt ?? null } });
    const createdBy = caller.kind === 'person' ? String(caller.accountNo) : `key ${keyIdOf(caller)}`;
    const { portalNo } = portal;
    await store.accounts.addKey({
      keyId,
      portalNo,
      user,
      scopes,
      secretHash,
      expiresAt,
      now: now(),
      title,
      createdBy,
    });
    return { key: keyId, secret: key, webhookUrl: webhookUrl(request, user, key) };
  });

  readRoute(registrar, 'rotateKey', async ({ caller, portal, params, body, request, note }) => {
    const known = await keyOf(portal, params.key);
    requireGrant(caller, known.scopes);
    if (known.revokedAt !== null) throw new Problem('conflict', 'the key is revoked');
    if (known.expiresAt !== null && known.expiresAt <= now()) throw new Problem('conflict', 'the key has expired');
    requireGrantUntil(caller, known.expiresAt);
    const { key, secretHash } = makeKey(known.keyId);
    await note({ object: { kind: 'key', id: known.keyId }, details: { overlapHours: body.overlapHours } });
    await store.accounts.rotateKey(known.keyId, secretHash, now() + body.overlapHours * hourMs);
    return { key: known.keyId, secret: key, webhookUrl: webhookUrl(request, known.user, key) };
  });

  readRoute(registrar, 'revokeKey', async ({ portal, params, note }) => {
    const known = await keyOf(portal, params.key);
    await note({ object: { kind: 'key', id: known.keyId } });
    await store.accounts.revokeKey(known.keyId, now());
    return {};
  });

  const webhookUrl = (request: FastifyRequest, user: string, key: string) =>
    `${addressOf(request)}/rest/${user}/${key}/`;
}

function requireGrant(caller: Caller, scopes: readonly Scope[]): void {
  if (!mayGrant(caller, scopes)) throw new Problem('forbidden', 'a key hands out no scope that it has not itself');
}

function requireGrantUntil(caller: Caller, expiresAt: number | null): void {
  if (mayGrantUntil(caller, expiresAt)) return;
  throw new Problem(
    'forbidden',
    'a key that expires makes and rotates none that ends later than itself: say expiresAt',
  );
}

const keyIdOf = (caller: Caller): string => (caller.kind === 'key' ? caller.keyId : '');

function present(row: KeyFacts, names: ReadonlyMap<string, string>, now: number): Key {
  const { keyId, title, user, scopes, createdAt, createdBy, expiresAt, usedAt, revokedAt, oldUntil } = row;
  return {
    key: keyId,
    title,
    user,
    scopes,
    createdAt: new Date(createdAt).toISOString(),
    // Of an account that is gone its number is left, as in the audit log.
    createdBy: createdBy === null ? null : (names.get(createdBy) ?? createdBy),
    expiresAt: momentOf(expiresAt),
    lastUsedAt: momentOf(usedAt === null ? null : usedAt - (usedAt % hourMs)),
    revokedAt: momentOf(revokedAt),
    oldSecretUntil: momentOf(oldUntil !== null && oldUntil > now ? oldUntil : null),
  };
}

function momentOf(at: number | null): string | null {
  return at === null ? null : new Date(at).toISOString();
}
