import type { signingAlgorithms } from '#contract/launch.ts';

export type KeyFault = 'publicKeyWrong' | 'privateKey' | 'secretWrong';

/** What is wrong with a key before the server sees it. Nothing written is right only where there is a key already. */
export function keyFaultOf(
  algorithm: (typeof signingAlgorithms)[number],
  text: string,
  mayStay: boolean,
): KeyFault | null {
  const key = text.trim();
  if (key === '' && mayStay) return null;
  // Of a private key the server could make a public one; but then it has been on its way here.
  if (/-----BEGIN [A-Z ]*PRIVATE KEY-----/.test(key)) return 'privateKey';
  if (algorithm === 'HS256') return key.length < 32 ? 'secretWrong' : null;
  return /^-----BEGIN (?:RSA )?PUBLIC KEY-----\s[\sA-Za-z0-9+/=]+-----END (?:RSA )?PUBLIC KEY-----$/.test(key)
    ? null
    : 'publicKeyWrong';
}
