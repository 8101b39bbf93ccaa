import { createHash, createPublicKey, type KeyObject } from 'node:crypto';
import type { signingAlgorithms } from '#contract/launch.ts';
import { Problem } from '#contract/problem.ts';

type Algorithm = (typeof signingAlgorithms)[number];

const fewestBits = 2048;
const mostBits = 8192;

/** A key as it is stored, and the beginning of its hash, by which people tell keys apart. */
export type CheckedKey = { key: string; fingerprint: string };

/**
 * Looks at a key before it is kept: one that could not verify a token, or verifies too weakly, is refused now and not
 * when the first manager opens a card. @throws Problem invalid_request
 */
export function checkKey(algorithm: Algorithm, text: string): CheckedKey {
  if (algorithm === 'HS256') return { key: text, fingerprint: fingerprintOf(Buffer.from(text)) };
  const key = readPublicKey(text.trim());
  if (algorithm === 'RS256') {
    const bits = key.asymmetricKeyDetails?.modulusLength ?? 0;
    if (key.asymmetricKeyType !== 'rsa') throw refused('RS256 takes an RSA key');
    if (bits < fewestBits || bits > mostBits) throw refused(`an RSA key has ${fewestBits} to ${mostBits} bits`);
  } else if (key.asymmetricKeyType !== 'ed25519') throw refused('EdDSA takes an Ed25519 key');
  return {
    key: key.export({ type: 'spki', format: 'pem' }).toString(),
    fingerprint: fingerprintOf(key.export({ type: 'spki', format: 'der' })),
  };
}

function readPublicKey(text: string): KeyObject {
  // Node would make a public key of a private one without a word; whoever pastes his private key must learn of it.
  if (!/^-----BEGIN (?:RSA )?PUBLIC KEY-----/.test(text)) throw refused('the key is no public key in PEM');
  try {
    return createPublicKey({ key: text, format: 'pem' });
  } catch {
    throw refused('the key cannot be read');
  }
}

function fingerprintOf(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex').slice(0, 16);
}

function refused(why: string): Problem {
  return new Problem('invalid_request', `the body: ${why}`);
}
