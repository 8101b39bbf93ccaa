import type { PortalInSettings } from '#contract/launch.ts';

/** Portals by what people call them; one that is not known (any more) by its id. */
export function portalNames(ids: readonly string[], portals: readonly PortalInSettings[]): string[] {
  return ids.map((id) => portals.find((one) => one.portal === id)?.title ?? id);
}
