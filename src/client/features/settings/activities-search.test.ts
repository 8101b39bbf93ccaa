import fc from 'fast-check';
import { expect, it } from 'vitest';
import { fakeActivity } from '#client/testing/fakes.ts';
import { activityKinds, matchingActivities, readActivitiesSearch, writeActivitiesSearch } from './activities-search.ts';

it('the address of the list of robots reads what it wrote, and no address breaks it', () => {
  const q = fc.string({ maxLength: 100, unit: 'grapheme' }).filter((one) => one.isWellFormed() && one.length <= 200);
  fc.assert(
    fc.property(fc.record({ q, kind: fc.constantFrom(...activityKinds) }), (search) => {
      expect(readActivitiesSearch(new URLSearchParams(writeActivitiesSearch(search).toString()))).toEqual(search);
    }),
  );
  expect(readActivitiesSearch(new URLSearchParams('kind=other'))).toEqual({ q: '', kind: 'all' });
});

it('finds a robot by what its row shows', () => {
  const items = [fakeActivity(), fakeActivity({ kind: 'activity', name: 'Проверка ИНН', code: 'check_inn' })];
  const found = (q: string, kind: (typeof activityKinds)[number] = 'all') =>
    matchingActivities(items, { q, kind }).map((one) => one.code);
  expect(found('')).toEqual(['send_whatsapp', 'check_inn']);
  expect(found('whatsapp')).toEqual(['send_whatsapp']);
  expect(found('wazzup проверка')).toEqual(['check_inn']);
  expect(found('', 'robot')).toEqual(['send_whatsapp']);
  expect(found('нет такого')).toEqual([]);
});
