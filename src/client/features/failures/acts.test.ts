import { describe, expect, it } from 'vitest';
import { causeStates, NewCauseState } from '#contract/failures.ts';
import { muteOf, mutePresets, rateOf, statesAfter } from './acts.ts';

const now = Date.parse('2026-11-20T12:00:00.000Z');

describe('what is done about a cause', () => {
  it('is muted by a preset as the server takes it', () => {
    for (const preset of mutePresets) {
      expect(NewCauseState.safeParse({ state: 'muted', ...muteOf(preset, 10, now) }).success).toBe(true);
    }
    expect(muteOf('day', null, now)).toEqual({ mutedUntil: '2026-11-21T12:00:00.000Z' });
    expect(muteOf('rate', 5, now)).toEqual({ mutedRatePerHour: 5 });
  });

  it('takes a rate as people write it, and nothing that is none', () => {
    expect(['1', '10 000', '10 000', ' 7 '].map(rateOf)).toEqual([1, 10_000, 10_000, 7]);
    expect(['', '0', '-1', '1.5', '10001', 'много', 'Infinity'].map(rateOf)).toEqual(
      Array.from({ length: 7 }, () => null),
    );
  });

  it('offers no state that the cause has, but another end of a mute', () => {
    for (const state of causeStates) expect(statesAfter[state].includes(state)).toBe(state === 'muted');
  });
});
