import type { OwnCauses } from '#server/cause/own-causes.ts';
import { hkdfSync } from 'node:crypto';
import type { Repeats } from '#server/http/repeats.ts';
import { createRedactorOf } from '#server/ingest/create.ts';
import type { Ingest } from '#server/ingest/ingest.ts';
import type { JournalStore } from '#server/store/journal-store.ts';
import { activityLogMethods } from './activity-log.ts';
import { activityRegistryMethods } from './activity-registry.ts';
import { createRestAuthentication } from './authenticate.ts';
import { batchMethod } from './batch.ts';
import { createCaller } from './call.ts';
import { createEventTokens } from './event-token.ts';
import { journalListMethods } from './journal-lists.ts';
import { createRegistry, type MethodRegistry } from './registry.ts';
import { serviceMethods } from './service.ts';
import { workflowMethods } from './workflow.ts';

/** The portal's REST: its methods, who may call them, and the tokens by which applications write. */
export function createRest(options: {
  store: JournalStore;
  own: OwnCauses;
  ingest: Ingest;
  repeats: Repeats;
  checkKey: Parameters<typeof createRestAuthentication>[0]['checkKey'];
  secret: Buffer;
  now(): number;
}) {
  const { store, own, ingest, repeats, checkKey, secret, now } = options;
  const tokens = createEventTokens(Buffer.from(hkdfSync('sha256', secret, '', 'event tokens', 32)));
  const carryOut = createCaller((name) => registry.find(name), repeats);
  const registry: MethodRegistry = createRegistry([
    activityLogMethods({ store, ingest, tokens, redactor: createRedactorOf(secret), now }),
    activityRegistryMethods({ store, now }),
    workflowMethods({ store, now }),
    serviceMethods({ store, methods: () => registry.list(), now }),
    journalListMethods({ store, own, now }),
    [batchMethod(carryOut, now)],
  ]);
  return { tokens, registry, carryOut, authenticate: createRestAuthentication({ store, checkKey, now }) };
}
