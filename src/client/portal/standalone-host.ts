import type { Host } from './host.ts';

/** A window of our own: it needs nobody's leave. */
export const standaloneHost: Host = { kind: 'standalone', reportHeight: () => {} };
