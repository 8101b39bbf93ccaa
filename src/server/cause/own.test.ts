import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fingerprintOf } from './fingerprint.ts';
import { createGrouping, splitKeyOf, textIdOf } from './grouping.ts';
import { explainOwn, type FailureText, inOrder, isTelling, type OwnExplanation, ownOf, readOwn } from './own.ts';

const words = { title: 'Не отвечает касса', text: 'Касса не приняла чек.', steps: ['Перезапустите кассу'] };
const noWords = { title: '', text: '', steps: [] };

function own(
  no: number,
  phrases: string[],
  rest: Partial<OwnExplanation['matching']> = {},
  en = noWords,
): OwnExplanation {
  return readOwn({
    explanationNo: no,
    words: JSON.stringify({ ru: words, en }),
    hit: 'no',
    fixer: 'administrator',
    retry: 'fix',
    matching: JSON.stringify({ phrases, activityCode: null, before: [], ...rest }),
    changedAt: 0,
    changedBy: 'Анна',
  });
}
const text = (message: string, rest: Partial<FailureText> = {}): FailureText => ({
  cause: 'unknown:1',
  fingerprint: fingerprintOf(message),
  activityCode: 'till',
  ...rest,
});
const found = (all: OwnExplanation[], of: FailureText) => ownOf(inOrder(all), of)?.no ?? null;

describe('an own explanation', () => {
  it('explains a failure in which all of its phrases occur, in whatever order', () => {
    const one = own(1, ['касса', 'нет связи']);
    expect(found([one], text('Касса 4: нет связи'))).toBe(1);
    expect(found([one], text('Нет связи, молчит касса'))).toBe(1);
    expect(found([one], text('Касса 4: нет бумаги'))).toBeNull();
  });

  it('does not mind case, ё, numbers, names in quotes and addresses', () => {
    const one = own(1, ['Счёт №17 «Ромашка» не передан на https://till.example.test/1']);
    expect(found([one], text('счет №99 «Василёк» не передан на https://other.example.test/2?x=1'))).toBe(1);
  });

  it('is no pattern: what means something in one stands for itself', () => {
    expect(found([own(1, ['касса.*связи'])], text('касса нет связи'))).toBeNull();
    expect(found([own(1, ['касса (тест) %_'])], text('касса (тест) %_ молчит'))).toBe(1);
  });

  it('keeps to robots of its type code', () => {
    const one = own(1, ['касса'], { activityCode: 'till' });
    expect(found([one], text('касса'))).toBe(1);
    expect(found([one], text('касса', { activityCode: 'mail' }))).toBeNull();
    expect(found([one], text('касса', { activityCode: null }))).toBeNull();
  });

  it('leaves to the catalogue what that knows, but for what it names', () => {
    const known = text('касса', { cause: 'wa-window' });
    expect(found([own(1, ['касса'])], known)).toBeNull();
    expect(found([own(1, ['касса'], { before: ['wa-window'] })], known)).toBe(1);
  });

  it('goes before another that asks for less, and after an older one that asks for as much', () => {
    const [wide, narrow] = [own(1, ['касса']), own(2, ['касса', 'нет связи'])];
    expect(found([wide, narrow], text('Касса: нет связи'))).toBe(2);
    expect(found([wide, narrow], text('Касса: нет бумаги'))).toBe(1);
    expect(found([own(2, ['связи']), own(1, ['касса'])], text('Касса: нет связи'))).toBe(1);
  });

  it('is told in Russian where it has no English', () => {
    expect(explainOwn(own(1, ['касса']), null, 'en')).toMatchObject({ ...words, code: 'own:1', known: true });
    const en = { ...noWords, title: 'The till does not answer' };
    expect(explainOwn(own(1, ['касса'], {}, en), null, 'en')).toMatchObject({ ...words, title: en.title });
  });

  it('is found for any text without failing, and for the text that it was made from', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', maxLength: 400 }),
        fc.string({ unit: 'grapheme', maxLength: 80 }),
        (said, phrase) => {
          expect([null, 1]).toContain(found([own(1, [phrase])], text(said)));
          const whole = fingerprintOf(said);
          if (isTelling(whole)) expect(found([own(1, [whole])], text(said))).toBe(1);
        },
      ),
    );
  });
});

