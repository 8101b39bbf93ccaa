import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Decision, lifeOf, tooOftenAt } from './lifecycle.ts';

const hour = 60 * 60 * 1000;
const nothing = { returnedAt: null, tooOftenAt: null };
const decided = (fields: Partial<Decision>): Decision => ({
  state: 'acknowledged',
  stateAt: 10,
  stateBy: 'Анна',
  mutedUntil: null,
  mutedRate: null,
  ...fields,
});

describe('a cause', () => {
  it('is new while nobody has touched it', () => {
    expect(lifeOf(null, 100, nothing)).toMatchObject({ state: 'new', isReopened: false, stateAt: null, stateBy: null });
  });

  it('stays what it was called', () => {
    for (const state of ['new', 'acknowledged', 'resolved'] as const) {
      expect(lifeOf(decided({ state }), 100, nothing)).toMatchObject({ state, isReopened: false, stateBy: 'Анна' });
    }
  });

  it('is new again when it failed after it was resolved', () => {
    const life = lifeOf(decided({ state: 'resolved' }), 100, { returnedAt: 20, tooOftenAt: null });
    expect(life).toMatchObject({ state: 'new', isReopened: true, stateAt: 20, stateBy: null });
  });

  it('is muted until its time, and then new', () => {
    const mute = decided({ state: 'muted', mutedUntil: 50 });
    expect(lifeOf(mute, 49, nothing)).toMatchObject({ state: 'muted', mutedUntil: 50 });
    expect(lifeOf(mute, 50, nothing)).toMatchObject({ state: 'new', mutedUntil: null, isReopened: false, stateAt: 50 });
  });

  it('is muted until it fails too often, whichever comes first', () => {
    const mute = decided({ state: 'muted', mutedUntil: 50, mutedRate: 3 });
    expect(lifeOf(mute, 49, { returnedAt: null, tooOftenAt: 40 })).toMatchObject({ state: 'new', stateAt: 40 });
    expect(lifeOf(mute, 60, { returnedAt: null, tooOftenAt: 55 })).toMatchObject({ state: 'new', stateAt: 50 });
  });
});

describe('more than so many an hour', () => {
  it('are one more within less than an hour', () => {
    expect(tooOftenAt([0, 10, 20], 3)).toBe(null);
    expect(tooOftenAt([0, 10, 20, hour - 1], 3)).toBe(hour - 1);
    expect(tooOftenAt([0, 10, 20, hour], 3)).toBe(null);
    expect(tooOftenAt([0, hour, hour + 1, hour + 2, hour + 3], 3)).toBe(hour + 3);
  });

  it('are found as by looking at every hour', () => {
    const moments = fc
      .array(fc.integer({ min: 0, max: 5 * hour }), { maxLength: 60 })
      .map((all) => all.toSorted((a, b) => a - b));
    fc.assert(
      fc.property(moments, fc.integer({ min: 1, max: 20 }), (all, rate) => {
        const found = all.find((at) => all.filter((other) => other <= at && other > at - hour).length > rate);
        const given = tooOftenAt(all, rate);
        expect(given === null).toBe(found === undefined);
        expect(given ?? undefined).toBe(found);
      }),
    );
  });
});
