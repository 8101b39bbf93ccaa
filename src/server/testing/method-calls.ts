import { createIngestOf } from '#server/ingest/create.ts';
import { createOwnCauses } from '#server/failure/own-causes.ts';
import type { Scope } from '#contract/session.ts';
import { activityRegistryMethods } from '#server/rest/activity-registry.ts';
import { journalListMethods } from '#server/rest/journal-lists.ts';
import type { Answer, RestCaller } from '#server/rest/method.ts';
import { parametersOf, parseQuery } from '#server/rest/parameters.ts';
import { createRegistry } from '#server/rest/registry.ts';
import { serviceMethods } from '#server/rest/service.ts';
import { workflowMethods } from '#server/rest/workflow.ts';
import { openStore } from '#server/store/open.ts';
import { noon } from './noon.ts';
import { makeDirectory } from './test-app.ts';

type ListedObject = Record<string, unknown>;
type Parameters = Record<string, unknown> | string;
export type By = { clientId?: string | null; scopes?: Scope[]; language?: 'ru' | 'en'; portal?: string };

/** Methods of the portal's REST on a real store, called without a server. A text of parameters is a form, as PHP reads it. */
export type MethodCalls = Awaited<ReturnType<typeof openMethods>>;

export async function openMethods() {
  const clock = { now: noon };
  const now = () => clock.now;
  const store = await openStore(makeDirectory(), { purpose: 'journal' });
  const ingest = createIngestOf({ store, secret: Buffer.alloc(32, 7), onChange: () => undefined, now });
  const registry = createRegistry([
    activityRegistryMethods({ store, now }),
    workflowMethods({ store, now }),
    journalListMethods({ store, own: createOwnCauses(store), now }),
    serviceMethods({ store, methods: () => registry.list(), now }),
  ]);

  const run = async (name: string, parameters: Parameters = {}, by: By = {}): Promise<Answer> => {
    const { clientId = 'local.one', scopes = ['bizproc', 'journal.read'], language = 'ru', portal = 'main' } = by;
    const method = registry.find(name);
    if (method === null) throw new Error(`no method ${name}`);
    const kind: RestCaller['kind'] = clientId === null ? 'webhook' : 'application';
    return await method.run({
      portal: await store.portals.put(portal, { timeZone: 'Europe/Moscow' }),
      caller: { kind, credential: 'test', clientId, title: null, user: '1', scopes },
      parameters: parametersOf(typeof parameters === 'string' ? parseQuery(parameters) : parameters),
      language,
      requestId: null,
      memory: null,
    });
  };

  return {
    store,
    clock,
    registry,
    run,
    async take(events: readonly unknown[], portal = 'main'): Promise<void> {
      const { portalNo } = await store.portals.put(portal, { timeZone: 'Europe/Moscow' });
      const { rejected } = await ingest.take(
        portalNo,
        'test',
        events.map((value) => ({ value })),
      );
      if (rejected.length > 0) throw new Error(JSON.stringify(rejected[0]));
    },
    /** The rows of a list. */
    async rows(name: string, parameters: Parameters = {}, by: By = {}): Promise<ListedObject[]> {
      return (await run(name, parameters, by)).result as ListedObject[];
    },
    close: async () => await store.close(),
  };
}
