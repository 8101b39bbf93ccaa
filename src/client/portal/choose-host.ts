import { frameHost } from './frame-host.ts';
import type { Host } from './host.ts';
import { standaloneHost } from './standalone-host.ts';

/** `origin`: who may frame the portal's card page; without one only a page of our own server can (the demo portal). */
export function chooseHost(origin: string | null, own: Window = window): Host {
  if (own.parent === own) return standaloneHost;
  return frameHost(own.parent, origin ?? own.location.origin);
}
