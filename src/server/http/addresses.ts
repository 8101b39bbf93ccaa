import { BlockList, isIP } from 'node:net';

/** One list a family: a list of both takes an IPv4 address for an IPv6 one that carries it. */
const inward = { ipv4: new BlockList(), ipv6: new BlockList() } as const;
/** Addresses that lead into a private network, to this machine, or nowhere: IANA's special-purpose registries. */
const subnets = {
  ipv4: [
    '0.0.0.0/8',
    '10.0.0.0/8',
    '100.64.0.0/10',
    '127.0.0.0/8',
    '169.254.0.0/16',
    '172.16.0.0/12',
    '192.0.0.0/24',
    '192.0.2.0/24',
    '192.88.99.0/24',
    '192.168.0.0/16',
    '198.18.0.0/15',
    '198.51.100.0/24',
    '203.0.113.0/24',
    '224.0.0.0/4',
    '240.0.0.0/4',
  ],
  // Of IPv6 only 2000::/3 is given out at all; what carries an IPv4 address within it or beside it is refused too.
  ipv6: ['::/3', '2001::/23', '2001:db8::/32', '2002::/16', '3fff::/20', '4000::/2', '8000::/1'],
} as const;
for (const family of ['ipv4', 'ipv6'] as const) {
  for (const subnet of subnets[family]) {
    const [address = '', bits = ''] = subnet.split('/');
    inward[family].addSubnet(address, Number(bits), family);
  }
}

/** True for an address of the open internet. What is no address, or one of a network card (`fe80::1%eth0`), is none of it. */
export function isPublicAddress(address: string): boolean {
  if (isIP(address) === 0 || address.includes('%')) return false;
  const family = isIP(address) === 6 ? 'ipv6' : 'ipv4';
  return !inward[family].check(address, family);
}
