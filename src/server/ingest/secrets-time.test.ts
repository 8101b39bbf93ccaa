import { describe, expect, it } from 'vitest';
import { createSecretRedactor } from './secrets.ts';

const redactor = createSecretRedactor(Buffer.alloc(32, 7));

describe('time grows with the text, not with its square', () => {
  it.each([
    ' ',
    '"',
    "'",
    '\\',
    '\\"',
    'a=',
    'token',
    'token=',
    'token:',
    'token="',
    "token='",
    'token=\\"',
    'token: ',
    'token\n ',
    'token,',
    'token=,a',
    'password=a,b=',
    'Authorization: Bearer ',
    'Cookie: a',
    'cookie=;',
    '%25',
    '%25%32',
    '%E2%80',
    '\\u0025',
    '&quot;',
    '&',
    '{',
    '[',
    '{"a":',
    '[{"token":',
    '1',
    '4',
    '4111 ',
    '4111-1111-',
    '1234567:',
    '12345:a',
    '-----BEGIN',
    '-----BEGIN PRIVATE KEY-----',
    '-----BEGIN PRIVATE KEY-----a',
    'eyJ',
    'eyJ.',
    'eyJaaaaaaaaaa.',
    'ghp_',
    'sk-',
    'EAA',
    'ya29.',
    '/rest/',
    '/rest/1/',
    '/',
    '://',
    '://a',
    '://a@',
    '://@@',
    'bearer ',
    'basic ',
    'basic',
    '|',
    '|a.',
    '|a.0123456789',
    'auth[',
    'pin',
    'sign',
    '‹',
    '‹secret:',
    '‹secret:token:0a1b›',
    'token=‹secret:token:0a1b›',
    'token ',
    '\u200b',
    'ｔ',
    '\u00a0',
    '"token":"\\"',
    "'token' => ",
    's:1:"token";',
    '<token>',
    '--token ',
    'x-auth-',
    'аб',
    ';',
    'token;s:1:',
  ])('%j', (unit) => {
    const heads = [
      '',
      'token',
      'token="',
      'password: ',
      '-----BEGIN PRIVATE KEY-----',
      'https://',
      '{"token":"',
      'token 1',
      'eyJ',
      '%25token',
    ];
    const build = (size: number): string[] =>
      heads.map((head) => (head + unit.repeat(Math.ceil(size / unit.length))).slice(0, size));
    const spent = (texts: readonly string[]): number => {
      let least = Infinity;
      for (let round = 0; round < 4; round += 1) {
        const from = performance.now();
        for (const one of texts) redactor.value({ message: one, body: JSON.stringify([one.slice(0, one.length / 2)]) });
        least = Math.min(least, performance.now() - from);
      }
      return least;
    };
    const short = build(6_400);
    const long = build(64_000);
    spent(short);
    // Half a millisecond more for the clock's grain and the collector's.
    // Ten times the text: ten times the time would be linear, a hundred times its square.
    expect(spent(long)).toBeLessThan(50 * (spent(short) + 0.5));
  });
});
