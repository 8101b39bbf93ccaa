import { expect, it } from 'vitest';
import { defaultMaskRules } from '#contract/masking.ts';
import { draftOf, isSameRules, rulesOf } from './mask-draft.ts';

it('rules that were not touched are the same, in whatever order the server keeps them', () => {
  const saved = { ...defaultMaskRules, fields: ['PHONE_*'] };
  expect(rulesOf(draftOf(saved))).toEqual(saved);
  const turned = { ...saved, roles: saved.roles.toReversed(), kinds: saved.kinds.toReversed() };
  expect(isSameRules(saved, turned)).toBe(true);
  expect(isSameRules(saved, { ...saved, fields: [] })).toBe(false);
  expect(isSameRules(saved, { ...saved, kinds: ['phone'] })).toBe(false);
  expect(isSameRules(saved, { ...saved, roles: [] })).toBe(false);
});
