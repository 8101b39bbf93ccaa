import { afterEach, expect, it, vi } from 'vitest';
import { fakeCard } from '#client/testing/fakes.ts';
import { readWith } from './as-reader.ts';
import { call } from './call.ts';
import { createBearer } from './bearer.ts';

afterEach(() => {
  readWith(null);
  vi.unstubAllGlobals();
});

const params = { cardType: 'deal', cardId: '1877' };
const sent = (fetched: ReturnType<typeof vi.fn>) =>
  fetched.mock.calls.map(([, init]) => init as RequestInit & { headers: Record<string, string> });

function reading() {
  let count = 0;
  const open = () => Promise.resolve({ bearer: `b${(count += 1)}`, expiresInMs: 600_000 });
  readWith(createBearer({ open, isPassing: () => false, onLost: () => {} }));
}

it('a frame sends its bearer and no cookie', async () => {
  reading();
  const fetched = vi.fn(() => Promise.resolve(Response.json(fakeCard())));
  vi.stubGlobal('fetch', fetched);
  await call('card', { params });
  expect(sent(fetched)).toEqual([
    expect.objectContaining({
      credentials: 'omit',
      headers: expect.objectContaining({ authorization: 'Bearer b1' }),
    }),
  ]);
});

it('a bearer that the server does not take is renewed, and the call goes through with the new one', async () => {
  reading();
  const fetched = vi
    .fn()
    .mockResolvedValueOnce(new Response('', { status: 401 }))
    .mockResolvedValueOnce(Response.json(fakeCard()));
  vi.stubGlobal('fetch', fetched);
  await expect(call('card', { params })).resolves.toEqual(fakeCard());
  expect(sent(fetched).map(({ headers }) => headers['authorization'])).toEqual(['Bearer b1', 'Bearer b2']);
});

it('a second refusal is the answer: it does not ask for ever', async () => {
  reading();
  const fetched = vi.fn(() => Promise.resolve(new Response('', { status: 401 })));
  vi.stubGlobal('fetch', fetched);
  await expect(call('card', { params })).rejects.toMatchObject({ code: 'not_signed_in' });
  expect(fetched).toHaveBeenCalledTimes(2);
});

it('what is public waits for no bearer', async () => {
  readWith(createBearer({ open: () => Promise.reject(new Error('none')), isPassing: () => false, onLost: () => {} }));
  const fetched = vi.fn(() => Promise.resolve(Response.json({ oidc: null })));
  vi.stubGlobal('fetch', fetched);
  await expect(call('signInWays')).resolves.toEqual({ oidc: null });
  expect(sent(fetched)[0]?.headers).not.toHaveProperty('authorization');
});
