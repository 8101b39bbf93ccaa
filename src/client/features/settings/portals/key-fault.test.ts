import { expect, it } from 'vitest';
import { keyFaultOf } from './key-fault.ts';
import { makeSecret } from './make-secret.ts';

const pem = (kind: string) => `-----BEGIN ${kind}-----\nMCowBQYDK2VwAyEA\n+/8=\n-----END ${kind}-----\n`;

it('a public key is taken whole, and a private one never', () => {
  expect(keyFaultOf('EdDSA', pem('PUBLIC KEY'), false)).toBeNull();
  expect(keyFaultOf('RS256', `\n${pem('RSA PUBLIC KEY').replaceAll('\n', '\r\n')}`, false)).toBeNull();
  expect(keyFaultOf('RS256', pem('PUBLIC KEY').slice(0, 60), false)).toBe('publicKeyWrong');
  expect(keyFaultOf('RS256', 'MCowBQYDK2VwAyEA', false)).toBe('publicKeyWrong');
  for (const kind of ['PRIVATE KEY', 'RSA PRIVATE KEY', 'EC PRIVATE KEY', 'ENCRYPTED PRIVATE KEY']) {
    expect(keyFaultOf('RS256', pem(kind), true)).toBe('privateKey');
    expect(keyFaultOf('HS256', pem(kind), false)).toBe('privateKey');
  }
});

it('nothing written keeps the key that is there, and only that', () => {
  expect(keyFaultOf('RS256', ' \n', true)).toBeNull();
  expect(keyFaultOf('RS256', '', false)).toBe('publicKeyWrong');
  expect(keyFaultOf('HS256', '', false)).toBe('secretWrong');
});

it('a shared secret is long enough, and the one that we make up is', () => {
  expect(keyFaultOf('HS256', 'x'.repeat(31), true)).toBe('secretWrong');
  expect(keyFaultOf('HS256', 'x'.repeat(32), false)).toBeNull();
  expect(keyFaultOf('HS256', makeSecret(), false)).toBeNull();
  expect(makeSecret()).not.toBe(makeSecret());
});
