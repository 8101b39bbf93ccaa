/**
 * The network that an address belongs to, which names no household: the first three numbers of an IPv4 address, the
 * first three groups of an IPv6 one. Null for what is no address.
 */
export function networkOf(ip: string): string | null {
  // Sockets that take both kinds write IPv4 as ::ffff:192.0.2.1.
  const four = /^(?:::ffff:)?(\d{1,3}\.\d{1,3}\.\d{1,3})\.\d{1,3}$/i.exec(ip)?.[1];
  if (four !== undefined) return four;
  const [address = ''] = ip.toLowerCase().split('%');
  if (!/^[0-9a-f:.]+$/.test(address) || !address.includes(':')) return null;
  const [head = '', tail] = address.split('::');
  const groupsOf = (text: string) => (text === '' ? [] : text.split(':'));
  const before = groupsOf(head);
  const after = groupsOf(tail ?? '');
  // An IPv4 address at the end stands for two groups.
  const told = before.length + after.length + (after.at(-1)?.includes('.') === true ? 1 : 0);
  const left = tail === undefined ? 0 : Math.max(0, 8 - told);
  const groups = [...before, ...Array.from({ length: left }, () => '0'), ...after];
  if (groups.length < 3 || groups.slice(0, 3).some((group) => !/^[0-9a-f]{1,4}$/.test(group))) return null;
  return groups
    .slice(0, 3)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':');
}
