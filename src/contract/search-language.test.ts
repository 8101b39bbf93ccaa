import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chipKeys, chipNames, dayOf, readSearch, writeSearch } from './search-language.ts';

/** Texts that look like searches: signs of the language, digits, both alphabets, and anything. */
const typed = fc
  .array(
    fc.oneof(
      fc.constantFrom('state:failed', 'состояние:"завершён со сбоями"', 'уровень:сбой'),
      fc.constantFrom(...chipKeys.flatMap((key) => [`${chipNames[key].ru}:`, `${chipNames[key].en}:`])),
      fc.constantFrom(
        '"',
        '«',
        '»',
        '*',
        ':',
        ' ',
        '+7 (916) 123-12-34',
        '2026-11-21',
        'AND',
        '\ue000a1',
        '\0',
        '-',
        '(',
      ),
      fc.constantFrom('8 916 123 ', '+79161231234', '12 ', ' 34', '(916)', '7 ', '500'),
      fc.string({ unit: 'grapheme', maxLength: 8 }),
      fc.string({ unit: 'binary', maxLength: 8 }),
    ),
    { maxLength: 12 },
  )
  .map((parts) => parts.join(''));

describe('the language of the search', () => {
  it('reads anything, and what it wrote reads the same', () => {
    fc.assert(
      fc.property(typed, fc.constantFrom('ru' as const, 'en' as const), (text, language) => {
        const query = readSearch(text);
        const written = writeSearch(query, language);
        // What is longer than a search may be is cut: there is nothing to compare then.
        fc.pre(written.length <= 400);
        expect(readSearch(written)).toEqual(query);
        expect(writeSearch(readSearch(written), language)).toBe(written);
      }),
      { numRuns: 2_000 },
    );
  });

  it.each([
    [
      'Не указан',
      [
        { kind: 'word', text: 'Не' },
        { kind: 'word', text: 'указан' },
      ],
    ],
    [
      '"не указан" номе*',
      [
        { kind: 'phrase', text: 'не указан' },
        { kind: 'prefix', text: 'номе' },
      ],
    ],
    ['«не указан', [{ kind: 'phrase', text: 'не указан' }]],
    ['робот:"Отправить WhatsApp"', [{ kind: 'chip', key: 'robot', value: 'Отправить WhatsApp' }]],
    ['Состояние:failed', [{ kind: 'chip', key: 'state', value: 'failed' }]],
    ['статус:"завершён со сбоями"', [{ kind: 'chip', key: 'state', value: 'completed_with_failures' }]],
    ['уровень:сбой', [{ kind: 'chip', key: 'level', value: 'failure' }]],
    [
      'после:01.11.2026 before:2026-11-21',
      [
        { kind: 'chip', key: 'after', value: '2026-11-01' },
        { kind: 'chip', key: 'before', value: '2026-11-21' },
      ],
    ],
    ['robot:', []],
    [
      '+7 (916) 123-12-34 whatsapp',
      [
        { kind: 'phone', text: '+7 (916) 123-12-34' },
        { kind: 'word', text: 'whatsapp' },
      ],
    ],
    ['8 916 123 12 34', [{ kind: 'phone', text: '8 916 123 12 34' }]],
    [
      '+79161231234 500',
      [
        { kind: 'phone', text: '+79161231234' },
        { kind: 'word', text: '500' },
      ],
    ],
    ['79161231234', [{ kind: 'phone', text: '79161231234' }]],
    ['(916) 123-12-34', [{ kind: 'phone', text: '(916) 123-12-34' }]],
    [
      '500 131026 4000',
      [
        { kind: 'word', text: '500' },
        { kind: 'word', text: '131026' },
        { kind: 'word', text: '4000' },
      ],
    ],
    ['55c1dc1c3f0d75.78875596', [{ kind: 'word', text: '55c1dc1c3f0d75.78875596' }]],
    [
      'https://p.bitrix24.ru/crm/deal/details/7/',
      [{ kind: 'word', text: 'https://p.bitrix24.ru/crm/deal/details/7/' }],
    ],
    ['anna@example.test', [{ kind: 'word', text: 'anna@example.test' }]],
    ['аб*', [{ kind: 'word', text: 'аб*' }]],
  ])('reads %s', (text, terms) => {
    expect(readSearch(text)).toEqual(terms);
  });

  it('writes chips in the language of the reader, and in the API’s', () => {
    const query = readSearch('state:"завершен со сбоями" уровень:сбой robot:x');
    expect(writeSearch(query, 'ru')).toBe('состояние:"завершён со сбоями" уровень:сбой робот:x');
    expect(writeSearch(query)).toBe('state:completed_with_failures level:failure robot:x');
  });

  it('keeps of an event token what names the step, and not what makes it a key', () => {
    const step = `55c1.7|A1_2|${'a'.repeat(32)}`;
    expect(readSearch(`${step}.${'0f'.repeat(32)}`)).toEqual([{ kind: 'word', text: step }]);
  });

  it('knows a day that there is from one that there is not', () => {
    expect(['31.12.2026', '2026-2-3', '30.02.2026', 'вчера'].map(dayOf)).toEqual([
      '2026-12-31',
      '2026-02-03',
      null,
      null,
    ]);
  });
});
