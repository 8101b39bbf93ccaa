import { describe, expect, it, vi } from 'vitest';
import { auditLog } from '#server/testing/audit-log.ts';
import { password, startTestApp, type TestApp } from '#server/testing/test-app.ts';

// A thousand tries, and passwords that take their time.
vi.setConfig({ testTimeout: 300_000 });

const minuteMs = 60_000;

/** Behind a proxy that names its clients: an attacker has as many addresses as he likes. */
async function start(): Promise<TestApp> {
  return await startTestApp({ config: { trustProxy: ['127.0.0.1'] } });
}

async function signIn(app: TestApp, email: string, secret: string, address: string) {
  return await app.server.inject({
    method: 'POST',
    url: '/api/v1/session',
    payload: { email, password: secret },
    headers: { 'x-forwarded-for': address },
  });
}

const median = (times: readonly number[]) => [...times].sort((a, b) => a - b)[Math.floor(times.length / 2)] ?? 0;

describe('guessing a password', () => {
  it('a thousand times from a thousand addresses looks at it a dozen times in an hour', async () => {
    const app = await start();
    const { email } = await app.makePerson('manager');
    const codes: string[] = [];
    for (let n = 0; n < 1000; n++) {
      const answer = await signIn(app, email, `guess ${n}`, `192.0.${n % 250}.${Math.floor(n / 250)}`);
      codes.push(answer.json().code);
      if (answer.statusCode === 429) expect(Number(answer.headers['retry-after'])).toBeGreaterThanOrEqual(1);
      app.clock.now += (60 * minuteMs) / 1000;
    }
    const looked = codes.filter((code) => code === 'wrong_credentials').length;
    expect(new Set(codes)).toEqual(new Set(['wrong_credentials', 'too_many_requests']));
    // Five at once, then after 1, 2, 4, 8 … seconds, and from 15 minutes on four an hour.
    expect(looked).toBeGreaterThanOrEqual(5);
    expect(looked).toBeLessThanOrEqual(5 + 10 + 4);
    // Each that was looked at is noted, without the e-mail; the others would only fill the disk.
    const noted = (await auditLog(app)).filter(({ action }) => action === 'session.sign-in-refused');
    expect(noted).toHaveLength(looked);
    expect(JSON.stringify(noted)).not.toContain(email);
    expect(app.log()).not.toContain('guess 1');
    // Who knows it waits like the guesser, and then is in.
    app.clock.now += 15 * minuteMs;
    expect((await signIn(app, email, password, '198.51.100.1')).statusCode).toBe(200);
  });

  it('of many accounts from one address is slowed down as well', async () => {
    const app = await start();
    const codes: string[] = [];
    for (let n = 0; n < 20; n++)
      codes.push((await signIn(app, `n${n}@example.test`, 'guess', '192.0.2.1')).json().code);
    // Nobody owns this instance: nothing to guess.
    expect(new Set(codes)).toEqual(new Set(['unclaimed']));
    await app.makePerson('manager');
    codes.length = 0;
    for (let n = 0; n < 20; n++)
      codes.push((await signIn(app, `n${n}@example.test`, 'guess', '192.0.2.1')).json().code);
    expect(codes.filter((code) => code === 'wrong_credentials')).toHaveLength(5);
  });

  it('takes as long and says the same whether there is such an account, one without a password, a blocked one, or none', async () => {
    const app = await start();
    const known = await app.makePerson('manager');
    const blocked = await app.makePerson('manager');
    await app.store.accounts.change((await app.store.accounts.byEmail(blocked.email))?.accountNo ?? 0, {
      state: 'blocked',
    });
    const external = await app.makePerson('manager');
    await app.store.accounts.change((await app.store.accounts.byEmail(external.email))?.accountNo ?? 0, {
      password: '',
    });
    const tries: [string, string][] = [
      [known.email, 'a wrong phrase'],
      [external.email, 'a wrong phrase'],
      // Right, and of no use.
      [blocked.email, password],
      ['nobody@example.test', 'a wrong phrase'],
    ];
    const times = tries.map((): number[] => []);
    const answers = new Set<string>();
    // In turns, so that whatever else the machine does hits each alike.
    for (let round = 0; round < 7; round++) {
      for (const [place, [email, secret]] of tries.entries()) {
        app.clock.now += 16 * minuteMs;
        const from = performance.now();
        const answer = await signIn(app, email, secret, `192.0.2.${round}`);
        times[place]?.push(performance.now() - from);
        answers.add(`${answer.statusCode} ${JSON.stringify({ ...answer.json(), requestId: '' })}`);
      }
    }
    expect([...answers]).toHaveLength(1);
    // Deriving a password is nearly all of it: one that is left out would be a hundredth.
    const medians = times.map(median);
    for (const one of medians) expect(one / Math.max(...medians)).toBeGreaterThan(0.5);
  });
});
