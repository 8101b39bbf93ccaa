import type { Bearer } from './bearer.ts';
import { takeEarly } from './early.ts';

type Request = Omit<RequestInit, 'headers'> & { headers: Record<string, string> };

/** The bearer that this document reads with; null outside of a portal's frame, where the session's cookie says who reads. */
let bearer: Bearer | null = null;

export function readWith(one: Bearer | null): void {
  bearer = one;
}

/** A frame neither sends nor takes a cookie. */
export function credentials(): RequestCredentials {
  return bearer !== null ? 'omit' : 'same-origin';
}

/** `fetch` as whoever reads here. In a frame a bearer that the server no longer takes is renewed, and the request made once more. */
export async function fetchAsReader(url: string, init: Request): Promise<Response> {
  if (bearer === null) {
    const early = takeEarly(url, init.method ?? 'GET', init.headers['accept-language'] ?? '');
    return await (early ?? fetch(url, { ...init, credentials: credentials() }));
  }
  const send = async (token: string) =>
    await fetch(url, {
      ...init,
      headers: { ...init.headers, authorization: `Bearer ${token}` },
      credentials: credentials(),
    });
  const token = await bearer.current();
  const response = await send(token);
  return response.status === 401 ? await send(await bearer.replace(token)) : response;
}
