import type { Host } from './host.ts';

/** As tall as the portal's tab may be; what is longer scrolls within. */
export const tallest = 760;

/**
 * A page of `origin` that shows us in a frame. What is sent goes to that origin and no other; nothing that comes from
 * it is read.
 */
export function frameHost(parent: Window, origin: string): Host {
  let told = 0;
  return {
    kind: 'frame',
    reportHeight(height) {
      const wanted = Math.min(tallest, Math.ceil(height));
      if (wanted === told) return;
      told = wanted;
      parent.postMessage({ type: 'journal:height', height: wanted }, origin);
    },
  };
}