it('takes nothing for a phrase that every failure has, or none', () => {
  for (const phrase of ['17', '«Ромашка»', 'https://till.example.test/1', '...', 'а б'])
    expect([phrase, isTelling(phrase)]).toEqual([phrase, false]);
  for (const phrase of ['касса', 'код 17', 'E_TILL_7']) expect([phrase, isTelling(phrase)]).toEqual([phrase, true]);
});

describe('causes as people see them', () => {
  const explanations = [own(1, ['касса'])];
  const texts = [
    text('касса один', { cause: 'unknown:1' }),
    text('касса два', { cause: 'unknown:2' }),
    text('почта', { cause: 'unknown:3' }),
  ];

  it('are one where one explanation explains them', () => {
    const grouping = createGrouping([], [], { explanations, texts });
    expect(texts.map(({ cause, fingerprint }) => grouping.keyOf(cause, fingerprint))).toEqual([
      'own:1',
      'own:1',
      'unknown:3',
    ]);
    expect(grouping.wholeOf('unknown:2')).toBe('own:1');
    expect(grouping.partsOf('own:1').map(({ cause }) => cause)).toEqual(['unknown:1', 'unknown:2']);
    expect(grouping.partsOf('unknown:3')).toHaveLength(1);
    expect(grouping.needsTexts).toBe(false);
  });

  it('stay where somebody put them: what was merged or split by hand goes before the explanation', () => {
    const split = {
      split: splitKeyOf(textIdOf('unknown:2', 'касса два')),
      cause: 'unknown:2',
      fingerprint: 'касса два',
    };
    const grouping = createGrouping([{ cause: 'unknown:1', into: 'wa-rate' }], [split], { explanations, texts });
    expect(grouping.keyOf('unknown:1', 'касса один')).toBe('wa-rate');
    expect(grouping.keyOf('unknown:2', 'касса два')).toBe(split.split);
    expect(grouping.explainedBy('unknown:2', 'касса два')).toBeNull();
  });

  it('follow the explanation into what it was merged into, and come back when it is gone', () => {
    const merges = [
      { cause: 'own:1', into: 'wa-rate' },
      { cause: 'wa-key', into: 'own:2' },
    ];
    const grouping = createGrouping(merges, [], { explanations, texts });
    expect(grouping.keyOf('unknown:1', null)).toBe('wa-rate');
    expect(grouping.explainedBy('unknown:1', null)).toBe('own:1');
    expect(grouping.partsOf('wa-rate').map(({ cause }) => cause)).toEqual([
      'wa-rate',
      'nested:wa-rate',
      'unknown:1',
      'unknown:2',
    ]);
    expect(grouping.keyOf('wa-key', null)).toBe('wa-key');
    expect(createGrouping(merges, []).keyOf('unknown:1', null)).toBe('unknown:1');
  });

  it('hold each failure once, whatever was merged into whatever', () => {
    const merges = [
      { cause: 'own:1', into: 'unknown:1' },
      { cause: 'unknown:3', into: 'unknown:2' },
    ];
    const grouping = createGrouping(merges, [], { explanations, texts });
    expect(grouping.keyOf('unknown:1', null)).toBe('unknown:1');
    expect(grouping.keyOf('unknown:2', null)).toBe('unknown:1');
    expect(grouping.keyOf('unknown:3', null)).toBe('unknown:1');
    expect(
      grouping
        .partsOf('unknown:1')
        .map(({ cause }) => cause)
        .toSorted(),
    ).toEqual(['unknown:1', 'unknown:2', 'unknown:3']);
  });

  it('that the catalogue knows give only the texts that an explanation goes before', () => {
    const before = [own(1, ['касса'], { before: ['wa-rate'] })];
    const known = ['касса', 'почта'].map((one) => text(one, { cause: 'wa-rate' }));
    const grouping = createGrouping([], [], { explanations: before, texts: known });
    expect(grouping.keyOf('nested:wa-rate', 'касса')).toBe('own:1');
    expect(grouping.keyOf('wa-rate', 'почта')).toBe('wa-rate');
    expect(grouping.partsOf('own:1')).toEqual(
      ['wa-rate', 'nested:wa-rate'].map((cause) => ({ cause, only: 'касса', except: [] })),
    );
    expect(grouping.partsOf('wa-rate')[0]).toEqual({ cause: 'wa-rate', only: null, except: ['касса'] });
    expect(grouping.needsTexts).toBe(true);
  });
});
