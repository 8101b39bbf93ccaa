import { createHash } from 'node:crypto';
import type { JournalStore } from '#server/store/journal-store.ts';
import { RestError } from './errors.ts';
import type { Answer, Call, Method } from './method.ts';
import type { MethodRegistry } from './registry.ts';

/** Finds a method and carries the call out, if the caller may. */
export function createCaller(
  find: MethodRegistry['find'],
  store: Pick<JournalStore, 'applications'>,
  now: () => number,
) {
  /** Requests that are being carried out: one that is sent again meanwhile waits for the same answer. */
  const underWay = new Map<string, Promise<Answer>>();

  return async (name: string, call: Call): Promise<Answer> => {
    const method = find(name);
    if (method === null) throw new RestError('ERROR_METHOD_NOT_FOUND');
    requireRights(method, call);
    return method.writes && call.requestId !== null ? await once(method, call, call.requestId) : await method.run(call);
  };

  /** The first answer to a request, also when the request comes again. A failure is not remembered: it may be tried again. */
  function once(method: Method, call: Call, requestId: string): Promise<Answer> {
    const request = requestKey(method.name, call, requestId);
    const place = `${call.portal.portalNo} ${request}`;
    const running = underWay.get(place);
    if (running !== undefined) return running;
    const answer = firstAnswer(method, call, request).finally(() => underWay.delete(place));
    underWay.set(place, answer);
    return answer;
  }

  async function firstAnswer(method: Method, call: Call, request: string): Promise<Answer> {
    const given = await store.applications.givenAnswer(call.portal.portalNo, request);
    if (given !== null) return JSON.parse(given) as Answer;
    const answer = await method.run({ ...call, requestId: request });
    await store.applications.keepAnswer(call.portal.portalNo, request, JSON.stringify(answer), now());
    return answer;
  }
}

/** The same id with other parameters is another request: some developers send one id for ever. */
function requestKey(method: string, { caller, parameters }: Call, requestId: string): string {
  const hash = createHash('sha256').update(JSON.stringify([caller.credential, method, requestId]));
  for (const name of parameters.names().toSorted()) {
    if (!volatileNames.has(name)) hash.update(JSON.stringify([name, parameters.get(name)]));
  }
  return hash.digest('base64url');
}

/** What may differ between two tries of one request: the token is refreshed, the SDK says its version. */
const volatileNames = new Set(['AUTH', 'ACCESS_TOKEN', 'BX24_REQUEST_ID', 'BX24_SDK_VER', 'BX24_SDK_TYPE']);

function requireRights(method: Method, { caller }: Call): void {
  if (method.scope !== null && !caller.scopes.includes(method.scope)) {
    const by = caller.kind === 'webhook' ? 'webhook' : 'access';
    throw new RestError(
      'insufficient_scope',
      `The request requires higher privileges than provided by the ${by} token`,
    );
  }
  if (method.who === 'application' && caller.kind === 'webhook') {
    throw new RestError('ACCESS_DENIED', 'Access denied! Application context required');
  }
}
