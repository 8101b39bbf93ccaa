import { expect, it } from 'vitest';
import { fakeAccount } from '#client/testing/fakes.ts';
import { isLastAdministrator } from './last-administrator.ts';

it('knows the one administrator who can still sign in', () => {
  const anna = fakeAccount({ person: '1', role: 'administrator' });
  const invited = fakeAccount({ person: '2', role: 'administrator', state: 'invited' });
  const blocked = fakeAccount({ person: '3', role: 'administrator', state: 'blocked' });
  const petr = fakeAccount({ person: '4', role: 'administrator' });
  const manager = fakeAccount({ person: '5', role: 'manager' });
  expect(isLastAdministrator([anna, invited, blocked, manager], anna)).toBe(true);
  expect(isLastAdministrator([anna, invited], invited)).toBe(false);
  expect(isLastAdministrator([anna, blocked], blocked)).toBe(false);
  expect(isLastAdministrator([anna, petr], anna)).toBe(false);
  expect(isLastAdministrator([anna, manager], manager)).toBe(false);
});
