import type { RouteObject } from 'react-router';
import { Frame } from './pages/frame.tsx';
import { NotFoundPage } from './pages/not-found-page.tsx';
import { PageSkeleton } from './pages/page-skeleton.tsx';
import { Root } from './pages/root.tsx';
import { RouteError } from './pages/route-error.tsx';
import { sessionLoader } from './pages/session-loader.ts';
import { Shell } from './pages/shell.tsx';
import { patterns } from './paths.ts';

const home = () => import('./pages/home-page.tsx').then((page) => ({ Component: page.HomePage, loader: page.loader }));
const card = () => import('./pages/card-page.tsx').then((page) => ({ Component: page.CardPage, loader: page.loader }));
const journal = () => import('./pages/journal-page.tsx').then((page) => ({ Component: page.JournalPage }));
const signIn = () => import('./pages/sign-in-page.tsx').then((page) => ({ Component: page.SignInPage }));
const claim = () => import('./pages/claim-page.tsx').then((page) => ({ Component: page.ClaimPage }));

export const routes: RouteObject[] = [
  {
    Component: Root,
    ErrorBoundary: RouteError,
    HydrateFallback: PageSkeleton,
    children: [
      { path: patterns.signIn, lazy: signIn },
      { path: patterns.claim, lazy: claim },
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
                  { path: '*', Component: NotFoundPage },
                ],
              },
            ],
          },
          {
            Component: Frame,
            children: [
              {
                ErrorBoundary: RouteError,
                children: [
                  { path: patterns.frameCard, lazy: card, children: [{ path: patterns.journal, lazy: journal }] },
                ],
              },
            ],
          },
        ],
      },
    ],
  },
];
