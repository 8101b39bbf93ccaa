/**
 * The portal that this document reads. It is chosen once, when the document loads (`portal=` in the address, else the
 * first that the session may read), and another portal is another document: so no cache can mix two portals.
 */
let inUse: string | null = null;

export function choosePortal(portal: string | null): void {
  inUse = portal;
}

export function portalInUse(): string | null {
  return inUse;
}
