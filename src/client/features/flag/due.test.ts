import { describe, expect, it } from 'vitest';
import { dayOfPreset, dueOf } from './due.ts';

const zone = 'Europe/Moscow';
const late = Date.parse('2026-11-21T20:30:00Z');

describe('when to come back', () => {
  it('is a day of the portal: what is due on it is not late before it ends', () => {
    expect(dueOf(null, late, zone)).toBe('none');
    expect(dueOf('2026-11-20T21:00:00Z', late, zone)).toBe('today');
    expect(dueOf('2026-11-20T20:59:59Z', late, zone)).toBe('overdue');
    expect(dueOf('2026-11-21T21:00:00Z', late, zone)).toBe('later');
  });

  it('is tomorrow or in a week by the portal’s calendar, also where clocks are changed', () => {
    expect(dayOfPreset('tomorrow', late, zone)).toBe('2026-11-22');
    expect(dayOfPreset('week', late, zone)).toBe('2026-11-28');
    expect(dayOfPreset('tomorrow', Date.parse('2026-10-24T23:30:00Z'), 'Europe/Berlin')).toBe('2026-10-26');
    expect(dayOfPreset('none', late, zone)).toBeNull();
  });
});
