import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';

const nonceBytes = 12;
const tagBytes = 16;

/**
 * Keeps secrets that must be read again: AES-256-GCM under a key that is made of the instance's and used for nothing
 * else. A secret is bound to its portal; moved to another portal's row it cannot be opened.
 */
export type SecretBox = {
  seal(portal: string, secret: string): string;
  /** @throws Error when it was sealed by another instance or for another portal, or was altered */
  open(portal: string, sealed: string): string;
};

export function createSecretBox(
  instanceSecret: Buffer,
  purpose: 'portal secrets' | 'erasure subjects' | 'digest webhooks' = 'portal secrets',
): SecretBox {
  const key = Buffer.from(hkdfSync('sha256', instanceSecret, '', purpose, 32));

  return {
    seal(portal, secret) {
      const nonce = randomBytes(nonceBytes);
      const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(portal));
      const text = Buffer.concat([cipher.update(secret, 'utf8'), cipher.final()]);
      return Buffer.concat([nonce, cipher.getAuthTag(), text]).toString('base64url');
    },

    open(portal, sealed) {
      const bytes = Buffer.from(sealed, 'base64url');
      if (bytes.length < nonceBytes + tagBytes) throw new Error('the sealed secret is damaged');
      const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, nonceBytes), {
        authTagLength: tagBytes,
      });
      decipher.setAAD(Buffer.from(portal)).setAuthTag(bytes.subarray(nonceBytes, nonceBytes + tagBytes));
      const text = Buffer.concat([decipher.update(bytes.subarray(nonceBytes + tagBytes)), decipher.final()]);
      return text.toString('utf8');
    },
  };
}
