import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Origin } from '#contract/session.ts';
import { originOf } from './origin-of.ts';

describe('the address of a site', () => {
  it.each([
    ['https://portal.example', 'https://portal.example'],
    ['  portal.example.ru/crm/deal/details/7/?x=1#y ', 'https://portal.example.ru'],
    ['HTTPS://Portal.Example:443/', 'https://portal.example'],
    ['http://127.0.0.1:8080', 'http://127.0.0.1:8080'],
    ['localhost:3000', 'https://localhost:3000'],
    ['портал.рф', 'https://xn--80awhdgm.xn--p1ai'],
  ])('%s is taken as %s', (text, origin) => expect(originOf(text)).toBe(origin));

  it.each([
    '',
    'javascript:alert(1)',
    'ftp://portal.example',
    'https://portal.example@evil.example',
    'https://user:word@portal.example',
    'https://[::1]/',
    'https://a b',
    'file:///etc/passwd',
  ])('%s is none', (text) => expect(originOf(text)).toBeNull());

  it('is one that the server takes, whatever is written', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.webUrl({ withFragments: true }), fc.domain()), (text) => {
        const origin = originOf(text);
        if (origin !== null) expect(Origin.safeParse(origin).success).toBe(true);
      }),
    );
  });
});
