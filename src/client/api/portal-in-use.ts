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

/** Opened in the portal, but on no card. */
const frameHome = '/frame/home';

/** What a frame's address says beside the page: how to reach the portal around it, how to look, and `home` when it was opened on no card. */
const frameNames = ['DOMAIN', 'PROTOCOL', 'APP_SID', 'lang', 'theme', 'home'] as const;
/** Null outside of a frame. */
let kept: URLSearchParams | null = null;

/**
 * Makes this document a portal's frame, as the search of its address says. Every address within the frame keeps this, so
 * that a reload can ask the portal again and looks as before. Null: it is none.
 */
export function keepInFrame(search: URLSearchParams | null): void {
  if (search === null) {
    kept = null;
    return;
  }
  kept = new URLSearchParams();
  for (const name of frameNames) {
    const value = search.get(name);
    if (value !== null) kept.set(name, value);
  }
}

export function keptInFrame(): URLSearchParams {
  return new URLSearchParams(kept ?? undefined);
}

/** Whether a portal is around this document: a fact of it, as the portal in use is. */
export function isInFrame(): boolean {
  return kept !== null;
}

/** The page of the portal around us does not say which card is shown: our own pages do. */
export function isOnNoCard(): boolean {
  return kept?.has('home') ?? false;
}

/** From here on the frame shows what it was not opened on. */
export function leaveCard(): void {
  kept?.set('home', '1');
}

/** The path of the same page within the portal's frame. */
export function insideFrame(path: string): string {
  return path === '/' ? frameHome : `/frame${path}`;
}

/** The address of the same page outside of the portal's frame: what a colleague can open. */
export function outsideFrame(pathname: string, search: string): string {
  if (!pathname.startsWith('/frame/')) return pathname + search;
  const params = new URLSearchParams(search);
  for (const name of frameNames) params.delete(name);
  const path = pathname === frameHome ? '/' : pathname.slice('/frame'.length);
  return params.size === 0 ? path : `${path}?${params.toString()}`;
}
