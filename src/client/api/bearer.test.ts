import { describe, expect, it, vi } from 'vitest';
import { createBearer } from './bearer.ts';

const lifeMs = 600_000;
const down = new Error('the server is down');
const refused = new Error('the portal refused');

/** A bearer whose grants are b1, b2, … and a clock that one sets. */
function made({ chance = 0.5 } = {}) {
  const clock = { now: 1_000_000 };
  let count = 0;
  const grant = () => Promise.resolve({ bearer: `b${(count += 1)}`, expiresInMs: lifeMs });
  const open = vi.fn<() => Promise<{ bearer: string; expiresInMs: number }>>(grant);
  const onLost = vi.fn<() => void>();
  const bearer = createBearer({
    open,
    onLost,
    isPassing: (error) => error === down,
    now: () => clock.now,
    chance: () => chance,
  });
  return { bearer, clock, open, onLost };
}

const settled = () => new Promise((resolve) => setTimeout(resolve));

describe('the bearer of a frame', () => {
  it('is got once for all who ask at the same time', async () => {
    const { bearer, open } = made();
    await expect(Promise.all([bearer.current(), bearer.current(), bearer.current()])).resolves.toEqual([
      'b1',
      'b1',
      'b1',
    ]);
    expect(open).toHaveBeenCalledTimes(1);
  });

  it.each([
    ['soonest', 0, 0.75],
    ['latest', 1, 0.85],
  ])('is renewed %s at this part of its life', async (_, chance, part) => {
    const { bearer, clock, open } = made({ chance });
    await bearer.current();
    clock.now += lifeMs * part - 1;
    bearer.check();
    expect(open).toHaveBeenCalledTimes(1);
    clock.now += 2;
    bearer.check();
    bearer.check();
    await settled();
    expect(open).toHaveBeenCalledTimes(2);
    await expect(bearer.current()).resolves.toBe('b2');
  });

  it('is got anew before it is used after a sleep, and after the clock was turned back', async () => {
    const { bearer, clock } = made();
    await bearer.current();
    clock.now += 2 * 3_600_000;
    await expect(bearer.current()).resolves.toBe('b2');
    clock.now -= 3 * 86_400_000;
    await expect(bearer.current()).resolves.toBe('b3');
  });

  it('is renewed at once when the page comes back from the cache', async () => {
    const { bearer, open } = made();
    await bearer.current();
    bearer.check('asleep');
    expect(open).toHaveBeenCalledTimes(2);
  });

  it('is replaced once, however many were refused with the old one', async () => {
    const { bearer, open } = made();
    await bearer.current();
    await expect(Promise.all([bearer.replace('b1'), bearer.replace('b1')])).resolves.toEqual(['b2', 'b2']);
    await expect(bearer.replace('b1')).resolves.toBe('b2');
    expect(open).toHaveBeenCalledTimes(2);
  });

  it('is lost when the portal refuses, is not asked for again by itself, and comes back with another try', async () => {
    const { bearer, open, onLost } = made();
    open.mockRejectedValueOnce(refused);
    await expect(bearer.current()).rejects.toBe(refused);
    await expect(bearer.current()).rejects.toBe(refused);
    bearer.check();
    expect(open).toHaveBeenCalledTimes(1);
    expect(onLost).toHaveBeenCalledTimes(1);
    bearer.tryAgain();
    await expect(bearer.current()).resolves.toBe('b1');
  });

  it('is not lost while the server is down', async () => {
    const { bearer, open, onLost } = made();
    open.mockRejectedValueOnce(down);
    await expect(bearer.current()).rejects.toBe(down);
    expect(onLost).not.toHaveBeenCalled();
    await expect(bearer.current()).resolves.toBe('b1');
  });

  it('serves to its end when the portal refuses to renew it early, without asking again', async () => {
    const { bearer, clock, open, onLost } = made();
    await bearer.current();
    open.mockRejectedValue(refused);
    clock.now += lifeMs * 0.9;
    bearer.check();
    await settled();
    bearer.check();
    expect(open).toHaveBeenCalledTimes(2);
    await expect(bearer.current()).resolves.toBe('b1');
    expect(onLost).not.toHaveBeenCalled();
    clock.now += lifeMs;
    await expect(bearer.current()).rejects.toBe(refused);
    expect(onLost).toHaveBeenCalledTimes(1);
  });
});
