import fc from 'fast-check';
import { expect, it } from 'vitest';
import { accountStates } from '#contract/person.ts';
import { roles } from '#contract/session.ts';
import { fakeAccount } from '#client/testing/fakes.ts';
import { matchingPeople, readPeopleSearch, writePeopleSearch } from './people-search.ts';
import type { PeopleSearch } from './people-search.ts';

const nobody: PeopleSearch = { q: '', role: 'all', state: 'all', person: null };

it('the address of the people reads what it wrote, and no address breaks it', () => {
  const q = fc.string({ maxLength: 100, unit: 'grapheme' }).filter((one) => one.isWellFormed() && one.length <= 200);
  const search = fc.record({
    q,
    role: fc.constantFrom('all' as const, ...roles),
    state: fc.constantFrom('all' as const, ...accountStates),
    person: fc.constantFrom(null, 'new', '1', '42'),
  });
  fc.assert(
    fc.property(search, (one) => {
      expect(readPeopleSearch(new URLSearchParams(writePeopleSearch(one).toString()))).toEqual(one);
    }),
  );
  expect(readPeopleSearch(new URLSearchParams('role=king&state=asleep&person=../x'))).toEqual(nobody);
});

it('keeps what others wrote in the address', () => {
  expect(
    writePeopleSearch({ ...nobody, person: '7' }, new URLSearchParams('portal=north&role=manager')).toString(),
  ).toBe('portal=north&person=7');
});

it('finds people by what their rows show', () => {
  const items = [
    fakeAccount({ person: '1', name: 'Анна Орлова', email: 'anna@example.ru', role: 'support' }),
    fakeAccount({ person: '2', name: 'Пётр', email: 'petr@example.ru', role: 'manager', state: 'blocked' }),
  ];
  const found = (part: Partial<PeopleSearch>) => matchingPeople(items, { ...nobody, ...part }).map((one) => one.person);
  expect(found({})).toEqual(['1', '2']);
  expect(found({ q: 'орлова EXAMPLE' })).toEqual(['1']);
  expect(found({ role: 'manager' })).toEqual(['2']);
  expect(found({ state: 'blocked', q: 'petr@' })).toEqual(['2']);
  expect(found({ state: 'invited' })).toEqual([]);
});
