import type { Role } from '#contract/session.ts';
import { isInFrame } from '#client/api/portal-in-use.ts';
import { paths } from '#client/paths.ts';
import type { IconName } from '#client/ui/icon.tsx';

export type NavEntry = {
  key: 'failures' | 'cards' | 'quiet' | 'flags' | 'search' | 'audit' | 'settings';
  icon: IconName;
  href: () => string;
  roles: readonly Role[];
};

/** The sections in their order, and who works with them. A new one is a line here and its word in `header`. */
const entries: readonly NavEntry[] = [
  { key: 'failures', icon: 'failure', href: () => paths.failures(), roles: ['support', 'administrator'] },
  { key: 'cards', icon: 'list', href: () => paths.home(), roles: ['manager', 'support', 'administrator'] },
  { key: 'search', icon: 'search', href: () => paths.search(), roles: ['manager', 'support', 'administrator'] },
  { key: 'flags', icon: 'flag', href: () => paths.flags(), roles: ['manager', 'support', 'administrator'] },
  { key: 'quiet', icon: 'hourglass', href: () => paths.quiet(), roles: ['support', 'administrator'] },
  { key: 'audit', icon: 'shield', href: () => paths.audit(), roles: ['administrator', 'auditor'] },
  { key: 'settings', icon: 'technical', href: () => paths.settings('people'), roles: ['administrator'] },
];

/** Who has one section only needs no way to it. Settings have no page in the portal's frame. */
export function navEntriesOf(role: Role): readonly NavEntry[] {
  const own = entries.filter(({ key, roles }) => roles.includes(role) && !(key === 'settings' && isInFrame()));
  return own.length > 1 ? own : [];
}
