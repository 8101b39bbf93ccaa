import { redirect } from 'react-router';
import type { RouteObject } from 'react-router';
import { insideFrame, leaveCard } from './api/portal-in-use.ts';
import { loadTexts } from './i18n/i18n.ts';
import type { explanationParts } from './pages/explanation-parts.ts';
import type { failureParts } from './pages/failure-parts.ts';
import { Frame } from './pages/frame.tsx';
import { NotFoundPage } from './pages/not-found-page.tsx';
import { pagePart } from './pages/page-part.ts';
import { PageSkeleton } from './pages/page-skeleton.tsx';
import { Root } from './pages/root.tsx';
import { RouteError } from './pages/route-error.tsx';
import { sessionLoader } from './pages/session-loader.ts';
import type { sessionParts } from './pages/session-parts.ts';
import type { settingsParts } from './pages/settings-parts.ts';
import { Shell } from './pages/shell.tsx';
import { paths, patterns } from './paths.ts';

const home = () =>
  pagePart(import('./pages/home-page.tsx')).then((page) => ({ Component: page.HomePage, loader: page.loader }));
const card = () =>
  pagePart(import('./pages/card-page.tsx')).then((page) => ({ Component: page.CardPage, loader: page.loader }));
const frameHome = () =>
  pagePart(import('./pages/frame-home-page.tsx')).then((page) => ({
    Component: page.FrameHomePage,
    loader: page.loader,
  }));
const journal = () => pagePart(import('./pages/journal-page.tsx')).then((page) => ({ Component: page.JournalPage }));
const print = () =>
  pagePart(Promise.all([import('./pages/print-page.tsx'), loadTexts('files')])).then(([page]) => ({
    Component: page.PrintPage,
  }));
const session = (part: keyof typeof sessionParts) => () =>
  pagePart(Promise.all([import('./pages/session-parts.ts'), loadTexts('session')])).then(
    ([{ sessionParts }]) => sessionParts[part],
  );
const settings = (part: keyof typeof settingsParts) => () =>
  pagePart(Promise.all([import('./pages/settings-parts.ts'), loadTexts('settings'), loadTexts('access')])).then(
    ([{ settingsParts }]) => settingsParts[part],
  );
const audit = () =>
  pagePart(Promise.all([import('./pages/audit-page.tsx'), loadTexts('audit')])).then(([page]) => ({
    Component: page.AuditPage,
    loader: page.loader,
  }));
const failures = (part: keyof typeof failureParts) => () =>
  pagePart(Promise.all([import('./pages/failure-parts.ts'), loadTexts('failures')])).then(
    ([{ failureParts }]) => failureParts[part],
  );
const flags = () =>
  pagePart(Promise.all([import('./pages/flags-page.tsx'), loadTexts('flags')])).then(([page]) => ({
    Component: page.FlagsPage,
    loader: page.loader,
  }));
const explanations = (part: keyof typeof explanationParts) => () =>
  pagePart(
    Promise.all([import('./pages/explanation-parts.ts'), loadTexts('explanations'), loadTexts('settings')]),
  ).then(([{ explanationParts }]) => explanationParts[part]);
const quiet = () =>
  pagePart(Promise.all([import('./pages/quiet-page.tsx'), loadTexts('quiet')])).then(([page]) => ({
    Component: page.QuietPage,
    loader: page.loader,
  }));
const search = () =>
  pagePart(Promise.all([import('./pages/search-page.tsx'), loadTexts('search')])).then(([page]) => ({
    Component: page.SearchPage,
    loader: page.loader,
  }));
const digest = () => Promise.all([settings('digest')(), loadTexts('digest')]).then(([part]) => part);
const restDocs = () => Promise.all([settings('restDocs')(), loadTexts('restDocs')]).then(([part]) => part);

/** What support works with, over all cards: the same pages with our frame around and in the portal's. */
const work: RouteObject[] = [
  { path: patterns.search, lazy: search },
  { path: patterns.audit, lazy: audit },
  { path: patterns.failures, lazy: failures('list') },
  { path: patterns.explanations, lazy: explanations('list') },
  { path: patterns.explanation, lazy: explanations('editor') },
  { path: patterns.failure, lazy: failures('cause') },
  { path: patterns.flags, lazy: flags },
  { path: patterns.quiet, lazy: quiet },
];

const inFrame = (route: RouteObject): RouteObject => ({ ...route, path: insideFrame(route.path ?? '') });

/** No page of the portal around us says any more which card is shown. */
const leavingCard = () => {
  leaveCard();
  return null;
};

export const routes: RouteObject[] = [
  {
    Component: Root,
    ErrorBoundary: RouteError,
    HydrateFallback: PageSkeleton,
    children: [
      { path: patterns.signIn, lazy: session('signIn') },
      { path: patterns.claim, lazy: session('claim') },
      { path: patterns.invitation, lazy: session('invitation') },
      {
        id: 'session',
        loader: sessionLoader,
        shouldRevalidate: () => false,
        children: [
          {
            Component: Shell,
            children: [
              {
                ErrorBoundary: RouteError,
                children: [
                  { path: patterns.home, lazy: home },
                  { path: patterns.card, lazy: card, children: [{ path: patterns.journal, lazy: journal }] },
                  ...work,
                  {
                    path: patterns.settings,
                    lazy: settings('frame'),
                    children: [
                      { index: true, loader: () => redirect(paths.settings('people')) },
                      { path: 'people', lazy: settings('people') },
                      { path: 'keys', lazy: settings('keys') },
                      { path: 'portals', lazy: settings('portals') },
                      { path: 'portals/:portalId', lazy: settings('portal') },
                      { path: 'masking', lazy: settings('masking') },
                      { path: 'digest', lazy: digest },
                      { path: 'erasure', lazy: settings('erasure') },
                      { path: 'catalogue', lazy: explanations('list') },
                      { path: 'applications', lazy: settings('applications') },
                      { path: 'activities', lazy: settings('activities') },
                      { path: 'silent-writes', lazy: settings('silentWrites') },
                      { path: 'rest', lazy: restDocs },
                    ],
                  },
                  { path: patterns.docs, lazy: restDocs },
                  { path: patterns.account, lazy: session('account') },
                  { path: '*', Component: NotFoundPage },
                ],
              },
            ],
          },
          { path: patterns.journalPrint, ErrorBoundary: RouteError, lazy: print },
          { path: insideFrame(patterns.journalPrint), ErrorBoundary: RouteError, lazy: print },
          {
            Component: Frame,
            children: [
              {
                ErrorBoundary: RouteError,
                children: [
                  { loader: leavingCard, children: [{ path: patterns.home, lazy: frameHome }, ...work].map(inFrame) },
                  {
                    path: insideFrame(patterns.card),
                    lazy: card,
                    children: [{ path: patterns.journal, lazy: journal }],
                  },
                  { path: '/frame/*', Component: NotFoundPage },
                ],
              },
            ],
          },
        ],
      },
    ],
  },
];
