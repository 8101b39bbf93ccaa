import { hashOf, type Repeats } from '#server/http/repeats.ts';
import { RestError } from './errors.ts';
import type { Answer, Call, Method, RequestId } from './method.ts';
import type { MethodRegistry } from './registry.ts';

/** An answer, and whether it is that of a request which came before. */
export type GivenAnswer = { answer: Answer; isRepeated: boolean };
export type CarryOut = (name: string, call: Omit<Call, 'memory'>) => Promise<GivenAnswer>;

/** Finds a method and carries the call out, if the caller may. */
export function createCaller(find: MethodRegistry['find'], repeats: Repeats): CarryOut {
  return async (name, call) => {
    const method = find(name);
    if (method === null) throw new RestError('ERROR_METHOD_NOT_FOUND');
    requireRights(method, call);
    const { requestId, caller, portal } = call;
    if (requestId === null || !isRemembered(method, requestId)) {
      return { answer: await method.run({ ...call, memory: null }), isRepeated: false };
    }
    const content = contentOf(method.name, call);
    const request = { portalNo: portal.portalNo, credential: caller.credential, ...requestId, content };
    const run = async (memory: Call['memory']) => await method.run({ ...call, memory });
    // Of calls within a call nothing is kept but that they were asked for: they remember themselves.
    return await repeats.once(request, run, (answer) => (method.writes ? answer : null));
  };
}

/** The portal's own ids stand for one call; an `Idempotency-Key` stands for the whole request, whatever is in it. */
function isRemembered(method: Method, { kind }: RequestId): boolean {
  return method.writes || (kind === 'key' && method.carriesCalls === true);
}

function contentOf(method: string, { parameters }: Pick<Call, 'parameters'>): string {
  const names = parameters.names().filter((name) => !volatileNames.has(name));
  return hashOf([method, ...names.toSorted().map((name) => JSON.stringify([name, parameters.get(name)]))]);
}

/** What may differ between two tries of one request: the token is refreshed, the SDK says its version. */
const volatileNames = new Set(['AUTH', 'ACCESS_TOKEN', 'BX24_REQUEST_ID', 'BX24_SDK_VER', 'BX24_SDK_TYPE']);

function requireRights(method: Method, { caller }: Pick<Call, 'caller'>): void {
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
