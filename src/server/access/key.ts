import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { crc32 } from 'node:zlib';

/*
 * Keys. One key serves both as a bearer token and as the code of a webhook address `/rest/<user>/<code>/`: a public id
 * to find it by (it may be logged), a secret of 190 bits, and a checksum that tells a typing error from a revoked key.
 */

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
const idLength = 8;
const secretLength = 32;
const checkLength = 6;
const prefix = 'jk';

function randomText(length: number): string {
  let text = '';
  while (text.length < length) {
    // Bytes past the last whole alphabet would make some letters likelier than others.
    for (const byte of randomBytes(length * 2)) {
      if (byte < 248 && text.length < length) text += alphabet[byte % 62];
    }
  }
  return text;
}

function checksum(text: string): string {
  return crc32(text)
    .toString(36)
    .padStart(checkLength + 1, '0')
    .slice(-checkLength);
}

/** A new key, or a new secret for one: its public id, the key itself (shown once), and what is stored of it. */
export function makeKey(keyId = randomText(idLength)): { keyId: string; key: string; secretHash: string } {
  const secret = randomText(secretLength);
  const body = `${prefix}${keyId}${secret}`;
  return { keyId, key: body + checksum(body), secretHash: hashSecret(secret) };
}

/** The parts of a key; null for what is none of ours or was mistyped. */
export function readKey(key: string): { keyId: string; secret: string } | null {
  const length = prefix.length + idLength + secretLength + checkLength;
  if (key.length !== length || !key.startsWith(prefix) || !/^[A-Za-z0-9]+$/.test(key)) return null;
  const body = key.slice(0, -checkLength);
  if (checksum(body) !== key.slice(-checkLength)) return null;
  return { keyId: key.slice(prefix.length, prefix.length + idLength), secret: body.slice(prefix.length + idLength) };
}

export function hashSecret(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}

/** Compares in constant time; `storedHash` null (no such key) takes as long and is false. */
export function isSecret(secret: string, storedHash: string | null): boolean {
  const given = createHash('sha256').update(secret).digest();
  const expected = Buffer.from(storedHash ?? '0'.repeat(64), 'hex');
  return given.length === expected.length && timingSafeEqual(given, expected) && storedHash !== null;
}

/** What is known of a key's secrets: while one is being replaced, both are taken. */
export type StoredKey = {
  secretHash: string;
  expiresAt: number | null;
  revokedAt: number | null;
  oldSecretHash: string | null;
  oldUntil: number | null;
};

/**
 * Finds the key that a text is, by whatever door it comes in. Null: it is none, is revoked, or the secret is none of
 * its own. Whatever the text, two secrets are compared: how long it takes tells nothing of what there is.
 */
export async function verifyKey<Row extends StoredKey>(
  text: string,
  find: (keyId: string) => Promise<Row | null>,
  now: number,
): Promise<{ row: Row; isExpired: boolean } | null> {
  const parts = readKey(text);
  const row = parts === null ? null : await find(parts.keyId);
  const secret = parts?.secret ?? text;
  const isOldTaken = row !== null && row.oldUntil !== null && row.oldUntil > now;
  const isNew = isSecret(secret, row?.secretHash ?? null);
  const isOld = isSecret(secret, isOldTaken ? row.oldSecretHash : null);
  if (row === null || row.revokedAt !== null || !(isNew || isOld)) return null;
  return { row, isExpired: row.expiresAt !== null && row.expiresAt <= now };
}

/** A token for a session or a claim: 256 bits, of which only the hash is stored. */
export function makeToken(): { token: string; hash: string } {
  const token = randomBytes(32).toString('base64url');
  return { token, hash: hashSecret(token) };
}
