import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { framedWindow } from '#client/testing/parent-window.ts';
import { bitrix24Host } from './bitrix24-host.ts';
import { PortalSilent } from './host.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** The callback id of the last command. */
function callbackOf(posted: readonly { data: unknown }[]): string {
  return String(posted.at(-1)?.data).split(':').at(-2) ?? '';
}

describe('Bitrix24 around us', () => {
  it('gives the access token of who looks now', async () => {
    const { own, posted, say, origin } = framedWindow();
    const proof = bitrix24Host(own, origin, 'sid').proof();
    expect(posted).toEqual([{ data: expect.stringMatching(/^refreshAuth:journal1_\d+:sid$/), target: origin }]);
    say(`${callbackOf(posted)}:{"AUTH_ID":"token","REFRESH_ID":"r","AUTH_EXPIRES":3600}`);
    await expect(proof).resolves.toEqual({ kind: 'authId', authId: 'token' });
  });

  it('is silent when it answers nothing for ten seconds, and a late answer changes nothing', async () => {
    const { own, posted, say, origin } = framedWindow();
    const proof = bitrix24Host(own, origin, 'sid').proof();
    const refused = expect(proof).rejects.toBeInstanceOf(PortalSilent);
    await vi.advanceTimersByTimeAsync(10_000);
    await refused;
    say(`${callbackOf(posted)}:{"AUTH_ID":"token"}`);
    await refused;
  });

  it.each(['false', 'null', '{"AUTH_ID":""}', '{"AUTH_ID":7}', ''])('is silent when it answers %s', async (answer) => {
    const { own, posted, say, origin } = framedWindow();
    const proof = bitrix24Host(own, origin, 'sid').proof();
    say(`${callbackOf(posted)}:${answer}`);
    await expect(proof).rejects.toBeInstanceOf(PortalSilent);
  });

  it('is not mistaken for anybody else: origin, window, size and callback are looked at', async () => {
    const { own, posted, say, origin, warned } = framedWindow();
    const proof = bitrix24Host(own, origin, 'sid').proof();
    const callback = callbackOf(posted);
    const forged = `${callback}:{"AUTH_ID":"forged"}`;
    say(forged, { origin: 'https://evil.example' });
    say(forged, { origin: 'https://evil.example' });
    say(forged, { origin: 'https://portal.example.evil.example' });
    say(forged, { source: {} });
    say('journal1_1:{"AUTH_ID":"forged"}');
    say(`${callback}:{"AUTH_ID":"forged","more":"${'x'.repeat(1_000_000)}"}`);
    say({ callback, AUTH_ID: 'forged' });
    say(`${callback}:{"AUTH_ID":"right"}`);
    await expect(proof).resolves.toEqual({ kind: 'authId', authId: 'right' });
    // One warning an origin, by the origin alone.
    expect(warned.mock.calls.map(String)).toEqual([
      'a message from https://evil.example was not read',
      'a message from https://portal.example.evil.example was not read',
      'a message from https://portal.example was not read',
    ]);
  });

  it('is asked for a height, and to open its own cards; what it does not open goes to a tab of its own', () => {
    const { own, posted, opened, say, origin } = framedWindow();
    const host = bitrix24Host(own, origin, 'sid');
    host.reportHeight(412.5);
    expect(posted.at(-1)?.data).toMatch(/^resizeWindow:\{"width":"100%","height":413\}:journal1_\d+:sid$/);

    expect(host.openLink('https://elsewhere.example/crm/deal/details/7/')).toBe(false);
    const card = `${origin}/crm/deal/details/7/`;
    expect(host.openLink(card)).toBe(true);
    expect(posted.at(-1)?.data).toMatch(/^openPath:\{"path":"\/crm\/deal\/details\/7\/"\}:journal2_\d+:sid$/);
    say(`${callbackOf(posted)}:{"result":"close"}`);
    expect(opened).toEqual([]);
    host.openLink(card);
    say(`${callbackOf(posted)}:{"result":"error","errorCode":"PATH_NOT_AVAILABLE"}`);
    expect(opened).toEqual([card]);
    expect(posted.every(({ target }) => target === origin)).toBe(true);
  });
});
