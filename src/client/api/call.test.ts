import { afterEach, describe, expect, it, vi } from 'vitest';
import { Problem } from '#contract/problem.ts';
import { fakeCard } from '#client/testing/fakes.ts';
import { stubApi } from '#client/testing/stub-api.ts';
import { call, Unreachable } from './call.ts';
import { choosePortal } from './portal-in-use.ts';
import { urlOf } from './url-of.ts';

afterEach(() => {
  choosePortal(null);
  vi.unstubAllGlobals();
});
const params = { cardType: 'deal', cardId: '1877' };

describe('addresses of the API', () => {
  it('encode ids and leave out what is not set', () => {
    const url = urlOf('processExport', { params: { process: 'a.b/c|d' }, query: { format: 'csv', q: '' } });
    expect(url).toBe('/api/v1/processes/a.b%2Fc%7Cd/export?format=csv');
  });

  it('carry the portal in use where an endpoint knows portals', () => {
    choosePortal('north');
    expect(urlOf('card', { params })).toBe('/api/v1/cards/deal/1877?portal=north');
    expect(urlOf('session')).toBe('/api/v1/session');
    expect(urlOf('stream', { query: params })).toBe('/api/v1/stream?portal=north&cardType=deal&cardId=1877');
  });
});

describe('a call', () => {
  it('gives the answer as the contract reads it, in the language of the page', async () => {
    document.documentElement.lang = 'en';
    const asked = stubApi({ card: { ...fakeCard(), secret: 'x' } });
    await expect(call('card', { params })).resolves.toEqual(fakeCard());
    expect(asked[0]?.init).toMatchObject({ credentials: 'same-origin', headers: { 'accept-language': 'en' } });
    document.documentElement.lang = 'ru';
  });

  it('fails with the code of the problem and its request', async () => {
    stubApi({ card: { problem: 'not_found' } });
    await expect(call('card', { params })).rejects.toMatchObject({
      code: 'not_found',
      status: 404,
      requestId: 'req-1',
    });
  });

  it('fails with Unreachable when nobody answers, or something else does', async () => {
    stubApi({ card: 'unreachable' });
    await expect(call('card', { params })).rejects.toBeInstanceOf(Unreachable);
    vi.stubGlobal('fetch', () => Promise.resolve(new Response('<h1>Bad gateway</h1>', { status: 502 })));
    await expect(call('card', { params })).rejects.toBeInstanceOf(Unreachable);
    vi.stubGlobal('fetch', () => Promise.resolve(new Response('<h1>Welcome to the hotel</h1>')));
    await expect(call('card', { params })).rejects.toBeInstanceOf(Unreachable);
  });

  it('goes by the status where the answer is no problem of ours', async () => {
    vi.stubGlobal('fetch', () => Promise.resolve(new Response('slow down', { status: 429 })));
    await expect(call('card', { params })).rejects.toMatchObject({ code: 'too_many_requests' });
  });

  it('takes an answer that does not fit for a failure, not for data', async () => {
    stubApi({ card: { ...fakeCard(), counts: 'many' } });
    await expect(call('card', { params })).rejects.toBeInstanceOf(Problem);
  });

  it('sends a body as JSON and reads no answer where there is none', async () => {
    const asked = stubApi({ signOut: {} });
    await expect(call('signOut')).resolves.toBeUndefined();
    expect(asked[0]?.init.method).toBe('DELETE');
  });
});
