import { isIPv6 } from 'node:net';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { networkOf } from './network.ts';

describe('the network of an address', () => {
  it.each([
    ['192.0.2.77', '192.0.2'],
    ['::ffff:192.0.2.77', '192.0.2'],
    ['::FFFF:10.1.2.3', '10.1.2'],
    ['2001:db8:a0b:12f0::1', '2001:db8:a0b'],
    ['2001:DB8:0a0b:12f0:1:2:3:4', '2001:db8:a0b'],
    ['2001:db8::1', '2001:db8:0'],
    ['fe80::1%eth0', 'fe80:0:0'],
    ['::1', '0:0:0'],
    ['64:ff9b::192.0.2.33', '64:ff9b:0'],
  ])('%s is %s', (ip, network) => expect(networkOf(ip)).toBe(network));

  it.each(['', 'unknown', 'localhost', '1.2.3', 'a:b'])('%j has none', (ip) => expect(networkOf(ip)).toBeNull());

  it('of any IPv6 address is its first 48 bits, however it is written', () => {
    fc.assert(
      fc.property(fc.ipV6(), (ip) => {
        if (!isIPv6(ip)) return;
        const whole = new URL(`http://[${ip}]/`).hostname.slice(1, -1);
        if (/^::ffff:\d+\./i.test(ip)) return;
        expect(networkOf(ip)).toBe(networkOf(whole));
        expect(networkOf(ip)?.split(':')).toHaveLength(3);
      }),
    );
  });
});
