import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatsFor } from './format.ts';
import { dayEnd, dayStart, isoDay } from './zone-day.ts';

const now = Date.parse('2026-11-21T08:42:30.000Z');
const ru = formatsFor('ru', 'Europe/Moscow', () => now);
const en = formatsFor('en', 'Europe/Moscow', () => now);
const plain = (text: string) => text.replace(/[\u00A0\u202F]/g, ' ');

describe('times in the zone of the portal', () => {
  it.each([
    ['2026-11-19T14:03:44.129Z', '19 ноя, 17:03:44', '19 Nov, 17:03:44'],
    ['2026-11-21T08:42:07.000Z', 'сегодня, 11:42:07', 'today, 11:42:07'],
    ['2026-11-20T21:30:00.000Z', 'сегодня, 00:30:00', 'today, 00:30:00'],
    ['2025-05-09T09:00:00.000Z', '9 мая 2025, 12:00:00', '9 May 2025, 12:00:00'],
    ['2026-09-01T00:00:00+03:00', '1 сен, 00:00:00', '1 Sep, 00:00:00'],
  ])('%s', (at, russian, english) => {
    expect(ru.dateTime(at)).toBe(russian);
    expect(en.dateTime(at)).toBe(english);
  });

  it('shows milliseconds, the full date, and UTC for the hover', () => {
    const at = '2026-11-19T14:03:44.129Z';
    expect([ru.timeMs(at), en.timeMs(at), ru.fullDateTime(at)]).toEqual([
      '17:03:44,129',
      '17:03:44.129',
      '19 ноя 2026, 17:03:44',
    ]);
    expect(ru.utc(at)).toBe('2026-11-19 14:03:44.129 UTC');
    expect(ru.day('2026-11-21T00:00:00Z')).toBe('сегодня');
  });

  it('names the zone once', () => {
    expect([ru.zoneLabel(), en.zoneLabel(), ru.zoneShort()]).toEqual(['Москва (UTC+3)', 'Moscow (UTC+3)', 'МСК']);
    expect(formatsFor('ru', 'Asia/Kolkata', () => now).zoneLabel()).toBe('Kolkata (UTC+5:30)');
    expect(formatsFor('ru', 'UTC', () => now).zoneLabel()).toBe('UTC');
    expect(formatsFor('ru', 'Mars/Olympus', () => now).zoneLabel()).toBe('UTC');
  });
});

describe('durations', () => {
  it.each([
    [0, '0 с', '0 sec'],
    [41, '41 мс', '41 ms'],
    [300, '0,3 с', '0.3 sec'],
    [4200, '4,2 с', '4.2 sec'],
    [9970, '10 с', '10 sec'],
    [18_000, '18 с', '18 sec'],
    [59_700, '1 мин', '1 min'],
    [72_000, '1 мин 12 с', '1 min 12 sec'],
    [7_500_000, '2 ч 05 мин', '2 hr 05 min'],
    [86_399_000, '1 день', '1 day'],
    [93_600_000, '1 день 2 часа', '1 day 2 hours'],
    [187_200_000, '2 дня 4 часа', '2 days 4 hours'],
    [61 * 86_400_000, '61 день', '61 days'],
    [-5, '0 с', '0 sec'],
  ])('%d ms', (ms, russian, english) => {
    expect(plain(ru.duration(ms))).toBe(russian);
    expect(plain(en.duration(ms))).toBe(english);
  });

  it('is never empty nor carries «60 с» or «60 мин»', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 40 * 86_400_000 }), (ms) => {
        expect(plain(ru.duration(ms))).toMatch(/^\d/);
        expect(plain(ru.duration(ms))).not.toMatch(/\b60 (с|мин)|\b24 час/);
      }),
    );
  });
});

describe('numbers', () => {
  it('money', () => {
    expect([ru.money(446_356, 'RUB'), ru.money(99.5, 'RUB'), ru.money(5, null)].map(plain)).toEqual([
      '446 356 ₽',
      '99,50 ₽',
      '5',
    ]);
    expect([ru.moneyShort(18_432_000, 'RUB'), ru.money(1200, 'бонусы')].map(plain)).toEqual([
      '18,4 млн ₽',
      '1 200 бонусы',
    ]);
    expect(en.money(446_356, 'USD')).toBe('$446,356');
  });

  it('ago', () => {
    expect([ru.ago(now - 12 * 60_000), ru.ago(now - 3_700_000), en.ago(now + 7_200_000)]).toEqual([
      '12 минут назад',
      '1 час назад',
      'in 2 hours',
    ]);
  });
});

describe('days of a zone', () => {
  it('begin and end where its calendar says', () => {
    expect(dayStart('2026-11-19', 'Europe/Moscow')).toBe('2026-11-18T21:00:00.000Z');
    expect(dayEnd('2026-11-19', 'Europe/Moscow')).toBe('2026-11-19T20:59:59.999Z');
    // 25 hours: the clocks go back.
    expect(dayStart('2026-11-01', 'America/New_York')).toBe('2026-11-01T04:00:00.000Z');
    expect(dayEnd('2026-11-01', 'America/New_York')).toBe('2026-11-02T04:59:59.999Z');
    expect(dayStart('', 'UTC')).toBeNull();
  });

  it('hold their own beginning and end', () => {
    const day = fc
      .date({ min: new Date('2000-01-01'), max: new Date('2090-01-01'), noInvalidDate: true })
      .map((one) => one.toISOString().slice(0, 10));
    fc.assert(
      fc.property(
        day,
        fc.constantFrom('Europe/Moscow', 'UTC', 'America/New_York', 'Asia/Kolkata', 'Australia/Lord_Howe'),
        (one, zone) => {
          expect(isoDay(dayStart(one, zone) ?? '', zone)).toBe(one);
          expect(isoDay(dayEnd(one, zone) ?? '', zone)).toBe(one);
        },
      ),
    );
  });
});
