import dns from 'node:dns';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { startFakePortal } from '#server/testing/fake-portal.ts';
import { mostAnswerBytes } from '#server/http/outgoing.ts';
import { ask, PortalUnreachable } from './outgoing.ts';

afterEach(() => void vi.restoreAllMocks());

const open = { allowPrivate: true, signal: AbortSignal.timeout(60_000) };

async function start() {
  const fake = await startFakePortal();
  return {
    fake,
    url: (path: string, host = '127.0.0.1') => new URL(`http://${host}:${new URL(fake.origin).port}${path}`),
  };
}

describe('a question to a portal', () => {
  it('goes out as JSON and comes back as JSON, whatever its status', async () => {
    const { fake, url } = await start();
    const answer = await ask(url('/rest/profile'), { auth: 'none' }, open);
    expect([answer.status, answer.body['error']]).toEqual([401, 'expired_token']);
    expect(fake.asked).toEqual([{ method: 'profile', body: { auth: 'none' } }]);
  });

  it('is read up to the limit and no further', async () => {
    const { fake, url } = await start();
    const filled = (length: number) => ({ answer: { result: 'x'.repeat(length) } });
    const overhead = JSON.stringify({ result: '' }).length;
    fake.lies.set('*', filled(mostAnswerBytes - overhead));
    expect((await ask(url('/rest/x'), {}, open)).status).toBe(200);
    fake.lies.set('*', filled(mostAnswerBytes - overhead + 1));
    await expect(ask(url('/rest/x'), {}, open)).rejects.toThrow('too long');
  });

  it.each([[[]], ['text'], [null], [7]])('that is answered with %j is answered by no portal', async (answer) => {
    const { fake, url } = await start();
    fake.lies.set('*', { answer });
    await expect(ask(url('/rest/x'), {}, open)).rejects.toThrow(PortalUnreachable);
  });

  it('ends with its signal', async () => {
    const { fake, url } = await start();
    fake.lies.set('*', 'silent');
    const signal = AbortSignal.timeout(50);
    await expect(ask(url('/rest/x'), {}, { ...open, signal })).rejects.toMatchObject({ isSilent: true });
  });

  it('is not put to another scheme', async () => {
    await expect(ask(new URL('file:///etc/passwd'), {}, open)).rejects.toThrow(PortalUnreachable);
  });

  describe('of the open internet', () => {
    const shut = { ...open, allowPrivate: false };
    /** A name that leads to these addresses. */
    const leadTo = (...addresses: string[]) =>
      vi.spyOn(dns, 'lookup').mockImplementation(((
        _name: string,
        _options: unknown,
        done: (...found: unknown[]) => void,
      ) =>
        done(
          null,
          addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
        )) as never);

    it.each(['127.0.0.1', '[::1]', '[::ffff:127.0.0.1]', '127.1', '0x7f.1', '2130706433'])(
      'is not put to %s',
      async (host) => {
        const { fake, url } = await start();
        await expect(ask(url('/rest/x', host), {}, shut)).rejects.toThrow(PortalUnreachable);
        expect(fake.asked).toEqual([]);
      },
    );

    it.each([[['127.0.0.1']], [['8.8.8.8', '127.0.0.1']], [['::1']], [['169.254.169.254']], [[]]])(
      'is not put to a name that leads to %j',
      async (addresses) => {
        const { fake, url } = await start();
        const lookup = leadTo(...addresses);
        await expect(ask(url('/rest/x', 'portal.example'), {}, shut)).rejects.toThrow(PortalUnreachable);
        expect([fake.asked, lookup.mock.calls.length]).toEqual([[], 1]);
      },
    );

    it('goes to the very address that was looked at: the name is resolved once', async () => {
      const { fake, url } = await start();
      const lookup = leadTo('127.0.0.1');
      await ask(url('/rest/x', 'portal.example'), {}, open);
      expect([fake.asked.length, lookup.mock.calls.length]).toEqual([1, 1]);
    });
  });
});
