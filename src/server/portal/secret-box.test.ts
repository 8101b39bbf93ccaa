import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createSecretBox } from './secret-box.ts';

const box = createSecretBox(Buffer.alloc(32, 7));

describe('a sealed secret', () => {
  it('opens to what it was, for its own portal and instance only', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const secret = text.toWellFormed();
        const sealed = box.seal('shop', secret);
        expect(box.open('shop', sealed)).toBe(secret);
        expect(box.seal('shop', secret)).not.toBe(sealed);
        expect(() => box.open('other', sealed)).toThrow();
        expect(() => createSecretBox(Buffer.alloc(32, 8)).open('shop', sealed)).toThrow();
      }),
    );
  });

  it('does not open with any byte of it another, or without its end', () => {
    const sealed = Buffer.from(box.seal('shop', 'a shared secret of the shop'), 'base64url');
    fc.assert(
      fc.property(fc.nat(sealed.length - 1), fc.integer({ min: 1, max: 255 }), (at, change) => {
        const altered = Buffer.from(sealed);
        altered[at] = (altered[at] ?? 0) ^ change;
        expect(() => box.open('shop', altered.toString('base64url'))).toThrow();
        expect(() => box.open('shop', sealed.subarray(0, at).toString('base64url'))).toThrow();
      }),
    );
  });
});
