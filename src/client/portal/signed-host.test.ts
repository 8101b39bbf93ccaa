import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { framedWindow } from '#client/testing/parent-window.ts';
import { PortalSilent } from './host.ts';
import { signedHost } from './signed-host.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it('asks its own portal for a new launch and takes it from nobody else', async () => {
  const { own, posted, say, origin } = framedWindow();
  const proof = signedHost(own, origin).proof();
  expect(posted).toEqual([{ data: { type: 'journal:renew' }, target: origin }]);
  const forged = { type: 'journal:launch', token: 'forged' };
  say(forged, { origin: 'https://evil.example' });
  say(forged, { source: {} });
  say({ type: 'journal:launch', token: 'x'.repeat(100_000) });
  say({ type: 'journal:launch', token: 7 });
  say({ type: 'other', token: 'forged' });
  say('journal:launch');
  say({ type: 'journal:launch', token: 'right' });
  await expect(proof).resolves.toEqual({ kind: 'token', token: 'right' });
});

it('takes no launch that it did not ask for', async () => {
  const { own, say, origin } = framedWindow();
  const host = signedHost(own, origin);
  say({ type: 'journal:launch', token: 'early' });
  const proof = host.proof();
  const refused = expect(proof).rejects.toBeInstanceOf(PortalSilent);
  await vi.advanceTimersByTimeAsync(10_000);
  await refused;
});

it('asks for a height', () => {
  const { own, posted, origin } = framedWindow();
  signedHost(own, origin).reportHeight(300.2);
  expect(posted).toEqual([{ data: { type: 'journal:height', height: 301 }, target: origin }]);
});
