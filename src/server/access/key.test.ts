import * as crypto from 'node:crypto';
import fc from 'fast-check';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { hashSecret, makeKey, readKey, type StoredKey, verifyKey } from './key.ts';

vi.mock('node:crypto', { spy: true });
beforeEach(() => void vi.mocked(crypto.timingSafeEqual).mockClear());

const now = 1_000_000;
const stored = (secretHash: string, change: Partial<StoredKey> = {}): StoredKey => ({
  secretHash,
  expiresAt: null,
  revokedAt: null,
  oldSecretHash: null,
  oldUntil: null,
  ...change,
});

describe('a key', () => {
  it('is read as it was made, and a letter that is wrong anywhere is a typing error', () => {
    const { key, keyId, secretHash } = makeKey();
    const parts = readKey(key);
    expect(parts?.keyId).toBe(keyId);
    expect(hashSecret(parts?.secret ?? '')).toBe(secretHash);
    fc.assert(
      fc.property(fc.nat(key.length - 1), fc.constantFrom('A', 'B', 'a', 'b', '0', '1'), (at, letter) => {
        const typed = key.slice(0, at) + letter + key.slice(at + 1);
        expect(readKey(typed) === null).toBe(typed !== key);
      }),
    );
  });

  it('of any text is none, and never a failure', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string(), async (text) => {
        expect(await verifyKey(text, async () => stored(hashSecret('x')), now)).toBeNull();
      }),
    );
  });

  // A secret is looked for by comparing it as often and as long, whatever there is to find.
  it.each<[string, (key: string, secretHash: string) => [string, StoredKey | null], boolean]>([
    ['is right', (key, hash) => [key, stored(hash)], true],
    [
      'is right and was rotated',
      (key, hash) => [key, stored(hash, { oldSecretHash: '1'.repeat(64), oldUntil: now + 1 })],
      true,
    ],
    [
      'is the one before the rotation',
      (key, hash) => [key, stored('1'.repeat(64), { oldSecretHash: hash, oldUntil: now + 1 })],
      true,
    ],
    [
      'was the one before the rotation',
      (key, hash) => [key, stored('1'.repeat(64), { oldSecretHash: hash, oldUntil: now })],
      false,
    ],
    ['is revoked', (key, hash) => [key, stored(hash, { revokedAt: now })], false],
    ['has a wrong secret', (key) => [key, stored('1'.repeat(64))], false],
    ['is unknown', (key) => [key, null], false],
    ['is no key', () => ['no key', null], false],
    ['is empty', () => ['', null], false],
  ])('that %s is compared twice in constant time', async (_, make, isTaken) => {
    const { key, secretHash } = makeKey();
    const [text, row] = make(key, secretHash);
    expect((await verifyKey(text, async () => row, now)) !== null).toBe(isTaken);
    const compared = vi.mocked(crypto.timingSafeEqual).mock.calls;
    expect(compared.map(([one, other]) => [one.byteLength, other.byteLength])).toEqual([
      [32, 32],
      [32, 32],
    ]);
  });

  it('that has expired is told from one that is wrong', async () => {
    const { key, secretHash } = makeKey();
    const at = async (expiresAt: number) => await verifyKey(key, async () => stored(secretHash, { expiresAt }), now);
    expect([(await at(now))?.isExpired, (await at(now + 1))?.isExpired]).toEqual([true, false]);
  });
});
