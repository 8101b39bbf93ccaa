import { vi } from 'vitest';
import type { EndpointName } from '#contract/endpoints.ts';
import { endpoints } from '#contract/endpoints.ts';
import { problemStatus } from '#contract/problem.ts';
import type { ProblemCode } from '#contract/problem.ts';

export type Answer = object | { problem: ProblemCode } | 'unreachable' | 'never';
type Handlers = { [N in EndpointName]?: Answer | ((url: URL, init: RequestInit) => Answer) };

function matches(path: string, pathname: string): boolean {
  return new RegExp(`^${path.replace(/:\w+/g, '[^/]+')}$`).test(pathname);
}

/** Answers `fetch` by the endpoints of the contract. A request that the test did not expect fails it. */
export function stubApi(handlers: Handlers) {
  const asked: { name: EndpointName; url: URL; init: RequestInit }[] = [];
  const stub = (input: string | URL, init: RequestInit = {}): Promise<Response> => {
    const url = new URL(String(input), 'http://localhost');
    const names = Object.keys(handlers) as EndpointName[];
    const name = names.find(
      (one) => endpoints[one].method === (init.method ?? 'GET') && matches(endpoints[one].path, url.pathname),
    );
    if (name === undefined)
      return Promise.reject(new Error(`the test expects no ${init.method ?? 'GET'} ${url.pathname}`));
    asked.push({ name, url, init });
    const handler = handlers[name];
    const answer =
      typeof handler === 'function' ? (handler as (url: URL, init: RequestInit) => Answer)(url, init) : handler;
    if (answer === 'unreachable' || answer === undefined) return Promise.reject(new TypeError('Failed to fetch'));
    if (answer === 'never') return new Promise(() => {});
    if ('problem' in answer) return Promise.resolve(problem(answer.problem as ProblemCode));
    return Promise.resolve(Response.json(answer));
  };
  vi.stubGlobal('fetch', vi.fn(stub));
  return asked;
}

function problem(code: ProblemCode): Response {
  const body = {
    type: 'about:blank',
    title: code,
    status: problemStatus[code],
    code,
    detail: null,
    requestId: 'req-1',
  };
  return Response.json(body, { status: body.status, headers: { 'content-type': 'application/problem+json' } });
}
