import { QueryClientProvider } from '@tanstack/react-query';
import { cleanup, render } from '@testing-library/react';
import { createMemoryRouter, RouterProvider } from 'react-router';
import { afterEach } from 'vitest';
import { choosePortal, keepInFrame } from '#client/api/portal-in-use.ts';
import { queryClient } from '#client/api/query-client.ts';
import { i18n, startI18n } from '#client/i18n/i18n.ts';
import { routes } from '#client/routes.tsx';

afterEach(cleanup);

/** Opens an address in the whole application, with empty caches. */
export async function openPage(address: string) {
  choosePortal(null);
  queryClient.clear();
  queryClient.setDefaultOptions({ queries: { retry: false } });
  if (!i18n.isInitialized) await startI18n('ru');
  const { pathname, search, hash, searchParams } = new URL(address, 'http://localhost');
  keepInFrame(pathname.startsWith('/frame/') ? searchParams : null);
  // The router would name the first place of every test alike, and what one test asked for there would be the next one's.
  const key = crypto.randomUUID();
  const router = createMemoryRouter(routes, { initialEntries: [{ pathname, search, hash, key }] });
  const view = render(
    <QueryClientProvider client={queryClient}>
      <RouterProvider router={router} />
    </QueryClientProvider>,
  );
  return { ...view, router };
}
