import { expect } from 'vitest';
import { startTestApp, type TestApp, type TestAppOptions } from './test-app.ts';

type Headers = Record<string, string>;
type Method = 'GET' | 'PUT' | 'POST' | 'DELETE';

/** A server, a key that writes to it, and somebody of support on a page of ours. */
export async function started(options?: TestAppOptions) {
  const app = await startTestApp(options);
  const key = await app.makeKey();
  const support = { cookie: (await app.makePerson('support')).cookie, 'sec-fetch-site': 'same-origin' };
  return { app, key, support };
}

/** Asks by the path below `/api/v1/`. */
export async function ask(app: TestApp, headers: Headers, method: Method, path: string, payload?: object) {
  return await app.server.inject({ method, url: `/api/v1/${path}`, headers, ...(payload && { payload }) });
}

/** What is answered to a question that must be answered. */
export async function done<T>(
  app: TestApp,
  headers: Headers,
  method: Method,
  path: string,
  payload?: object,
): Promise<T> {
  const answer = await ask(app, headers, method, path, payload);
  expect([path, answer.statusCode, answer.body]).toEqual([path, 200, answer.body]);
  return answer.json<T>();
}

/** Status and code of a refusal. */
export async function refusal(app: TestApp, headers: Headers, method: Method, path: string, payload?: object) {
  const answer = await ask(app, headers, method, path, payload);
  return [answer.statusCode, answer.json<{ code: string }>().code];
}
