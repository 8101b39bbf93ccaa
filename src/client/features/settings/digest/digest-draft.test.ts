import { describe, expect, it } from 'vitest';
import type { DigestSettings } from '#contract/digest.ts';
import { draftOf, faultsOf, rulesOf } from './digest-draft.ts';

const saved: DigestSettings = {
  webhookUrl: 'https://example.com/hook',
  emails: ['a@example.com', 'b@example.com'],
  language: 'ru',
  leastHours: 24,
  quietHours: { from: '21:00', to: '09:00' },
  hasMail: true,
  hasLinks: true,
  deliveries: [],
};

describe('rules while they are written', () => {
  it('are those that were saved', () => {
    const { webhookUrl, emails, language, leastHours, quietHours } = saved;
    const rules = { webhookUrl, emails, language, leastHours, quietHours, renewSecret: false };
    expect(rulesOf(draftOf(saved))).toEqual(rules);
    const bare = { ...saved, webhookUrl: null, emails: [], quietHours: null };
    expect(rulesOf(draftOf(bare))).toEqual({ ...rules, webhookUrl: null, emails: [], quietHours: null });
  });

  it('take addresses as people write them', () => {
    const draft = {
      ...draftOf(saved),
      webhookUrl: ' ',
      renewSecret: true,
      emails: 'a@example.com, b@example.com\n\na@example.com ',
    };
    expect(rulesOf(draft)).toMatchObject({ webhookUrl: null, renewSecret: false, emails: saved.emails });
  });

  it.each([
    ['https://example.com/hook?room=7', false],
    ['http://127.0.0.1:3000/hook', false],
    ['http://example.com/hook', true],
    ['https://anna:word@example.com/', true],
    ['example.com', true],
  ])('say whether %s will do', (webhookUrl, isWrong) => {
    expect(faultsOf({ ...draftOf(saved), webhookUrl }).webhook).toBe(isWrong);
  });

  it('say which addresses are none, and that there are too many', () => {
    const many = Array.from({ length: 21 }, (_, n) => `a${n}@example.com`).join('\n');
    expect(faultsOf({ ...draftOf(saved), emails: 'a@example.com\nanna' })).toMatchObject({ emails: ['anna'] });
    expect(faultsOf({ ...draftOf(saved), emails: many })).toMatchObject({ emails: [], isTooMany: true });
  });
});
