import { QueryClientProvider } from '@tanstack/react-query';
import { createRoot } from 'react-dom/client';
import { createBrowserRouter } from 'react-router';
import { RouterProvider } from 'react-router/dom';
import * as z from 'zod/mini';
import { choosePortal } from './api/portal-in-use.ts';
import { queryClient, whenSignedOut } from './api/query-client.ts';
import { firstLanguage, startI18n } from './i18n/i18n.ts';
import { paths } from './paths.ts';
import { routes } from './routes.tsx';
import './styles/index.css';

// The schema library would probe for eval, which the CSP forbids and reports.
z.config({ jitless: true });

choosePortal(new URLSearchParams(location.search).get('portal'));
const language = firstLanguage(location.search);
// The router asks for data at once, before the words have come, and data has a language too.
document.documentElement.lang = language;
const words = startI18n(language);
const router = createBrowserRouter(routes);

whenSignedOut(() => {
  const { pathname, search } = router.state.location;
  // In the portal's frame nobody types a password: asked for again, the session fails, and the boundary says what to do.
  if (location.pathname.startsWith('/frame/')) {
    void queryClient.resetQueries({ queryKey: ['session'] });
    return;
  }
  queryClient.removeQueries({ queryKey: ['session'] });
  void router.navigate(paths.signIn(pathname + search), { replace: true });
});

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no #root');
await words;
createRoot(root).render(
  <QueryClientProvider client={queryClient}>
    <RouterProvider router={router} />
  </QueryClientProvider>,
);
