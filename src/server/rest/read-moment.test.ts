import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { momentIn } from './portal-time.ts';
import { offsetMinutes, readMoment } from './read-moment.ts';

describe('readMoment', () => {
  it.each([
    ['2026-11-21', 'Europe/Moscow', '2026-11-20T21:00:00.000Z'],
    ['2026-11-21T15:00:00+03:00', 'Asia/Tokyo', '2026-11-21T12:00:00.000Z'],
    ['2026-11-21t12:00:00.250z', 'Europe/Moscow', '2026-11-21T12:00:00.250Z'],
    [' 2026-11-21 15:00 ', 'Europe/Moscow', '2026-11-21T12:00:00.000Z'],
    ['2026-11-21 15:00:01', 'America/New_York', '2026-11-21T20:00:01.000Z'],
    // The clocks of Berlin go from 2 to 3 o'clock that night.
    ['2026-03-29T01:30', 'Europe/Berlin', '2026-03-29T00:30:00.000Z'],
    ['2026-03-29T03:30', 'Europe/Berlin', '2026-03-29T01:30:00.000Z'],
    ['2026-11-21', 'Nowhere/Land', '2026-11-21T00:00:00.000Z'],
  ])('%s in %s', (text, zone, moment) => {
    expect(new Date(readMoment(text, zone) ?? 0).toISOString()).toBe(moment);
  });

  it.each(['', 'now', '2026', '2026-11', '2026-02-30x', '2026-13-01', '21.11.2026', '1763726400', '2026-11-21T25:00'])(
    'refuses %j',
    (text) => {
      expect(readMoment(text, 'Europe/Moscow')).toBeNull();
    },
  );

  it('reads what the portal writes', () => {
    const zones = fc.constantFrom('Europe/Moscow', 'Asia/Kolkata', 'America/St_Johns', 'UTC');
    const seconds = fc.integer({ min: Date.UTC(1990, 0) / 1000, max: Date.UTC(2090, 0) / 1000 });
    fc.assert(
      fc.property(zones, seconds, (zone, second) => {
        expect(readMoment(momentIn(zone, second * 1000), 'UTC')).toBe(second * 1000);
      }),
    );
  });
});

describe('offsetMinutes', () => {
  it('knows zones on both sides of Greenwich', () => {
    const winter = Date.UTC(2026, 0, 15);
    expect(
      ['UTC', 'Europe/Moscow', 'America/St_Johns', 'Asia/Kolkata'].map((zone) => offsetMinutes(winter, zone)),
    ).toEqual([0, 180, -210, 330]);
  });
});
