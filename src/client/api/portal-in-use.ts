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

/** What a frame's address says beside the page: how to reach the portal around it, how to look, and `home` when it was opened on no card. */
const frameNames = ['DOMAIN', 'PROTOCOL', 'APP_SID', 'lang', 'theme', 'home'] as const;
let kept = new URLSearchParams();

/** Every address within the frame keeps this, so that a reload can ask the portal again and looks as before. */
export function keepInFrame(search: URLSearchParams): void {
  kept = new URLSearchParams();
  for (const name of frameNames) {
    const value = search.get(name);
    if (value !== null) kept.set(name, value);
  }
}

export function keptInFrame(): URLSearchParams {
  return new URLSearchParams(kept);
}

/** The address of the same page outside of the portal's frame: what a colleague can open. */
export function outsideFrame(pathname: string, search: string): string {
  if (!pathname.startsWith('/frame/')) return pathname + search;
  const params = new URLSearchParams(search);
  for (const name of frameNames) params.delete(name);
  const path = pathname === '/frame/home' ? '/' : pathname.slice('/frame'.length);
  return params.size === 0 ? path : `${path}?${params.toString()}`;
}
