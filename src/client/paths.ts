import { insideFrame, isInFrame, keptInFrame, outsideFrame, portalInUse } from './api/portal-in-use.ts';

export const cardTabs = ['processes', 'timeline', 'about'] as const;
export type CardTab = (typeof cardTabs)[number];

/** Who may what, and what programs do. */
export const settingsGroups = {
  access: ['people', 'keys', 'portals', 'masking', 'erasure', 'digest', 'catalogue'],
  programs: ['applications', 'activities', 'silent-writes', 'rest'],
} as const;
export const settingsPages = [...settingsGroups.access, ...settingsGroups.programs] as const;
export type SettingsPage = (typeof settingsPages)[number];

type CardAt = { cardType: string; cardId: string };

/** The patterns of the route tree; `paths` fills them in. */
export const patterns = {
  home: '/',
  signIn: '/sign-in',
  claim: '/claim',
  invitation: '/invitation',
  account: '/account',
  card: '/cards/:cardType/:cardId',
  /** Under the card's. */
  journal: 'processes/:processId',
  /** The journal on paper: a page of its own. */
  journalPrint: '/cards/:cardType/:cardId/processes/:processId/print',
  /** Its pages stand under it, each by its own name. */
  settings: '/settings',
  audit: '/audit',
  failures: '/failures',
  failure: '/failures/:cause',
  flags: '/flags',
  /** Explanations of the portal's own: the list, and one of them or `new`. */
  explanations: '/failures/explanations',
  explanation: '/failures/explanations/:explanation',
  quiet: '/quiet',
  search: '/search',
  docs: '/docs/rest',
} as const;

/**
 * The only place that builds addresses of our pages. The portal in use stays in them, so that a colleague reads the same
 * one. In a portal's frame the pages of work are the frame's own; signing in, the account and settings are not there.
 */
export const paths = {
  home: (search?: URLSearchParams) => workAddress('/', search),
  signIn: (returnTo?: string) =>
    address('/sign-in', returnTo === undefined ? undefined : new URLSearchParams({ to: returnTo })),
  claim: () => address('/claim'),
  card: (at: CardAt, search?: URLSearchParams) => workAddress(cardPath(at), search),
  /** `search` is the card page's own: the list behind the journal keeps its filters. */
  journal: (at: CardAt & { processId: string; entry?: string | undefined }, search?: URLSearchParams) => {
    const all = new URLSearchParams(search);
    if (at.entry !== undefined) all.set('entry', at.entry);
    return workAddress(`${cardPath(at)}/processes/${encodeURIComponent(at.processId)}`, all);
  },
  /** `search`: what of the journal is printed. */
  journalPrint: (at: CardAt & { processId: string }, search?: URLSearchParams) =>
    workAddress(`${cardPath(at)}/processes/${encodeURIComponent(at.processId)}/print`, search),
  settings: (page: SettingsPage, search?: URLSearchParams) => address(`/settings/${page}`, search),
  /** One portal of the list: which one is set up, not which one is read. */
  settingsPortal: (portal: string) => address(`/settings/portals/${encodeURIComponent(portal)}`),
  account: () => address('/account'),
  audit: (search?: URLSearchParams) => workAddress('/audit', search),
  failures: (search?: URLSearchParams) => workAddress('/failures', search),
  /** A cause of failures, by its key. */
  failure: (cause: string, search?: URLSearchParams) => workAddress(`/failures/${encodeURIComponent(cause)}`, search),
  flags: (search?: URLSearchParams) => workAddress('/flags', search),
  explanations: () => workAddress('/failures/explanations'),
  explanation: (explanation: string, search?: URLSearchParams) =>
    workAddress(`/failures/explanations/${encodeURIComponent(explanation)}`, search),
  quiet: (search?: URLSearchParams) => workAddress('/quiet', search),
  search: (search?: URLSearchParams) => workAddress('/search', search),
  docs: (search?: URLSearchParams) => address('/docs/rest', search),
};

function cardPath({ cardType, cardId }: CardAt): string {
  return `/cards/${encodeURIComponent(cardType)}/${encodeURIComponent(cardId)}`;
}

/** A page that is in the portal's frame too. */
function workAddress(path: string, search?: URLSearchParams): string {
  if (!isInFrame()) return address(path, search);
  return address(insideFrame(path), search, keptInFrame());
}

function address(path: string, search?: URLSearchParams, kept?: URLSearchParams): string {
  const all = new URLSearchParams(search);
  const portal = portalInUse();
  if (portal !== null) all.set('portal', portal);
  for (const [name, value] of kept ?? []) all.set(name, value);
  const text = all.toString();
  return text === '' ? path : `${path}?${text}`;
}

/** What to give to a colleague: the address of a page of ours, here by default, as it is outside of the portal's frame. */
export function sharedAddress(address: string = location.pathname + location.search): string {
  const { origin, pathname, search } = new URL(address, location.origin);
  return origin + outsideFrame(pathname, search);
}

/** Where to go after signing in: an address of ours, never another site's. */
export function safeReturn(to: string | null): string {
  if (to === null || !to.startsWith('/') || to.startsWith('//') || to.includes('\\')) return '/';
  const url = new URL(to, 'https://here.invalid');
  return url.origin === 'https://here.invalid' ? `${url.pathname}${url.search}${url.hash}` : '/';
}
