import { QueryClientProvider } from '@tanstack/react-query';
import { createRoot } from 'react-dom/client';
import { createBrowserRouter } from 'react-router';
import { RouterProvider } from 'react-router/dom';
import * as z from 'zod/mini';
import { choosePortal, isInFrame, outsideFrame } from './api/portal-in-use.ts';
import { queryClient, whenSignedOut } from './api/query-client.ts';
import { firstLanguage, startI18n } from './i18n/i18n.ts';
import { paths, patterns } from './paths.ts';
import { startFrame } from './portal/start-frame.ts';
import { takeLaunch } from './portal/take-launch.ts';
import { routes } from './routes.tsx';
import './styles/index.css';

/** So long nothing is drawn while the first page is awaited; then its outline. */
const outlineAfterMs = 60;

// First of all: what opens a frame is gone from the address before anything can read it there.
const isFrame = location.pathname.startsWith('/frame/');
const launch = isFrame ? takeLaunch(window) : null;

// The schema library would probe for eval, which the CSP forbids and reports.
z.config({ jitless: true });

choosePortal(new URLSearchParams(location.search).get('portal'));
const language = firstLanguage(location.search);
// The router asks for data at once, before the words have come, and data has a language too.
document.documentElement.lang = language;
const words = startI18n(language);
if (isFrame && launch === null && window.parent === window) {
  // The frame's address in a window of its own: nobody vouches for who reads, so it is the page for people with an account.
  history.replaceState(history.state, '', outsideFrame(location.pathname, location.search));
} else if (isFrame) {
  startFrame(window, launch, leaveSession);
}
const router = createBrowserRouter(routes);

/** In the portal's frame nobody types a password: asked for again, the session fails, and the boundary says what to do. */
function leaveSession(): void {
  // While it is being asked for nothing is shown yet: it fails by itself, and to reset it would take its reason away.
  if (queryClient.isFetching({ queryKey: ['session'] }) === 0) void queryClient.resetQueries({ queryKey: ['session'] });
}

whenSignedOut(() => {
  const { pathname, search } = router.state.location;
  if (isInFrame()) return leaveSession();
  // An answer that was on its way when the page for signing in had come: that page is no place to come back to.
  if (pathname === patterns.signIn) return;
  queryClient.removeQueries({ queryKey: ['session'] });
  void router.navigate(paths.signIn(pathname + search), { replace: true });
});

/** The first page's part and what it asks for have come. */
function whenRouted(): Promise<void> {
  return new Promise((done) => {
    if (router.state.initialized) return done();
    const stop = router.subscribe(({ initialized }) => {
      if (!initialized) return;
      stop();
      done();
    });
  });
}

/** Mostly the page is there in a moment: to draw its outline first would only make it later. */
function shortly(what: Promise<void>): Promise<void> {
  return Promise.race([what, new Promise<void>((done) => setTimeout(done, outlineAfterMs))]);
}

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no #root');
await words;
await shortly(whenRouted());
createRoot(root).render(
  <QueryClientProvider client={queryClient}>
    <RouterProvider router={router} />
  </QueryClientProvider>,
);
