import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createFailedTries, createRateLimit } from './rate-limit.ts';

function start(perSecond: number, burst: number) {
  const clock = { now: 1_000_000 };
  return { clock, limit: createRateLimit({ perSecond, burst, now: () => clock.now }) };
}

describe('a limit', () => {
  it('lets a burst through, then as many as come back, and says how long to wait', () => {
    const { clock, limit } = start(2, 3);
    expect([1, 2, 3, 4].map(() => limit.take('a'))).toEqual([null, null, null, 1]);
    expect(limit.take('b')).toBeNull();
    clock.now += 499;
    expect(limit.take('a')).toBe(1);
    clock.now += 1;
    expect([limit.take('a'), limit.take('a')]).toEqual([null, 1]);
    clock.now += 60_000;
    expect([1, 2, 3, 4].map(() => limit.take('a'))).toEqual([null, null, null, 1]);
  });

  it('takes several at once or none; looking takes nothing', () => {
    const { clock, limit } = start(1, 10);
    expect([limit.take('a', 8), limit.take('a', 5), limit.take('a', 2)]).toEqual([null, 3, null]);
    expect([limit.waitOf('a'), limit.waitOf('a'), limit.waitOf('b')]).toEqual([1, 1, null]);
    clock.now += 1000;
    expect([limit.waitOf('a'), limit.take('a'), limit.take('a')]).toEqual([null, null, 1]);
  });

  it('lets more than it holds through when it is full, and then nothing for as long', () => {
    const { clock, limit } = start(10, 10);
    expect([limit.take('a', 50), limit.take('a')]).toEqual([null, 5]);
    clock.now += 4_100;
    expect(limit.take('a')).toBeNull();
  });

  it('is not confused by a clock that goes back', () => {
    const { clock, limit } = start(1, 2);
    limit.take('a', 2);
    clock.now -= 3_600_000;
    expect(limit.take('a')).toBe(1);
  });

  it('never lets through more than the burst and what came back, whatever the times', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(3000), { maxLength: 200 }), (pauses) => {
        const { clock, limit } = start(3, 7);
        const from = clock.now;
        let taken = 0;
        for (const pause of pauses) {
          clock.now += pause;
          if (limit.take('a') === null) taken += 1;
          expect(taken).toBeLessThanOrEqual(7 + (3 * (clock.now - from)) / 1000 + 1e-6);
        }
      }),
    );
  });
});

describe('failed tries', () => {
  function startTries() {
    const clock = { now: 0 };
    const tries = createFailedTries({ perMinute: 3, now: () => clock.now });
    const fail = (address: string, times: number) => {
      for (let time = 0; time < times; time++) tries.failed(address, `wrong ${time}`);
    };
    return { clock, tries, fail };
  }

  it('are counted by address; what was right before is tried all the same, until it is wrong', () => {
    const { clock, tries, fail } = startTries();
    tries.succeeded('right');
    fail('203.0.113.7', 3);
    expect(tries.waitOf('203.0.113.7', 'new')).toBe(20);
    expect(tries.waitOf('203.0.113.8', 'new')).toBeNull();
    expect(tries.waitOf('203.0.113.7', 'right')).toBeNull();
    tries.failed('203.0.113.7', 'right');
    expect(tries.waitOf('203.0.113.7', 'right')).toBe(20);
    clock.now += 20_000;
    expect(tries.waitOf('203.0.113.7', 'new')).toBeNull();
  });

  it('are counted by network where one has many addresses, and not where one address has many', () => {
    const { tries, fail } = startTries();
    fail('2001:db8:0:1::7', 3);
    expect(tries.waitOf('2001:db8::1:a:b:c:d', 'new')).toBe(20);
    expect(tries.waitOf('2001:db8:0:2::7', 'new')).toBeNull();
    for (const local of ['127.0.0.1', '::1', '::ffff:127.0.0.1']) {
      fail(local, 10);
      expect(tries.waitOf(local, 'new')).toBeNull();
    }
  });

  it('of a hundred thousand addresses are not all remembered', () => {
    const { tries, fail } = startTries();
    fail('203.0.113.7', 3);
    for (let n = 0; n < 100_000; n++) tries.failed(`10.${n >> 16}.${(n >> 8) & 255}.${n & 255}`, 'x');
    expect(tries.waitOf('203.0.113.7', 'new')).toBeNull();
  });
});
