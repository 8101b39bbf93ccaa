import { hkdfSync } from 'node:crypto';
import { createEventTokens } from '#server/rest/event-token.ts';
import { registerApplicationRoutes } from '#server/rest/native-routes.ts';
import { createRegistry } from '#server/rest/registry.ts';
import { createCallers } from '#server/session/callers.ts';
import type { TestApp } from './test-app.ts';

export function wire(app: TestApp): void {
  if (app.server.hasRoute({ method: 'POST', url: '/api/v1/event-tokens' })) return;
  const now = () => app.clock.now;
  registerApplicationRoutes(
    { app: app.server, portals: app.store.portals, callerOf: createCallers(app.store, { name: 'sid', secure: false }, now) },
    {
      store: app.store,
      tokens: createEventTokens(Buffer.from(hkdfSync('sha256', Buffer.alloc(32, 7), '', 'event tokens', 32))),
      registry: createRegistry([]),
      describeActivity: () => ({}) as never,
      now,
    },
  );
}
