import { PortalSilent } from './host.ts';
import type { Host } from './host.ts';

/** A window of our own: it needs nobody's leave, and nobody vouches for who looks. */
export const standaloneHost: Host = {
  kind: 'standalone',
  reportHeight: () => {},
  openLink: () => false,
  proof: () => Promise.reject(new PortalSilent('no portal is around')),
};
