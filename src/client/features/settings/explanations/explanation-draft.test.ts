import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { explanationLimits, NewExplanation } from '#contract/explanation.ts';
import { fakeCausePage } from '#client/testing/fake-failures.ts';
import { bodyOf, draftFor, emptyDraft, faultsOf, isTelling } from './explanation-draft.ts';

const said = (text: string) => {
  const example = { process: 'p1', entry: 'e0000000001a' };
  const texts = [{ fingerprint: '0123456789abcdef', text, failures: 1, lastAt: '2026-11-20T09:00:00.000Z', example }];
  return draftFor(fakeCausePage({ texts })).phrases;
};
const whole = { ...emptyDraft, phrases: 'касса молчит', ru: { title: 'Касса молчит', text: '', steps: '' } };

describe('a draft', () => {
  it('begins at what the failures of the cause say, whole words of it', () => {
    expect(said('Касса № ‹n›  молчит')).toBe('Касса № ‹n› молчит');
    const long = said(`${'слово '.repeat(60)}конец`);
    expect(long.length).toBeLessThanOrEqual(explanationLimits.phrase);
    expect(long).toMatch(/слово$/);
    expect(said(`${'слово '.repeat(32)} ‹очень длинное имя›`.padEnd(260, 'х'))).not.toContain('‹');
  });

  it('has each step and phrase on a line, and none of what is empty', () => {
    const body = bodyOf({
      ...whole,
      phrases: ' касса \n\n молчит',
      activityCode: ' ',
      ru: { ...whole.ru, steps: 'Раз\n \nДва ' },
    });
    expect(body.matching).toEqual({ phrases: ['касса', 'молчит'], activityCode: null, before: [] });
    expect(body.ru.steps).toEqual(['Раз', 'Два']);
  });

  it('says what is wrong before the server does', () => {
    expect(faultsOf(whole)).toEqual({});
    expect(faultsOf(emptyDraft)).toMatchObject({ phrases: { key: 'phrases' }, 'ru.title': { key: 'title' } });
    expect(faultsOf({ ...whole, phrases: 'касса\n17' }).phrases).toMatchObject({
      key: 'phrasesWeak',
      values: { phrase: '17' },
    });
    expect(faultsOf({ ...whole, phrases: 'касса\n'.repeat(6) }).phrases).toMatchObject({ key: 'phrasesMany' });
    expect(faultsOf({ ...whole, en: { title: 'x'.repeat(91), text: '', steps: '' } })).toMatchObject({
      'en.title': { key: 'titleLong' },
    });
    expect(isTelling('«Ромашка» https://till.example.test/a')).toBe(false);
  });

  it('without a fault is one that the contract takes', () => {
    const line = fc.string({ maxLength: 220 });
    fc.assert(
      fc.property(line, line, line, line, (phrases, title, text, steps) => {
        const draft = { ...emptyDraft, phrases, ru: { title, text, steps } };
        const body = bodyOf(draft);
        if (Object.keys(faultsOf(draft)).length === 0) expect(NewExplanation.safeParse(body).success).toBe(true);
      }),
    );
  });
});
