import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Launch } from '#contract/launch.ts';
import { readWith } from '#client/api/as-reader.ts';
import { call } from '#client/api/call.ts';
import { choosePortal, keepInFrame, portalInUse } from '#client/api/portal-in-use.ts';
import { fakeSession } from '#client/testing/fakes.ts';
import { framedWindow } from '#client/testing/parent-window.ts';
import { stubApi } from '#client/testing/stub-api.ts';
import { reopenFrame, startFrame } from './start-frame.ts';
import { takeLaunch } from './take-launch.ts';

const opened = (bearer: string): Launch => ({
  bearer,
  expiresAt: '2026-11-20T10:10:00.000Z',
  expiresInMs: 600_000,
  portal: 'north',
  role: 'manager',
  card: { type: 'deal', id: '1877' },
});

/** A window in the frame of a portal that answers `refreshAuth` as it is told. */
function frame(search: string, authId: () => string | null) {
  const framed = framedWindow((data, reply) => {
    const callback = String(data).split(':').at(-2);
    const token = authId();
    reply(`${callback}:${JSON.stringify(token === null ? false : { AUTH_ID: token })}`);
  });
  const page = {
    querySelector: () => ({ content: framed.origin }),
    addEventListener: () => {},
    visibilityState: 'visible',
  };
  return { ...framed, own: Object.assign(framed.own, { location: { search }, document: page }) };
}

const bodyOf = (asked: { init: RequestInit } | undefined) => JSON.parse(asked?.init.body as string) as unknown;
const onLost = vi.fn<() => void>();

beforeEach(() => {
  vi.useFakeTimers();
  choosePortal('north');
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
  readWith(null);
  choosePortal(null);
  keepInFrame(null);
  onLost.mockClear();
});

describe('a frame', () => {
  it('opens with the code of its launch, without asking the portal', async () => {
    const asked = stubApi({ exchangeLaunch: opened('b1'), session: fakeSession });
    const { own, posted } = frame('?APP_SID=s&portal=north', () => 'token');
    startFrame(own, { code: 'c0de' }, onLost);
    await call('session');
    expect(bodyOf(asked[0])).toEqual({ code: 'c0de' });
    expect(asked[1]?.init.headers).toMatchObject({ authorization: 'Bearer b1' });
    expect(posted).toEqual([]);
    expect(portalInUse()).toBe('north');
  });

  it('that was loaded again, its code spent, asks the portal by itself', async () => {
    const asked = stubApi({
      exchangeLaunch: { problem: 'not_found' },
      renewLaunch: opened('b2'),
      session: fakeSession,
    });
    const { own } = frame('?APP_SID=s&portal=north', () => 'token of now');
    startFrame(own, { code: 'spent' }, onLost);
    await call('session');
    expect(asked.map(({ name }) => name)).toEqual(['exchangeLaunch', 'renewLaunch', 'session']);
    expect(bodyOf(asked[1])).toEqual({ portal: 'north', authId: 'token of now' });
  });

  it('keeps its code while the server is down', async () => {
    let isDown = true;
    const asked = stubApi({ exchangeLaunch: () => (isDown ? 'unreachable' : opened('b1')), session: fakeSession });
    const { own, posted } = frame('?APP_SID=s&portal=north', () => 'token');
    startFrame(own, { code: 'c0de' }, onLost);
    await expect(call('session')).rejects.toMatchObject({ name: 'Unreachable' });
    isDown = false;
    await expect(call('session')).resolves.toMatchObject({ person: fakeSession.person });
    expect(asked.filter(({ name }) => name === 'exchangeLaunch')).toHaveLength(2);
    expect(posted).toEqual([]);
  });

  it('whose portal gives nothing says so once, and opens when it is tried again', async () => {
    let token: string | null = null;
    stubApi({ renewLaunch: opened('b1'), session: fakeSession });
    const { own, posted } = frame('?APP_SID=s&portal=north', () => token);
    startFrame(own, null, onLost);
    await expect(call('session')).rejects.toMatchObject({ code: 'not_signed_in' });
    await expect(call('session')).rejects.toMatchObject({ code: 'not_signed_in' });
    expect(onLost).toHaveBeenCalledTimes(1);
    expect(posted).toHaveLength(1);
    token = 'token';
    reopenFrame();
    await expect(call('session')).resolves.toMatchObject({ person: fakeSession.person });
  });

  it('of a portal that signs opens with the token, and for this portal only', async () => {
    const asked = stubApi({ exchangeLaunch: opened('b1'), session: fakeSession });
    const { own } = frame('?portal=north', () => null);
    startFrame(own, { token: 'a.b.c' }, onLost);
    await call('session');
    expect(bodyOf(asked[0])).toEqual({ portal: 'north', token: 'a.b.c' });
  });
});

describe('the launch in the address', () => {
  it.each([
    ['#code=c0de', { code: 'c0de' }],
    ['#token=a.b.c', { token: 'a.b.c' }],
    ['', null],
    ['#part', null],
  ])('%s is taken out of it', (hash, launch) => {
    const replaceState = vi.fn();
    const own = {
      location: { pathname: '/frame/cards/deal/7', search: '?portal=north', hash },
      history: { state: { idx: 1 }, replaceState },
    };
    expect(takeLaunch(own as unknown as Window)).toEqual(launch);
    const calls = launch === null ? [] : [[{ idx: 1 }, '', '/frame/cards/deal/7?portal=north']];
    expect(replaceState.mock.calls).toEqual(calls);
  });
});
